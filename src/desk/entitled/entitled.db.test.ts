import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue, type PublishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { currentPolicy, evaluate, jurisdictionsOf, lawOf, loadPolicy } from '../../policy/index.ts';
import { aStudent } from '../../students/builders.ts';
import { factsOfPeople } from '../../students/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { countByCounty } from './area/count-by-county.ts';
import { countEntitled } from './count-entitled.ts';
import { findEntitled } from './find-entitled.ts';
import { listWorkItems } from './work-lists/list-work-items.ts';
import { listWorkLists } from './work-lists/list-work-lists.ts';
import { makeWorkList } from './work-lists/make-work-list.ts';
import { recheckItems } from './work-lists/recheck-items.ts';
import { recheckOpenItems } from './work-lists/recheck-open-items.ts';
import type { FindEntitled, MakeWorkList } from './schema.ts';

const VILLAGE_OF_ROWS = A_VILLAGE;
const county = anActor('county_poverty_officer', PLACES.county);
let house: TestHouse;
let catalogue: PublishedCatalogue;
const ids: string[] = [];

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-09-01T09:00:00+08:00') });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  const kinds = [
    ['一般脱贫户'],
    ['脱贫不稳定户', '低保户'],
    ['边缘易致贫户'],
    ['低保户'],
    ['特困供养户', '不认识的户'],
  ];
  const stages = ['非在校生', null, '九年级', '普通高中二年级', '初中一年级'];
  const rows = Array.from({ length: 160 }, (_, i) =>
    aPerson({
      relation: ['户主', '之子', '之女', '配偶', '之孙'][i % 5]!,
      householdTypes: kinds[i % kinds.length]!,
      inSchool: stages[i % stages.length]!,
      education: ['初中', '高中', '小学', '文盲或半文盲'][i % 4]!,
      residence: i % 7 === 0 ? '城镇' : i % 11 === 0 ? null : '农村',
      veteran: i % 13 === 0,
      doubtfulFields: i % 17 === 0 ? ['household_types'] : i % 19 === 0 ? ['id_number', 'relation'] : [],
    }),
  );
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  ids.push(...rows.map((row) => idOf(row)));
  for (const [i, personId] of ids.entries())
    if (i % 3 === 0)
      await aStudent(house, {
        personId,
        institutionId: catalogue.schools.get('测试技师学院')!,
        villageCode: VILLAGE_OF_ROWS,
        enrolledOn: i % 2 === 0 ? '2019-09-01' : '2020-08-25',
        fullTime: i % 9 !== 0,
      });
  const late = ids.filter((_, i) => i % 6 === 0);
  for (const [table, column] of [
    ['student_status', 'registered_at'],
    ['student_event', 'at'],
  ])
    await house.owner(`update ${table} set ${column} = '2020-10-05T09:00:00+08:00' where person_id = any($1::uuid[])`, [
      late,
    ]);
});

const find = (input: Partial<FindEntitled> = {}) =>
  findEntitled(house.as(county), { benefit: 'yulu', size: 200, ...input });

