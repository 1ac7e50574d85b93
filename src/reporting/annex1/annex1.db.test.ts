import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { decideMatch, listMatches } from '../../matching/index.ts';
import { PLACES } from '../../testing/actors.ts';
import { cityOfficer, houseWithRegister, importSampleRoll, importSampleRoster } from '../../testing/sample-city.ts';
import { expectedFor, samplePath } from '../../testing/sample-files.ts';
import { annex1Of, annex1Persons, lockAnnex1Rows } from './annex1.ts';
import {
  ANNEX1_COLUMNS,
  ANNEX1_READINGS,
  type Annex1Column,
  type Annex1Figures,
  type Annex1Reading,
} from './figure.ts';

type Expected = {
  report_date: string;
  total: Annex1Figures;
  figures_automatic_matches_only: Annex1Figures;
  figures_under_other_readings: Record<string, Annex1Figures | number>;
  cells: Record<Annex1Column, string[]>;
  doubtful_matches: { file: string; row: number; person: string; cells: string }[];
  edge_cases: { kind: string; row: number; file: string; person: string; why: string }[];
};
const expected = JSON.parse(readFileSync(samplePath('annex1-expected.json'), 'utf8')) as Expected;
const register = expectedFor('assisted-register.xlsx').cleaned;
const keyOfRow = new Map(register.rows.map((r) => [r[0] as number, r[1] as string]));
const house = await houseWithRegister();
const scope = { city: PLACES.city, asOf: expected.report_date };
let before = 0;

const figures = (over: { readings?: Annex1Reading[]; knownAt?: number } = {}) =>
  house.system((tx) => annex1Of(tx, { ...scope, ...over }));

/** Keys of the samples for persons of the product, by their row in the register. */
async function keysOfPersons(): Promise<Map<string, string>> {
  const { rows } = await house.owner(`select person_id, list_row from person_status where known_to is null`);
  return new Map(
    rows.map((r: { person_id: string; list_row: number }) => [
      r.person_id,
      keyOfRow.get(r.list_row) ?? `row ${r.list_row}`,
    ]),
  );
}

async function persons(
  column: Annex1Column,
  over: { readings?: Annex1Reading[]; schoolId?: string } = {},
): Promise<string[]> {
  const keys = await keysOfPersons();
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof annex1Persons>> = await house.system((tx) =>
      annex1Persons(tx, { ...scope, schoolId: null, ...over, column, after, limit: 40 }),
    );
    found.push(...page.items.map((p) => keys.get(p.personId)!));
    after = page.next;
  } while (after !== null);
  return found;
}

beforeAll(async () => {
  await importSampleRoll(house);
  await importSampleRoster(house);
});

describe('before doubtful matches are decided', () => {
  test('only what is proved counts', async () => {
    const answer = await figures();
    before = answer.knownAt;
    expect(answer.total).toEqual(expected.figures_automatic_matches_only);
    expect(answer.rows.map((r) => [r.school, r.figures])).toEqual([
      ['曹县启航技工学校', { C: null, D: null, E: null, F: null, G: 218, H: 105 }],
      ['菏泽曹南工程技师学院', { C: 111, D: 315, E: 74, F: 52, G: null, H: null }],
    ]);
  });
});

