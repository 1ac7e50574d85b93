import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { decideMatch, listMatches } from '../../matching/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { cityOfficer, houseWithRegister, importSampleRoll, importSampleRoster } from '../../testing/sample-city.ts';
import { expectedFor, samplePath } from '../../testing/sample-files.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { compareReports } from '../report/view/compare-reports.ts';
import { correctReport } from '../report/steps/correct-report.ts';
import { fillReport } from '../report/steps/fill-report.ts';
import { ANNEX1_COLUMNS, type Annex1Column, type Annex1Figures } from '../annex1/figure.ts';
import { openReport } from '../report/view/open-report.ts';
import { openDueReports } from './open-season.ts';
import { receiveReport } from '../report/steps/receive-report.ts';
import { reportCell } from '../report/view/report-cell.ts';
import { seasonProblems } from './season-problems.ts';
import { submitReport } from '../report/steps/submit-report.ts';
import { carried, reportOf, type CityPeople } from './testing-season.ts';
import { withdrawAdjustment } from '../report/steps/withdraw-adjustment.ts';

type Expected = {
  total: Annex1Figures;
  figures_automatic_matches_only: Annex1Figures;
  doubtful_matches: { file: string; row: number; person: string; cells: string }[];
};
const expected = JSON.parse(readFileSync(samplePath('annex1-expected.json'), 'utf8')) as Expected;
const register = expectedFor('assisted-register.xlsx').cleaned;
const keyOfRow = new Map(register.rows.map((r) => [r[0] as number, r[1] as string]));
const house = await houseWithRegister();
await importSampleRoll(house);
await importSampleRoster(house);
await openDueReports(house.as(null));

const person = (role: 'city_report_checker' | 'city_leader') => house.as(anActor(role, PLACES.city, { level: 'city' }));
const city: CityPeople = {
  code: PLACES.city,
  unitId: cityOfficer.unitId,
  actor: cityOfficer,
  prepare: house.as(cityOfficer),
  check: person('city_report_checker'),
  sign: person('city_leader'),
};
const province = house.as(anActor('province_hr_officer', PLACES.province));
const reportId = await reportOf(house, PLACES.city, 2020, 'second');
const changed = (c: Annex1Column) => expected.total[c]! - expected.figures_automatic_matches_only[c]!;

/** Everybody behind a cell, page by page. */
async function behind(id: string, figure: Annex1Column): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await reportCell(province, { reportId: id, figure, after, limit: 60 });
    found.push(...page.rows.map((p) => p.personId));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}

/** The office decides every doubtful match rightly. */
async function decideAll(): Promise<void> {
  const { rows } = await house.owner(`select person_id, list_row from person_status where known_to is null`);
  const keys = new Map(
    (rows as { person_id: string; list_row: number }[]).map((r) => [r.person_id, keyOfRow.get(r.list_row)]),
  );
  const open = await listMatches(city.prepare, { size: 200 });
  for (const doubt of expected.doubtful_matches) {
    const source = doubt.file === 'students' ? 'students' : 'training_roster';
    const match = open.rows.find((m) => m.source === source && m.row === doubt.row)!;
    const right = match.candidates.find((c) => keys.get(c.personId) === doubt.person)!;
    const asked = { personId: match.personId, same: true, registerPersonId: right.personId, reason: '已核对证件' };
    await decideMatch(city.prepare, asked);
  }
}