describe('finding people by a rule', () => {
  it('says of everyone exactly what asking person by person says, on any day and as known at any publication', async () => {
    for (const [benefit, on, known] of [
      ['sd2017.yulu', '2020-09-01', {}],
      ['sd2017.tuition', '2020-09-01', {}],
      ['sd2017.enrolment', '2020-07-01', {}],
      ['sd2017.training', '2020-12-31', {}],
      ['sd2017.yulu', '2021-03-01', {}],
      ['sd2017.enrolment', '2020-05-01', {}],
      ['sd2017.enrolment', '2020-09-01', { knownAt: 1 }],
      ['sd2017.enrolment', '2020-09-01', { knownAt: 0 }],
      ['sd2017.tuition', '2020-09-01', { knownOn: '2020-09-30' }],
      ['sd2017.enrolment', '2020-09-01', { knownOn: '2020-09-30' }],
      ['sd2017.tuition', '2020-09-01', { knownOn: '2020-10-05' }],
    ] as [string, string, { knownAt?: number; knownOn?: string }][]) {
      const expected = await house.system(async (tx) => {
        const { set } = await currentPolicy(tx);
        const people = await factsOfPeople(tx, ids, on, known.knownAt ?? null, known.knownOn);
        const law = lawOf(set, jurisdictionsOf('371721'));
        const rule = law.rule(benefit, on) ?? law.versions(benefit).at(-1)!;
        return ids.map((id) => {
          const decision = evaluate(rule, people.get(id)!.facts, law, on);
          return [id, decision.outcome, decision.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)).sort()];
        });
      });
      const found = await find({ benefit, on, ...known });
      const byId = new Map(found.rows.map((row) => [row.personId, row]));
      for (const [id, outcome, missing] of expected) {
        const row = byId.get(id as string);
        const label = `${benefit} ${on} ${String(id)}`;
        if (outcome === 'unknown')
          expect([row?.category, row?.missing.map((m) => m.key)], label).toEqual(['not_known', missing]);
        if (outcome === 'yes' && row) expect(row.category, label).toBe('should_receive');
        if (outcome === 'no') expect(row, label).toBeUndefined();
      }
      expect(found.counts.persons).toBe(ids.length);
      const yes = expected.filter(([, outcome]) => outcome === 'yes').length;
      expect([found.counts.shouldReceive + found.counts.receivesRightly, found.counts.notKnown]).toEqual([
        yes,
        expected.filter(([, outcome]) => outcome === 'unknown').length,
      ]);
    }
  });

  it('leaves out of the roll as known on a day what was entered later', async () => {
    const asked = { benefit: 'sd2017.tuition', on: '2020-09-01' };
    const dueOn = async (knownOn?: string) => (await find({ ...asked, knownOn })).counts.shouldReceive;
    const [september, october, now] = [await dueOn('2020-09-30'), await dueOn('2020-10-05'), await dueOn()];
    expect(september).toBeGreaterThan(0);
    expect(october).toBeGreaterThan(september);
    expect(now).toBe(october);
  });

  it('answers as known on another day: nothing before the first list was published, the whole list from that day on', async () => {
    const asked = { benefit: 'sd2017.enrolment', on: '2020-09-01' };
    const now = await find(asked);
    expect(now.counts.shouldReceive).toBeGreaterThan(0);
    expect((await find({ ...asked, knownOn: '2020-10-05' })).counts).toEqual(now.counts);
    const before = await find({ ...asked, knownOn: '2020-08-31' });
    expect([before.knownAt, before.counts.shouldReceive]).toEqual([0, 0]);
    expect((await find({ ...asked, knownAt: 0 })).counts.shouldReceive).toBe(0);
    const { counts } = await countByCounty(house.as(county), { ...asked, knownOn: '2020-08-31' });
    expect(counts).toEqual(before.counts);
  });
});

const village = anActor('village_clerk', VILLAGE_OF_ROWS);
const failing = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (e: { code: string }) => e.code,
  );
const auditsOf = (action: string) =>
  house.system((tx) =>
    tx.selectFrom('audit_entry').select(['summary', 'payload']).where('action', '=', action).execute(),
  );
const send = (actor = county, input: Partial<MakeWorkList> = {}) =>
  makeWorkList(house.as(actor), {
    division: PLACES.county,
    benefit: 'sd2017.yulu',
    category: 'should_receive',
    ...input,
  });

describe('who may look for people', () => {
  it('refuses strangers and roles without the right; other areas are not found; unknown matters and large areas are told apart', async () => {
    const asked = { benefit: 'yulu' };
    expect(await failing(findEntitled(house.as(null), asked))).toBe('NOT_SIGNED_IN');
    expect(await failing(findEntitled(house.as(village), asked))).toBe('NOT_PERMITTED');
    expect(await failing(find({ division: String(PLACES.otherCounty) }))).toBe('NOT_FOUND');
    expect(await failing(find({ benefit: 'gold' }))).toBe('FIND_BENEFIT_UNKNOWN');
    const city = anActor('city_hr_officer', PLACES.city);
    expect(await failing(findEntitled(house.as(city), asked))).toBe('FIND_AREA_LARGE');
    const other = anActor('county_hr_officer', PLACES.otherCounty);
    expect((await findEntitled(house.as(other), asked)).counts.persons).toBe(0);
  });

  it('counts a city county by county as a job, with the same counts', async () => {
    const city = anActor('city_hr_officer', PLACES.city);
    const { jobId } = await countEntitled(house.as(city), { benefit: 'sd2017.yulu', on: '2020-09-01' });
    const { input } = await house.system((tx) =>
      tx.selectFrom('job').select('input').where('job_id', '=', jobId).executeTakeFirstOrThrow(),
    );
    const counted = await countByCounty(house.as(city), input as { benefit: string });
    const one = await find({ benefit: 'sd2017.yulu', on: '2020-09-01' });
    expect(counted.counties.map((c) => c.county)).toEqual([PLACES.county]);
    expect(counted.counts).toEqual(one.counts);
    expect((await auditsOf('find.count')).length).toBe(1);
  });
});

