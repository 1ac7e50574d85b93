import pg from 'pg';
import { expect, it } from 'vitest';
import { movableClock } from '../../../catalogue/testing-city.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { sealAudit } from '../../../platform/audit/audit-seal.ts';
import { transactionAs } from '../../../platform/db.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { indicatorOf, indicators } from '../files.ts';
import { lawSet, withAreas } from '../targets/goals.ts';
import { measureEach } from './measure.ts';
import { rollUp } from './roll-up.ts';
import { showBoard } from '../show-board.ts';
import { figuresOf } from '../store.ts';
import { anId, AREA, ids, institution, openIndicatorHouse } from '../testing-indicators.ts';
import { certified, rolls, trained, wishes } from '../facts-of-tests/testing-people.ts';

const clock = movableClock('2023-06-01');
const house = await openIndicatorHouse({ clock });
const counties = [AREA.cao, AREA.shan, AREA.yanyuan, AREA.binzhou + 2_000_000, AREA.shandong + 9_001_000_000];
const every = [0, AREA.shandong, AREA.sichuan, AREA.heze, AREA.binzhou, AREA.liangshan, ...counties];

/** A small generator of chance that gives the same tries in every run. */
function tries(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const pick = <T>(chance: (below: number) => number, from: readonly T[]): T => from[chance(from.length)]!;
const aDay = (chance: (below: number) => number): string =>
  `20${21 + chance(3)}-${String(1 + chance(12)).padStart(2, '0')}-${String(1 + chance(28)).padStart(2, '0')}`;

/** The trace that every verb leaves in the transaction of its change: where, and who. */
const noted = (divisionCode: number, personId: string | null = null) =>
  transactionAs(house.services.db, 'system', (tx) =>
    audit(tx, house.as(null), {
      action: 'test.change',
      subjectType: 'test',
      subjectId: anId(),
      divisionCode,
      personId,
      summary: '测试变动',
    }),
  );

async function seal(): Promise<void> {
  const client = new pg.Client({ connectionString: house.services.ownerUrl });
  await client.connect();
  try {
    while ((await sealAudit(client, clock.today())) > 0);
  } finally {
    await client.end();
  }
}

/** What the roll-up says of every place beside what a full count of the records says. */
async function compared(definitions: readonly IndicatorDefinition[]): Promise<void> {
  const on = clock.today();
  await house.system(async (tx) => {
    const set = await lawSet(tx);
    const defined = definitions.map((d) => withAreas(set, d, on));
    const { figures } = await figuresOf(tx, defined, every, on);
    for (const d of defined)
      expect([d.key, ...figures.get(d.key)!]).toEqual([d.key, ...(await measureEach(tx, d, every, on))]);
  });
}

it('after inserts, corrections and deletions the roll-up of changed places equals a full recount, and a second full roll-up changes nothing', async () => {
  const chance = tries(7);
  const persons = ids(25);
  const school = await institution(house, '汇总技师学院');
  const change = async () => {
    const person = pick(chance, persons);
    const county = pick(chance, counties);
    const kind = chance(9);
    if (kind === 0) await trained(house, [{ person, county, endsOn: aDay(chance), programme: 'N2021' }]);
    if (kind === 1 || kind > 5)
      await certified(house, [{ person, county, level: 2 + chance(3), issuedOn: aDay(chance) }]);
    if (kind === 2)
      await wishes(house, [{ person, county, askedOn: aDay(chance), train: true, study: chance(2) === 0 }]);
    if (kind === 3) {
      await rolls(house, [{ person, county, school, enrolledOn: aDay(chance), state: 'registered' }]);
      await noted(AREA.cao);
    }
    if (kind === 4) {
      const { rows } = await house.owner(
        `delete from certificate where ctid in (select ctid from certificate order by certificate_id limit 1) returning village_code, person_id`,
      );
      for (const r of rows) await noted(Number(r.village_code), r.person_id);
    }
    if (kind === 5) {
      const { rows } = await house.owner(
        `update certificate c set village_code = $1 from (select ctid, village_code from certificate order by certificate_id desc limit 1) o where c.ctid = o.ctid returning o.village_code as was`,
        [county + 101_001],
      );
      for (const r of rows) await noted(Number(r.was));
    }
    await noted(county + 101_001, person);
  };
  const rolled: string[] = [];
  for (let round = 0; round < 8; round++) {
    for (let n = 0; n < 12; n++) await change();
    if (round === 3) clock.to('2023-09-15');
    if (round === 6) clock.to('2024-01-10');
    await seal();
    rolled.push(...(await rollUp(house.as(null))).map((r) => r.how));
    await compared(indicators());
  }
  expect(rolled.filter((how) => how === 'places').length).toBeGreaterThan(50);
  const tables = () =>
    house.owner(`select indicator, side, division_code, month::text, quantity::text from indicator_cell
      union all select indicator, side, division_code, month::text || person_id, concat(again_city, again_province, again_nation) from indicator_overlap
      union all select indicator, 'standing', division_code, as_of::text, concat(part, ' ', whole) from indicator_standing order by 1, 2, 3, 4`);
  const kept = (await tables()).rows;
  await rollUp(house.as(null), { whole: true });
  expect((await tables()).rows).toEqual(kept);
  expect(kept.filter((r: { month: string }) => r.month.length > 10).length).toBeGreaterThan(5);
});

it('a human counted in two counties of a city is one in the city, and stays one when the first record is deleted', async () => {
  const [one] = ids(1) as [string];
  const d = indicatorOf('fyp14.high-skilled')!;
  const at = async () =>
    (await house.system((tx) => figuresOf(tx, [d], [AREA.cao, AREA.shan, AREA.heze, 0], clock.today()))).figures.get(
      d.key,
    )!;
  const before = await at();
  await certified(house, [
    { person: one, county: AREA.cao, level: 3, issuedOn: '2021-02-01' },
    { person: one, county: AREA.shan, level: 3, issuedOn: '2023-02-01' },
  ]);
  await noted(AREA.cao, one);
  await noted(AREA.shan, one);
  await seal();
  await rollUp(house.as(null), { definitions: [d] });
  const grown = async (code: number) => (await at()).get(code)!.part - before.get(code)!.part;
  expect([await grown(AREA.cao), await grown(AREA.shan), await grown(AREA.heze), await grown(0)]).toEqual([1, 1, 1, 1]);
  await house.owner('delete from certificate where person_id = $1 and issued_on < $2', [one, '2022-01-01']);
  await noted(AREA.cao);
  await seal();
  expect(await rollUp(house.as(null), { definitions: [d] })).toMatchObject([{ how: 'places', places: 1 }]);
  expect([await grown(AREA.cao), await grown(AREA.shan), await grown(AREA.heze), await grown(0)]).toEqual([0, 1, 1, 1]);
  expect(await rollUp(house.as(null), { definitions: [d] })).toMatchObject([{ how: 'unchanged' }]);
});

it('the board of today is read from the roll-up and says its day; the board of another day is counted from the records', async () => {
  const today = await showBoard(house.nation, {});
  expect(today.rolledOn).toBe(today.on);
  const earlier = await showBoard(house.nation, { on: '2022-12-31' });
  expect(earlier.rolledOn).not.toBe(earlier.on);
});
