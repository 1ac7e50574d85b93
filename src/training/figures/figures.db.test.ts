import { describe, expect, test } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { findChoices } from '../../catalogue/choices/find-choices.ts';
import { A_VILLAGE } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { awardBid, bidForCall, listCalls, openCall } from '../tasks/calls.ts';
import { assignTask, claimTask, listTasks } from '../tasks/tasks.ts';
import { keepWorkshop, listWorkshops } from '../tasks/workshops.ts';
import {
  at,
  aPlan,
  city,
  codeOf,
  county,
  entered,
  heldClass,
  openTrainingHouse,
  otherCounty,
  registered,
  strangers,
  village,
} from '../testing-class.ts';
import { planClass } from '../classes/plan-class.ts';
import { placeOrder } from '../lists/place-order.ts';
import { showInstitutions, showTrainerLoad } from './by-institution.ts';
import { listMirrored } from './list-mirrored.ts';
import { showCoverage } from './show-coverage.ts';
import { showTrainingFigures } from './show-figures.ts';

const house = await openTrainingHouse();
const FAR_VILLAGE = Number(
  (
    await house.owner(
      `select code from division where level = 'village' and code / 1000000 = 371722 order by code limit 1`,
    )
  ).rows[0].code,
);
const school = (name: string, trades = ['焊工']) => house.institution(name, 'technical_school', undefined, trades);
const as = (id: string) => house.as(at(id, 'school_officer'));
const figures = (id: string, year = 2020) => showTrainingFigures(as(id), { year });
const plans = async (id: string, list: readonly Partial<Parameters<typeof planClass>[1]>[]) => {
  for (const [i, more] of list.entries()) await planClass(as(id), aPlan({ name: `第${i}班`, ...more }));
};
const repeat = <V>(n: number, value: V): V[] => Array.from({ length: n }, () => value);

describe('classes of a year', () => {
  test('[HA2020-1.2] of 100 classes 40 are online or blended and 70 linked to a demand: 40.0% and 70.0%', async () => {
    const S = await school('互联网学校');
    const E = await house.institution('需求企业', 'enterprise', undefined, []);
    const { orderId } = await placeOrder(house.as(at(E, 'enterprise_officer')), {
      trade: '焊工',
      places: 500,
      startsOn: '2020-06-01',
    });
    const delivery = (i: number) => (i < 25 ? 'online' : i < 40 ? 'blended' : 'offline');
    await plans(
      S,
      Array.from({ length: 100 }, (_, i) => ({ delivery: delivery(i), ...(i >= 30 ? { orderId } : {}) }) as const),
    );
    const shown = await figures(S);
    expect(shown.online).toEqual({ of: 100, done: 40, percent: 40 });
    expect(shown.linkedToDemand).toEqual({ of: 100, done: 70, percent: 70 });
  });

  test('[HA2020-1.10] of 12 classes 10 lie in the five named fields: the five columns sum to 10 and "other" is 2', async () => {
    const S = await school('五类产业学校');
    const fields = [
      'rural_tourism',
      'rural_tourism',
      'farming',
      'farming',
      'farming',
      'food_processing',
      'garments',
      'garments',
      'elderly_home_care',
      'elderly_home_care',
    ];
    await plans(S, [...fields.map((industry) => ({ details: { industry } })), {}, {}]);
    const { byIndustry } = await figures(S);
    const five = ['rural_tourism', 'farming', 'food_processing', 'garments', 'elderly_home_care'];
    expect(byIndustry.filter((r) => five.includes(r.key)).reduce((n, r) => n + r.classes, 0)).toBe(10);
    expect(byIndustry.find((r) => r.key === 'other')?.classes).toBe(2);
    expect(await codeOf(planClass(as(S), aPlan({ details: { industry: 'mining' } })))).toBe('INPUT_INVALID');
  });

  test('[FYP14-8-09] 5 classes in emerging industries, 4 in smart manufacturing, 3 in modern services and 8 uncoded: 5/4/3 and 8 other, 20 in all', async () => {
    const S = await school('新兴产业学校');
    const coded = [...repeat(5, 'emerging'), ...repeat(4, 'smart_manufacturing'), ...repeat(3, 'modern_services')];
    await plans(S, [...coded.map((industry) => ({ details: { industry } })), ...repeat(8, {})]);
    const { byIndustry } = await figures(S);
    expect(Object.fromEntries(byIndustry.map((r) => [r.key, r.classes]))).toEqual({
      emerging: 5,
      smart_manufacturing: 4,
      modern_services: 3,
      other: 8,
    });
    expect(byIndustry.reduce((n, r) => n + r.classes, 0)).toBe(20);
  });

  test('[HA2020-2.12] 6 outreach events in 5 of 12 townships: coverage 41.7%', async () => {
    const S = await school('下沉培训学院');
    const { rows } = await house.owner(
      `select code from division where level = 'township' and code / 1000000 = 371721 and valid_to is null order by code`,
    );
    await house.owner(`update division set valid_to = '2019-01-01' where level = 'township' and code = any($1)`, [
      rows.slice(12).map((r) => r.code),
    ]);
    const townships = [0, 1, 2, 3, 4, 4].map((i) => String(rows[i].code));
    await plans(
      S,
      townships.map((township) => ({
        kind: 'outreach',
        details: { township, theme: '技能培训入乡镇、乡村振兴我争先' },
      })),
    );
    const { outreach } = await showTrainingFigures(house.as(county), { year: 2020 });
    expect(outreach).toEqual({ events: 6, of: 12, done: 5, percent: 41.7 });
    await house.owner(`update division set valid_to = null where level = 'township' and valid_to = '2019-01-01'`);
  });

  test('[HA2020-2.13] of 9 classes 4 are in the Dabie area over 3 forms: its row shows 4, and one form has none', async () => {
    const S = await school('老区培训学院');
    const dabie = ['skills_to_village', 'skills_to_village', 'skills_help', 'entrusted'].map((form) => ({
      details: { form, area_tag: 'dabie' },
    }));
    const others = ['skills_to_village', 'skills_help', 'entrusted', 'apprenticeship', 'apprenticeship'].map(
      (form) => ({ details: { form, area_tag: 'poor_area' } }),
    );
    await plans(S, [...dabie, ...others]);
    const { formByArea } = await figures(S);
    const row = formByArea.filter((r) => r.area === 'dabie');
    expect(row.reduce((n, r) => n + r.classes, 0)).toBe(4);
    expect(row.find((r) => r.form === 'apprenticeship')).toBeUndefined();
    expect(formByArea.reduce((n, r) => n + r.classes, 0)).toBe(9);
  });
});