describe('a report of real persons', () => {
  test('the row of each school is computed from its persons, and more employed graduates than graduates are refused', async () => {
    const view = await openReport(city.prepare, { reportId });
    expect(view).toMatchObject({ live: true, reported: expected.figures_automatic_matches_only });
    const caonan = view.table.rows.find((r) => r.school === '菏泽曹南工程技师学院')!;
    expect(caonan.reported).toEqual({ C: 111, D: 315, E: 74, F: 52, G: null, H: null });
    const { schoolId } = caonan;
    const wrong = { reportId, schoolId, figure: 'F' as const, delta: 23, reason: '试' };
    const { adjustmentId } = await adjustReport(city.prepare, wrong);
    await fillReport(city.prepare, { reportId, fillerName: '韩志远', fillerPhone: '0530-5550101' });
    await expect(submitReport(city.prepare, { reportId })).rejects.toMatchObject({ code: 'REPORT_FIGURES_REFUSED' });
    expect((await house.owner('select count(*)::int as n from report_counted')).rows).toEqual([{ n: 0 }]);
    await withdrawAdjustment(city.prepare, { reportId, adjustmentId, reason: '试' });
  });

  test('what keeps rows out of the figures is counted, most rows first, each with its work list', async () => {
    const problems = await house.system((tx) => seasonProblems(tx, PLACES.city, '2020-12-15'));
    const rows = Object.fromEntries(problems.map((p) => [p.key, p.rows]));
    expect(problems.length).toBeLessThanOrEqual(10);
    expect(problems.map((p) => p.rows)).toEqual(problems.map((p) => p.rows).toSorted((a, b) => b - a));
    expect(rows.doubtful).toBe(expected.doubtful_matches.length);
    expect(rows.graduated_undated).toBeGreaterThan(0);
    expect(rows.jobs_undated).toBeGreaterThan(0);
    expect(problems.every((p) => p.list.startsWith('/'))).toBe(true);
  });

  test('from submission on, every cell opens exactly as many persons as it counts, masked, whatever is decided later; looking is logged', async () => {
    await carried(city, reportId, 'send');
    await decideAll();
    const view = await openReport(province, { reportId });
    expect(view.reported).toEqual(expected.figures_automatic_matches_only);
    for (const figure of ANNEX1_COLUMNS) {
      const persons = await behind(reportId, figure);
      expect(new Set(persons).size, figure).toBe(view.reported![figure]);
    }
    const cell = await reportCell(province, { reportId, figure: 'H', limit: 5 });
    expect(cell.rows.every((p) => p.idMask === null || /^\d{6}\*{8}\w{4}$/.test(p.idMask))).toBe(true);
    const log = await house.owner(`select count(*)::int as n from read_log where detail ->> 'reportId' = $1`, [
      reportId,
    ]);
    expect(log.rows[0].n).toBeGreaterThan(6);
  });

  test('a line that may only see figures opens a cell without persons', async () => {
    const poverty = house.as(anActor('city_poverty_officer', PLACES.city, { permissions: new Set(['report.read']) }));
    const cell = await reportCell(poverty, { reportId, figure: 'C' });
    expect(cell).toMatchObject({ computed: 111, rows: [] });
  });

  test('a version that is filled in counts anew what the one before keeps', async () => {
    await receiveReport(province, { reportId });
    const { nextId } = await correctReport(city.prepare, { reportId, reason: '存疑比对已核对' });
    expect((await openReport(city.prepare, { reportId: nextId })).reported).toEqual(expected.total);
    expect((await openReport(city.prepare, { reportId })).reported).toEqual(expected.figures_automatic_matches_only);
  });

  describe('corrected after doubtful matches were decided', () => {
    let nextId = '';
    beforeAll(async () => {
      nextId = await reportOf(house, PLACES.city, 2020, 'second');
      await carried(city, nextId, 'send');
    });
    test('the difference names who was added, and explains every figure', async () => {
      const difference = await compareReports(province, { reportId: nextId });
      for (const c of ANNEX1_COLUMNS) {
        const { added, removed } = difference.counts[c];
        expect(added - removed, c).toBe(changed(c));
      }
      expect(difference.before.reported).toEqual(expected.figures_automatic_matches_only);
      expect(difference.after.reported).toEqual(expected.total);
      expect(difference.persons.filter((p) => p.kind === 'added').every((p) => p.name.length > 1)).toBe(true);
    });
    test('the first version still opens the persons it was sent with', async () => {
      expect(await behind(reportId, 'D')).toHaveLength(expected.figures_automatic_matches_only.D!);
      expect(await behind(nextId, 'D')).toHaveLength(expected.total.D!);
    });
  });
});
