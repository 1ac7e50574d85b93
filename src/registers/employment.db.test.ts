import { beforeAll, beforeEach, expect, test } from 'vitest';
import { evaluate, factsOf, jurisdictionsOf, lawOf, currentPolicy } from '../policy/index.ts';
import { movedClock } from '../supervision/testing-offices.ts';
import { setLocally } from '../testing/local-values.ts';
import { PLACES } from '../testing/actors.ts';
import { openRecord } from './records/open-record.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { listRecords } from './records/list-records.ts';
import { setStage } from './records/set-stage.ts';
import { keepersOf, person, type Data } from './testing-entering.ts';
import { countyOffice, figuresOf, registersHouse } from './testing-registers.ts';

const house = await registersHouse({ clock: movedClock('2022-06-30') });
const { enter, importSheet, refused } = await keepersOf(house);
const titles = (named: readonly { title: string }[]) => named.map((n) => n.title).sort();

beforeAll(async () => {
  await setLocally(house, { level: 'city', code: PLACES.city }, { 'fyp14.unequal-treatment-days': 15 }, '2021-12-01');
});
beforeEach(async () => {
  await house.owner('truncate register_record, register_value cascade');
});

test('[FYP14-14-07] five brands with 900 placed workers, one of them without workers for twelve months: 5, 900 and one inactive', async () => {
  const brand = (name: string, workers: number, last: string): Data => ({
    name,
    occupation: '家具制作',
    place: String(PLACES.county),
    workers,
    last_placed_on: last,
    fostered_on: '2020-01-01',
  });
  for (const [i, workers] of [300, 200, 150, 150].entries())
    await enter('fyp14-labour-brands', 1, () => brand(`品牌${i}`, workers, '2022-03-01'));
  await enter('fyp14-labour-brands', 1, () => brand('沉寂品牌', 100, '2021-06-30'));
  const { brands, workers, inactive } = await figuresOf(house, 'fyp14-labour-brands');
  expect([brands!.value, workers!.value, inactive!.value]).toEqual([5, 900, 1]);
  expect(titles(inactive!.names)).toEqual(['沉寂品牌']);
});

test('[FYP14-17-01] a fair of school, agency and employers with 40 employers, 900 posts and 120 offers shows 120; a talk is counted apart', async () => {
  const key = 'fyp14-job-fairs';
  const fair = { name: '夏季联合招聘会', kind: 'fair', organisers: ['school', 'agency', 'employer'], on: '2022-06-01' };
  await enter(key, 1, () => ({ ...fair, employers: 40, posts: 900, attendees: 1500, offers: 120 }));
  await enter(key, 1, () => ({
    name: '就业指导课',
    kind: 'guidance',
    organisers: ['school'],
    on: '2022-06-02',
    attendees: 60,
  }));
  const { fairs, employers, posts, offers, guided } = await figuresOf(house, key);
  expect([employers!.value, posts!.value, offers!.value, guided!.value]).toEqual([40, 900, 120, 60]);
  expect(fairs!.groups.map((g) => [g.title, g.value])).toEqual([
    ['招聘会', 1],
    ['就业指导', 1],
  ]);
  expect((await refused(key, { ...fair, employers: 40, posts: 900, attendees: 10 }))?.fields?.[0]?.path).toBe('offers');
});

test('[FYP14-17-02] a notice for university graduates only is flagged; of two complaints the upheld one needs a day of correction within 15 days', async () => {
  const notice = (name: string, open_to: string[]): Data => ({
    name,
    employer: '某事业单位',
    kind: 'institution',
    posted_on: '2022-05-01',
    open_to,
  });
  const created = await createRecord(house.as(countyOffice), {
    key: 'fyp14-recruitment-notices',
    data: notice('仅限普通高校毕业生', ['university']),
  });
  expect(created.warnings.map((w) => w.message)).toEqual([expect.stringContaining('没有准许技工院校毕业生')]);
  await enter('fyp14-recruitment-notices', 1, () => notice('同等对待', ['university', 'technical']));
  const { checked, flagged } = await figuresOf(house, 'fyp14-recruitment-notices');
  expect([checked!.value, titles(flagged!.names)]).toEqual([2, ['仅限普通高校毕业生']]);

  const key = 'fyp14-unequal-treatment';
  const complaint = (subject: string): Data => ({ subject, employer: '某事业单位', received_on: '2022-05-10' });
  const [upheld] = await enter(key, 1, () => ({ ...complaint('不准报名'), notice: created.recordId }));
  await enter(key, 1, () => ({ ...complaint('待遇不同'), verdict: 'dismissed', decided_on: '2022-05-20' }));
  const decide = (more: Data) =>
    changeRecord(house.as(countyOffice), {
      recordId: upheld!,
      data: {
        ...complaint('不准报名'),
        notice: created.recordId,
        verdict: 'upheld',
        decided_on: '2022-05-20',
        ...more,
      },
      reason: '核查属实',
    });
  await expect(decide({})).rejects.toMatchObject({ fields: [{ path: 'correct_by' }] });
  await expect(decide({ correct_by: '2022-06-05' })).rejects.toMatchObject({ fields: [{ path: 'correct_by' }] });
  await decide({ correct_by: '2022-06-04' });
  const { data } = await openRecord(house.as(countyOffice), { recordId: upheld! });
  expect(data).toMatchObject({ latest: '2022-06-04', correct_by: '2022-06-04' });
  const { complaints, uncorrected } = await figuresOf(house, key);
  expect(complaints!.groups.map((g) => [g.title, g.value])).toEqual([
    ['不属实', 1],
    ['属实', 1],
  ]);
  expect(titles(uncorrected!.names)).toEqual(['不准报名']);
});