describe('people trained', () => {
  test('[SD2017-3.3-21] 30 starters, 27 completed, 24 passed: completion 90%, pass 88.9%', async () => {
    const S = await school('质量学校');
    const { leaveClass, recordResults } = await import('../classes/record-results.ts');
    const made = await heldClass(house, S, { people: strangers(30), until: 'running' });
    for (const personId of made.personIds.slice(27))
      await leaveClass(as(S), { classId: made.classId, personId, leftOn: '2020-06-02', reason: '外出务工' });
    await recordResults(as(S), {
      classId: made.classId,
      rows: made.personIds.slice(0, 27).map((personId, i) => ({
        personId,
        result: i < 24 ? ('合格' as const) : ('不合格' as const),
        resultOn: '2020-06-05',
      })),
    });
    const shown = await figures(S);
    expect(shown.completion).toEqual({ of: 30, done: 27, percent: 90 });
    expect(shown.pass).toEqual({ of: 27, done: 24, percent: 88.9 });
  });

  test('[FYP14-8-03] 300 subsidised and 120 market person-times: only the 300 are selectable, the yearly table shows 300/120/420', async () => {
    const S = await school('市场化学校');
    for (let i = 0; i < 3; i += 1)
      await heldClass(house, S, { people: strangers(100), until: 'approved', plan: { name: `补贴${i}` } });
    await heldClass(house, S, {
      people: strangers(120),
      until: 'approved',
      plan: { subsidised: false, capacity: 120, name: '市场' },
    });
    expect((await figures(S)).subsidised).toEqual({ subsidised: 300, market: 120, all: 420 });
    const { rows } = await house.owner(
      `select count(*)::int as n from report_training_participation where institution_id = $1 and subsidised`,
      [S],
    );
    expect(rows[0].n).toBe(300);
  });

  test('[HA2020-1.15] 300 participants of work-based training in 2019 and 420 in 2020: +40.0%', async () => {
    const S = await school('以工代训学校');
    const kind = { kind: 'work_based', details: { employer: '曹县木业', months: 3 } };
    for (let i = 0; i < 3; i += 1)
      await heldClass(house, S, {
        people: strangers(100),
        until: 'planned',
        plan: { ...kind, startsOn: '2019-06-03', endsOn: '2019-08-30', name: `去年${i}` },
      });
    for (let i = 0; i < 3; i += 1)
      await heldClass(house, S, {
        people: strangers(140),
        until: 'planned',
        plan: { ...kind, capacity: 140, name: `今年${i}` },
      });
    expect((await figures(S)).workBased).toEqual({ lastYear: 300, thisYear: 420, changePercent: 40 });
  });

  test('[N2021-3.36] demand for 100 welders and 40 cooks, 60 and 70 trained: welders -40 and cooks +30', async () => {
    const S = await school('供需学校', ['焊工', '中式烹调师']);
    const E = await house.institution('用工企业', 'enterprise', PLACES.otherCounty, []);
    await house.owner(`delete from training_order_name; update training_order set state = 'withdrawn'`);
    for (const [trade, places] of [
      ['焊工', 100],
      ['中式烹调师', 40],
    ] as const)
      await placeOrder(house.as(at(E, 'enterprise_officer')), { trade, places, startsOn: '2020-06-01' });
    await heldClass(house, S, { people: strangers(60) });
    await heldClass(house, S, { people: strangers(70), plan: { trade: '中式烹调师' } });
    expect((await figures(S)).trades).toEqual([
      { trade: '焊工', demand: 100, trained: 60, balance: -40 },
      { trade: '中式烹调师', demand: 40, trained: 70, balance: 30 },
    ]);
  });

  test('[HA2020-4.2] of 400 selected 352 are trained: 88.0%, and 48 are listed', async () => {
    const S = await school('重点群体学校');
    const { rows, personIds } = await registered(house, 400);
    await house.owner(
      `insert into wish (person_id, wish_id, year, village_code, study, train, asked_by, asked_on, source, recorded_by, recorded_at)
       select p, gen_random_uuid(), 2020, 371721103298, false, true, '测试', '2020-03-01', 'entered', 'test', now() from unnest($1::uuid[]) p`,
      [personIds],
    );
    for (let from = 0; from < 352; from += 176)
      await heldClass(house, S, {
        people: entered(rows.slice(from, from + 176)),
        plan: { capacity: 200, name: `群体${from}` },
      });
    const coverage = await showCoverage(house.as(county), { year: 2020 });
    expect([coverage.willing, coverage.trained, coverage.percent, coverage.rows.length]).toEqual([400, 352, 88, 48]);
    expect(new Set(coverage.rows.map((r) => r.personId))).toEqual(new Set(personIds.slice(352)));
  });

  test('[N2021-3.31] a targeted class with no named post is not opened; of 20 with 12 from another county that county sees exactly those 12 results', async () => {
    const S = await school('输入地学校');
    const { actOnClass } = await import('../classes/act-on-class.ts');
    const bare = await heldClass(house, S, { plan: { kind: 'targeted' }, until: 'approved' });
    expect(await codeOf(actOnClass(as(S), { classId: bare.classId, action: 'open' }))).toBe('CLASS_NOT_READY');
    const from = { villageCode: 371722100201, address: '单县' };
    const K = await registered(house, 12, () => from);
    const home = await registered(house, 8);
    const plan = { kind: 'targeted', details: { post: '缝纫岗', employer: '曹县服装厂', group: 'changing_post' } };
    await heldClass(house, S, { people: entered([...K.rows, ...home.rows]), plan });
    const seen = await listMirrored(house.as(otherCounty), { size: 100 });
    expect(new Set(seen.rows.map((r) => r.personId))).toEqual(new Set(K.personIds));
    expect(seen.rows.every((r) => r.result === '合格' && r.institution === '输入地学校')).toBe(true);
    expect((await listMirrored(house.as(county), {})).rows).toEqual([]);
  });
});