describe('work lists', () => {
  it('go to the villages once: a repeat finds nobody new, two at the same moment list each person once, and an audit entry tells of it', async () => {
    const before = await find({ benefit: 'sd2017.yulu', category: 'should_receive' });
    expect(before.counts.shouldReceive).toBeGreaterThan(0);
    const tried = await Promise.all([failing(send()), failing(send())]);
    expect(tried.filter((code) => code === 'none')).toHaveLength(1);
    expect(await failing(send())).toBe('FIND_NOBODY');
    const lists = await listWorkLists(house.as(county), {});
    expect(lists.rows.map((l) => [l.category, l.items, l.open])).toEqual([
      ['should_receive', before.counts.shouldReceive, before.counts.shouldReceive],
    ]);
    expect((await auditsOf('find.make_list')).map((a) => a.summary)).toEqual([
      `派发“雨露计划补助”应享未享清单：${before.counts.shouldReceive}人，1个村`,
    ]);
    const after = await find({ benefit: 'sd2017.yulu', category: 'should_receive' });
    expect(after.rows.every((row) => row.listed)).toBe(true);
  });

  it('are made by the county and larger only, in their own area', async () => {
    expect(await failing(send(village))).toBe('NOT_PERMITTED');
    expect(await failing(send(anActor('county_hr_officer', PLACES.otherCounty)))).toBe('NOT_FOUND');
  });

  it('an item stays open while the rule still finds something, and closes by itself once it does not', async () => {
    const items = await listWorkItems(house.as(village), { size: 200 });
    const [item] = items.rows;
    const key = { personId: item!.personId, listId: item!.listId };
    expect(await recheckItems(house.as(village), { items: [key], note: '已上门' })).toMatchObject({
      clean: 0,
      open: 1,
    });
    await grantYulu(item!.personId);
    const [one, two] = await Promise.all([1, 2].map(() => recheckItems(house.as(village), { items: [key] })));
    expect([one!.clean, two!.clean]).toEqual([1, 1]);
    expect((await auditsOf('find.recheck')).map((a) => a.summary)).toEqual([
      '重新核验清单上的1人：办结0人，仍待办1人',
      '重新核验清单上的1人：办结1人，仍待办0人',
    ]);
    const closed = await listWorkItems(house.as(village), { state: 'clean' });
    expect(closed.rows.map((row) => [row.personId, row.standing, row.note])).toEqual([
      [item!.personId, 'clean', '已上门'],
    ]);
  });

  it('are not found from another village, and not worked by who may not', async () => {
    const [item] = (await listWorkItems(house.as(village), {})).rows;
    const items = [{ personId: item!.personId, listId: item!.listId }];
    const neighbour = anActor('village_clerk', VILLAGE_OF_ROWS + 1);
    expect((await listWorkItems(house.as(neighbour), {})).total).toBe(0);
    expect(await failing(recheckItems(house.as(neighbour), { items }))).toBe('NOT_FOUND');
    expect(await failing(recheckItems(house.as(null), { items }))).toBe('NOT_SIGNED_IN');
  });

  it('are run again every day by the system, and running again changes nothing', async () => {
    const open = await listWorkItems(house.as(village), { size: 200 });
    await grantYulu(open.rows[0]!.personId);
    const ctx = house.as(null);
    expect(await recheckOpenItems(ctx)).toEqual({ checked: open.total, closed: 1 });
    expect(await recheckOpenItems(ctx)).toEqual({ checked: open.total - 1, closed: 0 });
    expect((await find({ benefit: 'sd2017.yulu' })).counts.receivesRightly).toBe(2);
  });
});

/** The school grants the subsidy of the year, as its card would. */
async function grantYulu(personId: string): Promise<void> {
  await house.owner(
    `insert into benefit_line (person_id, line_id, status_id, institution_id, village_code, benefit, school_year, outcome, amount_fen, payee, decision_id, decided_at)
     select s.person_id, gen_random_uuid(), s.status_id, s.institution_id, s.village_code, 'yulu', '2020-2021', 'granted', 300000, 'household', gen_random_uuid(), now()
     from student_status s where s.person_id = $1`,
    [personId],
  );
}