/** The policies of the plan that somebody with this status on the roll is entitled to, by the rule. */
const policiesOf = (student_status: string): Promise<string[]> =>
  house.system(async (tx) => {
    const { set } = await currentPolicy(tx);
    const law = lawOf(set, jurisdictionsOf('371721'));
    const rule = law.rule('fyp14.graduate-policies-due', '2022-06-30')!;
    return ['employment', 'start_up', 'enlistment', 'study_abroad'].filter((graduate_policy) => {
      const facts = factsOf({ student_status, graduate_policy }, '学籍', '2022-06-30');
      return evaluate(rule, facts, law, '2022-06-30').outcome === 'yes';
    });
  });

test('[FYP14-17-08] 30 graduates, each entitled to the three policies, of whom 18 enjoyed one (10, 6 and 2): three lines, and twelve persons without any by name', async () => {
  expect(await policiesOf('graduated')).toEqual(['employment', 'start_up', 'enlistment']);
  expect(await policiesOf('active')).toEqual([]);
  const claims = ['employment_on', 'start_up_on', 'enlistment_on'] as const;
  const claimOf = (i: number) => (i < 10 ? claims[0] : i < 16 ? claims[1] : i < 18 ? claims[2] : null);
  await enter('fyp14-graduate-claims', 30, (i) => ({
    graduate: person(i),
    level: 'advanced',
    graduated_on: '2022-06-01',
    ...(claimOf(i) === null ? {} : { [claimOf(i)!]: '2022-06-20' }),
  }));
  const { employment, start_up, enlistment, none } = await figuresOf(house, 'fyp14-graduate-claims');
  expect([employment!.value, start_up!.value, enlistment!.value]).toEqual([10, 6, 2]);
  expect([none!.value, none!.to, none!.names.length]).toEqual([12, 30, 12]);
});

test('[FYP14-17-11] of 20 tenants that entered twelve months ago 15 are in business: 75% (15/20); three that entered last month are not in the base', async () => {
  const [incubator] = await enter('fyp14-incubators', 1, () => ({
    name: '学院孵化基地',
    seats: 40,
    opened_on: '2020-01-01',
  }));
  await enter('fyp14-incubator-tenants', 23, (i) => ({
    name: `企业${i}`,
    incubator: incubator!,
    entered_on: i < 20 ? '2021-06-30' : '2022-05-30',
    ...(i < 5 ? { closed_on: '2022-02-01' } : {}),
  }));
  const { survival, tenants } = await figuresOf(house, 'fyp14-incubator-tenants');
  expect([survival!.value, survival!.to, survival!.share]).toEqual([15, 20, 75]);
  expect(tenants!.groups.map((g) => [g.title, g.value])).toEqual([['学院孵化基地', 23]]);
});