describe('after they are decided', () => {
  beforeAll(async () => {
    const keys = await keysOfPersons();
    const open = await listMatches(house.as(cityOfficer), { size: 200 });
    expect(open.total).toBe(expected.doubtful_matches.length);
    for (const doubt of expected.doubtful_matches) {
      const source = doubt.file === 'students' ? 'students' : 'training_roster';
      const match = open.rows.find((m) => m.source === source && m.row === doubt.row)!;
      const right = match.candidates.find((c) => keys.get(c.personId) === doubt.person);
      expect(right, `${doubt.file} ${doubt.row}`).toBeDefined();
      await decideMatch(house.as(cityOfficer), {
        personId: match.personId,
        same: true,
        registerPersonId: right!.personId,
        reason: '已核对证件',
      });
    }
  });

  test('every figure is that of the known answers', async () => {
    expect((await figures()).total).toEqual(expected.total);
  });

  test('what was known before the decisions stays as it was', async () => {
    expect((await figures({ knownAt: before })).total).toEqual(expected.figures_automatic_matches_only);
  });

  test.each(ANNEX1_COLUMNS)('behind %s stand exactly the right persons, page by page', async (column) => {
    const found = await persons(column);
    expect(new Set(found).size).toBe(found.length);
    expect(found.toSorted()).toEqual(expected.cells[column]);
  });

  test.each(ANNEX1_READINGS)('the other reading %s gives its figures', async (reading) => {
    const wanted = expected.figures_under_other_readings[reading]!;
    const { total } = await figures({ readings: [reading] });
    if (typeof wanted === 'number') expect(total.G).toBe(wanted);
    else expect(total).toEqual(wanted);
  });

  test('every edge case counts or not for the reason given', async () => {
    const cells = Object.fromEntries(
      await Promise.all(ANNEX1_COLUMNS.map(async (c) => [c, new Set(await persons(c))] as const)),
    );
    const wrong = expected.edge_cases.flatMap(({ kind, person, row }) =>
      ANNEX1_COLUMNS.filter((c) => cells[c]!.has(person) !== expected.cells[c].includes(person)).map(
        (c) => `${kind} ${row} ${c}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('locked rows are those counted, and stay when matches are decided otherwise', async () => {
    const reportId = '00000000-0000-7000-8000-00000000feed';
    const locked = await house.system((tx) => lockAnnex1Rows(tx, reportId, scope));
    expect(locked.total).toEqual(expected.total);
    const kept = () =>
      house.owner(`select figure, count(*)::int as n from report_counted where report_id = $1 group by 1 order by 1`, [
        reportId,
      ]);
    const wanted = ANNEX1_COLUMNS.map((figure) => ({ figure, n: expected.total[figure] }));
    expect((await kept()).rows).toEqual(wanted);
    const done = await listMatches(house.as(cityOfficer), { state: 'done', size: 200 });
    const graduate = done.rows.find((m) => m.source === 'students' && m.row === 74)!;
    await decideMatch(house.as(cityOfficer), { personId: graduate.personId, same: false, reason: '复核后不是同一人' });
    expect((await figures()).total).toMatchObject({ E: expected.total.E! - 1, F: expected.total.F! - 1 });
    expect((await figures({ knownAt: locked.knownAt })).total).toEqual(expected.total);
    expect((await kept()).rows).toEqual(wanted);
  });
});

describe('deciding', () => {
  test('is refused to whom it is not offered, outside the area, and without the right', async () => {
    const ctx = house.as(cityOfficer);
    const all = await listMatches(ctx, { state: 'all', size: 200 });
    const one = all.rows[0]!;
    const stranger = all.rows.find((m) => m.candidates[0]!.personId !== one.candidates[0]!.personId)!.candidates[0]!
      .personId;
    const wrong = { personId: one.personId, same: true, registerPersonId: stranger, reason: '看着像' };
    await expect(decideMatch(ctx, wrong)).rejects.toMatchObject({ code: 'MATCH_NOT_OFFERED' });
    const elsewhere = house.as({ ...cityOfficer, areas: [{ lo: 370100000000, hi: 370200000000 }] });
    await expect(decideMatch(elsewhere, wrong)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listMatches(elsewhere, {})).total).toBe(0);
    await expect(decideMatch(house.as({ ...cityOfficer, permissions: new Set() }), wrong)).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
    const entries = await house.owner(`select count(*)::int as n from audit_entry where action = 'match.decide'`);
    expect(entries.rows[0].n).toBe(expected.doubtful_matches.length + 1);
  });
});