describe('tasks and carriers', () => {
  const inTask = async (S: string, taskId: string, n: number, until: 'running' | 'closed', name: string) =>
    heldClass(house, S, { people: strangers(n), until, plan: { taskId, capacity: n, name } });

  test('[N2019-1.7] a base assigned 120 places delivers 90: 75.0%, and it stands in the list below 100%', async () => {
    const S = await house.institution('公共实训基地');
    const { taskId } = await assignTask(house.as(county), {
      title: '实训任务',
      year: 2020,
      places: 120,
      institutionId: S,
    });
    await inTask(S, taskId, 90, 'closed', '基地班');
    const { rows } = await listTasks(house.as(county), { year: 2020, size: 200 });
    const below = rows.filter((r) => r.completed < r.places);
    expect(below.find((r) => r.taskId === taskId)).toMatchObject({
      institution: '公共实训基地',
      completed: 90,
      percent: 75,
    });
  });

  test('[FYP14-8-02] of a task of 500 person-times 430 are completed and 40 in training: 86.0%, in progress 40, open 30', async () => {
    const S = await school('任务学校');
    const { taskId } = await assignTask(house.as(county), {
      title: '培训任务',
      year: 2020,
      places: 500,
      institutionId: S,
    });
    for (const [i, n] of [150, 150, 130].entries()) await inTask(S, taskId, n, 'closed', `任务${i}`);
    await inTask(S, taskId, 40, 'running', '在训');
    const { rows } = await listTasks(as(S), { year: 2020 });
    expect(rows.find((r) => r.taskId === taskId)).toMatchObject({
      percent: 86,
      completed: 430,
      inTraining: 40,
      open: 30,
    });
  });

  test('[HA2020-2.11] of 10 open tasks a college claims one twice and holds one claim; 7 claimed is 70.0%', async () => {
    const S = await school('主动承担学院');
    const tasks: string[] = [];
    for (let i = 0; i < 10; i += 1)
      tasks.push((await assignTask(house.as(county), { title: `开放任务${i}`, year: 2019, places: 10 })).taskId);
    expect([await claimTask(as(S), { taskId: tasks[0]! }), await claimTask(as(S), { taskId: tasks[0]! })]).toEqual([
      { claimed: true },
      { claimed: false },
    ]);
    const other = await school('另一学院');
    expect(await codeOf(claimTask(as(other), { taskId: tasks[0]! }))).not.toBe('done');
    for (const taskId of tasks.slice(1, 7)) await claimTask(as(S), { taskId });
    const { claimed, claimable } = await listTasks(house.as(county), { year: 2019 });
    expect([claimed, claimable, (claimed / claimable) * 100]).toEqual([7, 10, 70]);
    const audits = await house.owner(
      `select count(*)::int as n from audit_entry where action = 'training.claim_task' and subject_id = $1`,
      [tasks[0]],
    );
    expect(audits.rows[0].n).toBe(1);
  });

  test('[HA2020-1.11] of 3 bids one is awarded 100 places: refused where its capacity is 80, and 80 are', async () => {
    const [a, b, c] = [await school('承训一'), await school('承训二'), await school('承训三')];
    const { callId } = await openCall(house.as(county), {
      title: '技能扶贫项目',
      places: 100,
      opensOn: '2020-08-01',
      closesOn: '2020-09-30',
    });
    for (const [id, capacity] of [
      [a, 80],
      [b, 40],
      [c, 60],
    ] as const)
      await bidForCall(as(id!), { callId, capacity });
    expect(await codeOf(awardBid(house.as(county), { callId, institutionId: a!, places: 100 }))).toBe('OVER_CAPACITY');
    await awardBid(house.as(county), { callId, institutionId: a!, places: 80 });
    const [call] = (await listCalls(house.as(county), {})).rows.filter((r) => r.callId === callId);
    expect(call?.bids.map((x) => x.awarded)).toEqual([80, null, null]);
  });

  test('[SD2017-4.2-04] of 80 trainees 60 are of the same county: 75% local; schools and majors are suggested the same county first', async () => {
    const S = await school('就近技工学校');
    const near = await registered(house, 60, () => ({ birth: '1971-05-06' }));
    const far = await registered(house, 20, () => ({ villageCode: FAR_VILLAGE, birth: '1972-05-06' }));
    await heldClass(house, S, { people: entered([...near.rows, ...far.rows]) });
    const { rows } = await showInstitutions(house.as(city), { year: 2020 });
    expect(rows.find((r) => r.institutionId === S)).toMatchObject({ trainees: 80, local: 60, localPercent: 75 });
    const elsewhere = await house.institution('外市技工学校', 'technical_school', 370102000000);
    const inCity = await house.institution('同市技工学校', 'technical_school', PLACES.otherCounty);
    await publishedCatalogue(house, {
      cityCode: PLACES.city,
      year: 2020,
      entries: [
        { institutionId: elsewhere, schoolName: '外市技工学校' },
        { institutionId: inCity, schoolName: '同市技工学校' },
        { institutionId: S, schoolName: '就近技工学校' },
      ].map((e) => ({ ...e, major: '焊接加工' })),
    });
    const suggested = async (villageCode: number) =>
      (await findChoices(house.as(village), { year: 2020, villageCode, major: '焊接加工', size: 20 })).rows.map((r) => [
        r.nearness,
        r.schoolName,
      ]);
    expect(await suggested(A_VILLAGE)).toEqual([
      ['county', '就近技工学校'],
      ['city', '同市技工学校'],
      ['province', '外市技工学校'],
    ]);
    expect((await suggested(FAR_VILLAGE))[0]).toEqual(['county', '同市技工学校']);
  });

  test('[SD2017-3.3-19] 3 tenders with 4 bids of schools and 2 awards show per school', async () => {
    const [a, b] = [await school('投标甲校'), await school('投标乙校')];
    const calls: string[] = [];
    for (let i = 0; i < 3; i += 1)
      calls.push(
        (
          await openCall(house.as(county), {
            title: `定点招标${i}`,
            places: 50,
            opensOn: '2020-08-01',
            closesOn: '2020-09-30',
          })
        ).callId,
      );
    for (const [id, i] of [
      [a, 0],
      [a, 1],
      [a, 2],
      [b, 0],
    ] as const)
      await bidForCall(as(id!), { callId: calls[i]!, capacity: 60 });
    await awardBid(house.as(county), { callId: calls[0]!, institutionId: a!, places: 50 });
    await awardBid(house.as(county), { callId: calls[1]!, institutionId: a!, places: 50 });
    const { rows } = await showInstitutions(house.as(county), { year: 2020 });
    const of = (id: string) => rows.find((r) => r.institutionId === id);
    expect([of(a!)?.bids, of(b!)?.bids, of(a!)?.awards, of(b!)?.awards]).toEqual([3, 1, 2, 0]);
  });

  test('[FYP14-8-01] of 6 schemes open a school has tasks in 4: 4/6 and the 2 missing by name', async () => {
    const S = await school('行动学校');
    const schemes = ['康养', '乡村工匠', '马兰花', '技能雷锋', '育才', '金蓝领'];
    for (const [i, scheme] of schemes.entries())
      await assignTask(house.as(county), {
        title: `${scheme}任务`,
        scheme,
        year: 2018,
        places: 10,
        ...(i < 4 ? { institutionId: S } : {}),
      });
    const { schemesOpen, rows } = await showInstitutions(as(S), { year: 2018 });
    expect(schemesOpen).toHaveLength(6);
    expect(rows[0]).toMatchObject({ schemes: 4, missingSchemes: expect.arrayContaining(['育才', '金蓝领']) });
    expect(rows[0]?.missingSchemes).toHaveLength(2);
  });

  test('[HA2020-1.16] of 15 workshops 11 meet the conditions and 9 received support: the 2 unsupported are listed', async () => {
    for (let i = 0; i < 15; i += 1)
      await keepWorkshop(house.as(county), {
        name: `车间${i}`,
        kind: i % 2 === 0 ? 'township_workshop' : 'village_processing_point',
        placeCode: 371721103000,
        conditionsMet: i < 11,
        ...(i < 9 ? { supportedOn: '2020-05-01', support: '奖补' } : {}),
      });
    const { workshops, qualifying, supported, unsupported } = await listWorkshops(house.as(county), {});
    expect([workshops, qualifying, supported, unsupported]).toEqual([15, 11, 9, ['车间10', '车间9']]);
  });

  test('hours of trainers convert only where a ratio is set', async () => {
    const S = await school('教师课时学校');
    await heldClass(house, S, {
      people: strangers(1),
      lessons: [{ heldOn: '2020-06-01', from: '08:00', to: '12:00', hours: 4, trainer: '李老师' }],
    });
    expect(await codeOf(showTrainerLoad(as(S), { year: 2020 }))).toBe('RATIO_NOT_SET');
    const late = {
      ...house.as(anActor('county_hr_officer', PLACES.county)),
      clock: fixedClock('2021-01-01T09:00:00+08:00'),
    };
    expect((await showInstitutions(late, { year: 2020 })).rows.length).toBeGreaterThan(0);
  });
});