test('[FYP14-7-07] 120 entries of potential students in four villages, one twice by number, 80 contacted: 119 persons, 67.2% contacted (80/119)', async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) select $1::bigint + i * 1000 + 1, '村' || i, 'village', $1, '1949-10-01', '曹县村' || i
     from generate_series(1, 4) i on conflict do nothing`,
    [PLACES.county],
  );
  const key = 'fyp14-student-sources';
  await enter(key, 120, (i) => ({
    student: person(i === 119 ? 0 : i),
    village: String(PLACES.county + (1 + (i % 4)) * 1000 + 1),
    year: 2022,
    ...(i < 80 ? { contacted_on: '2022-04-01' } : {}),
  }));
  const { students, contacted, entries } = await figuresOf(house, key);
  expect([entries!.value, students!.value, contacted!.value, contacted!.share]).toEqual([120, 119, 80, 67.2]);
  expect(students!.groups).toHaveLength(4);
  expect((await listRecords(house.as(countyOffice), { key, figure: 'contacted' })).total).toBe(80);
});

test('[N2021-1.3] a resettlement site with 1,200 surveyed and 300 wanting training shows need 300 and planned places in the county plan, with the gap listed', async () => {
  const site = (name: string, need: number): Data => ({
    name,
    place: String(PLACES.county),
    size: 'extra_large',
    households: 600,
    surveyed: 1200,
    need,
    surveyed_on: '2022-01-10',
  });
  const [z] = await enter('n2021-settlements', 1, () => site('Z安置区', 300));
  await enter('n2021-settlements', 1, () => site('未列入安置区', 40));
  await enter('n2021-settlement-plans', 1, () => ({ site: z!, year: 2022, places: 240, begins_on: '2022-03-01' }));
  const { places, gaps } = await figuresOf(house, 'n2021-settlement-plans');
  expect([places!.value, places!.to]).toEqual([240, 300]);
  expect(gaps!.names).toMatchObject([{ title: 'Z安置区', value: 60 }]);
  const { need, unplanned } = await figuresOf(house, 'n2021-settlements');
  expect([need!.value, titles(unplanned!.names)]).toEqual([340, ['未列入安置区']]);
  expect((await refused('n2021-settlements', site('多报', 1201)))?.fields?.[0]?.path).toBe('need');
});

test('[N2021-1.4] 100 guided, 80 trained, 60 evaluated, 45 placed: the funnel says 100/80/60/45 and lists the 15 evaluated without employment service', async () => {
  await enter('n2021-service-chains', 100, (i) => ({
    person: person(i),
    guided_on: '2022-01-05',
    guided_by: '就业服务中心',
    ...(i < 80 ? { trained_on: '2022-02-05', trained_by: '曹县技工学校' } : {}),
    ...(i < 60 ? { evaluated_on: '2022-03-05', evaluated_by: '评价机构' } : {}),
    ...(i < 45 ? { placed_on: '2022-04-05', placed_by: '人力资源市场' } : {}),
  }));
  const { guided, trained, evaluated, placed, broken } = await figuresOf(house, 'n2021-service-chains');
  expect([guided, trained, evaluated, placed].map((f) => f!.value)).toEqual([100, 80, 60, 45]);
  expect([broken!.value, broken!.names.length]).toEqual([15, 15]);
  const early = { person: person(200), guided_on: '2022-03-01', trained_on: '2022-02-01' };
  expect((await refused('n2021-service-chains', early))?.fields?.[0]?.path).toBe('trained_on');
});

test('[N2021-1.8] of 500 that should be trained 460 are able and 430 trained: the list is not closed until each of the 30 has a reason code', async () => {
  const [list] = await enter('n2021-training-lists', 1, () => ({ name: '2022年应培尽培名单', year: 2022 }));
  const able = (i: number) => i < 460;
  const told = await importSheet(
    'n2021-listed-workers',
    Array.from({ length: 500 }, (_, i) => ({
      worker: `${person(i).name} ${person(i).idNumber}`,
      list: '2022年应培尽培名单',
      able: able(i) ? '是' : '否',
      trained: i < 430 ? '是' : '否',
      ...(i >= 460 ? { reason: '患病' } : {}),
    })),
  );
  expect(told.accepted).toBe(500);
  const figures = () => figuresOf(house, 'n2021-listed-workers');
  const { should, able: can, trained, unexplained } = await figures();
  expect([should!.value, can!.value, trained!.value, unexplained!.value]).toEqual([500, 460, 430, 30]);
  const close = () => setStage(house.as(countyOffice), { recordId: list!, stage: 'closed' });
  await expect(close()).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  const { rows } = await listRecords(house.as(countyOffice), { key: 'n2021-listed-workers', figure: 'unexplained' });
  expect(rows).toHaveLength(30);
  for (const [i, row] of rows.entries()) {
    if (i === 29) await expect(close()).rejects.toMatchObject({ code: 'RECORD_INVALID' });
    const { data } = await openRecord(house.as(countyOffice), { recordId: row.recordId });
    await changeRecord(house.as(countyOffice), {
      recordId: row.recordId,
      data: { ...(data as Data), reason: 'declined' },
      reason: '逐人核实',
    });
  }
  expect(await close()).toMatchObject({ stage: 'closed' });
});
