import { describe, expect, test } from 'vitest';
import type { Actor } from '../platform/context.ts';
import { addDays, plainDate } from '../platform/plain-date.ts';
import { anActor } from '../testing/actors.ts';
import { confirmSection } from './agreements/confirm-section.ts';
import { draftAgreement } from './agreements/draft-agreement.ts';
import { moveAgreement } from './agreements/move-agreement.ts';
import type { Measured } from './engine/measure.ts';
import { listEntries } from './entries/list-entries.ts';
import { moveEntries } from './entries/move-entries.ts';
import { dailyChecks } from './measures/daily-checks.ts';
import { openPartnershipHouse, type School } from './testing-house.ts';

const house = await openPartnershipHouse('2020-03-01');
type Rows = Parameters<typeof house.record>[2];

/** A province of its own for each test, so that no figure counts another's records. */
let used = 40;
function aProvince(): { office: Actor; code: number; place: (n?: number) => number } {
  used += 1;
  const code = used * 10_000_000_000;
  return { office: anActor('province_hr_officer', code), code, place: (n = 1) => code + n * 1_000_000 };
}
const school = (name: string, code: number) => house.institution(name, code);
const enterprise = (name: string, code: number) => house.institution(name, code, 'enterprise');
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const on = (more: object = {}): Rows[number] =>
  ({ onDate: '2020-02-03', data: {}, evidence: [], ...more }) as Rows[number];

/** An agreement in force between institutions, or an institution and an area whose office acts for it. */
type Side = { role: string; of: School } | { role: string; area: number; office: Actor };
function inForce(kind: string, sides: readonly Side[], more: object = {}): Promise<string> {
  return house.agreed(
    sides.map((s) => ('of' in s ? s.of.actor : s.office)),
    {
      kind,
      title: `协议 ${kind}`,
      startsOn: '2020-01-01',
      endsOn: '2022-12-31',
      parties: sides.map((s) => ({
        role: s.role,
        ...('of' in s ? { institutionId: s.of.id } : { divisionCode: s.area }),
      })),
      ...more,
    },
  );
}
const countyOffice = (code: number) => anActor('county_hr_officer', code);

type Case = [title: string, kind: string, rows: () => Rows, key: string, expected: Partial<Measured>, asOf?: string];
const labels = (...names: string[]) =>
  names.map((label) => expect.objectContaining({ label }) as { key: string; label: string });

describe('records an office keeps by itself', () => {
  const cases: Case[] = [
    [
      '[SD2017-3.6-01] nine of thirty enterprises contacted pledge: 30 percent',
      'enterprise_contacted',
      () => many(30, (i) => on({ aboutName: `企业${i}`, data: { pledged: i < 9 } })),
      'enterprises_pledging',
      { value: 9, of: 30, percent: 30 },
    ],
    [
      'of 50 aided students 45 graduated: 90 percent',
      'aided_student',
      () => many(50, (i) => on({ aboutName: `学生${i}`, data: { graduated: i < 45, certified: i < 43 } })),
      'aided_graduated',
      { value: 45, of: 50, percent: 90 },
    ],
    [
      '[N2021-4.29] of 12 requests to experts 10 are answered and the 8 rated have a mean of 4.5',
      'expert_ticket',
      () =>
        many(12, (i) =>
          on({
            aboutName: `问题${i}`,
            data: {
              ...(i < 10 ? { answered_on: '2020-02-10' } : {}),
              ...(i < 8 ? { rating: i % 2 === 0 ? 5 : 4 } : {}),
            },
          }),
        ),
      'tickets_answered',
      { value: 10, of: 12, percent: 83.3, groups: [{ key: 'mean', label: '8', value: 4.5 }] },
    ],
    [
      '[FYP14-12-02] of four new majors three had a signed partner agreement at opening: three joint majors and one warning',
      'joint_major',
      () => many(4, (i) => on({ aboutName: `专业${i}`, data: { agreement_signed: i < 3 } })),
      'joint_majors',
      { value: 3, of: 4, missing: labels('专业3'), alert: '有新专业开办时没有合作协议' },
    ],
    [
      '[FYP14-12-03] of six new courses four have an enterprise author: 66.7 percent, those of school authors alone are not counted',
      'joint_course',
      () => many(6, (i) => on({ aboutName: `课程${i}`, data: i < 4 ? { enterprise_author: '某厂工程师' } : {} })),
      'joint_courses',
      { value: 4, of: 6, percent: 66.7, missing: labels('课程4', '课程5') },
    ],
    [
      '[FYP14-13-03] ten services for six enterprises stand in four lines that sum to ten',
      'enterprise_service',
      () =>
        [...Array(4).fill('lecture'), ...Array(3).fill('course'), ...Array(2).fill('advice'), 'workplace'].map(
          (code, i) => on({ code, aboutName: `企业${i % 6}` }),
        ),
      'services_by_sort',
      { value: 10, of: 6, groups: [4, 3, 2, 1].map((value) => expect.objectContaining({ value }) as never) },
    ],
    [
      '[FYP14-13-04] two records of support in the forms teachers and equipment for one enterprise are one institution with two forms',
      'training_body_support',
      () => ['teachers', 'equipment'].map((code) => on({ code, aboutName: '潍柴培训中心' })),
      'training_bodies_supported',
      { of: 1, groups: [expect.objectContaining({ label: '潍柴培训中心', value: 2 }) as never] },
    ],
    [
      'a check of 2023-01-10 with a cycle of six months is not due on 2023-07-09',
      'regular_check',
      () => [on({ onDate: '2020-01-10', aboutName: '帮扶协作' })],
      'regular_checks',
      { due: '2020-07-10', alert: null },
      '2020-07-09',
    ],
  ];
  test.each(cases)('%s', async (_title, kind, rows, key, expected, asOf) => {
    const { office } = aProvince();
    const { recorded, refused } = await house.record(office, kind, rows());
    expect([recorded.length, refused]).toEqual([rows().length, []]);
    expect(await house.measure(office, key, asOf ? { asOf } : {})).toMatchObject(expected);
  });

  test('[N2021-4.2] 26 of 40 help projects lie in key counties, 65.0 percent, and key counties without a project are listed', async () => {
    const { office, place } = aProvince();
    await house.record(
      office,
      'key_county',
      many(14, (i) => on({ aboutDivision: place(i + 1), aboutName: `重点县${i + 1}` })),
    );
    const county = (i: number) => place(i < 26 ? (i % 13) + 1 : i + 20);
    await house.record(
      office,
      'help_project',
      many(40, (i) => on({ aboutDivision: county(i), data: { title: `项目${i}`, in_key_county: i < 26 } })),
    );
    expect(await house.measure(office, 'projects_in_key_counties')).toMatchObject({ value: 26, of: 40, percent: 65 });
    expect(await house.measure(office, 'key_counties_with_projects')).toMatchObject({
      value: 13,
      of: 14,
      missing: labels('重点县14'),
    });
  });

  test('[SD2017-3.6-03] of 50 aided students 45 graduated and 43 are certified: 90 percent and 86 percent', async () => {
    const { office } = aProvince();
    await house.record(
      office,
      'aided_student',
      many(50, (i) => on({ aboutName: `学生${i}`, data: { graduated: i < 45, certified: i < 43 } })),
    );
    expect(await house.measure(office, 'aided_graduated')).toMatchObject({ value: 45, of: 50, percent: 90 });
    expect(await house.measure(office, 'aided_certified')).toMatchObject({ value: 43, of: 50, percent: 86 });
  });

  test('[N2021-5.17] of three offers the one without contact is refused naming the field, the others are to be screened', async () => {
    const { office } = aProvince();
    const rows = ['甲公司', '乙协会', '丙基金会'].map((aboutName, i) =>
      on({ aboutName, data: i === 1 ? {} : { contact: '0531-5550100' } }),
    );
    const { recorded, refused } = await house.record(office, 'society_offer', rows);
    expect(refused).toEqual([{ row: 2, path: 'data.contact', message: '请填写联系方式' }]);
    const { rows: kept } = await listEntries(house.as(office), { kind: 'society_offer' });
    expect(kept.map((e) => [e.entryId, e.state]).toSorted()).toEqual(recorded.map((id) => [id, 'recorded']).toSorted());
  });

  test('[N2021-5.6] of proposals of 8 million 6.5 million are included: 81.25 percent, and declining one needs a reason', async () => {
    const { office } = aProvince();
    const { recorded } = await house.record(
      office,
      'plan_proposal',
      [6_500_000, 1_500_000].map((quantity, i) => on({ aboutName: `项目${i}`, quantity })),
    );
    const checker = { ...office, userId: 'another-officer' };
    await moveEntries(house.as(checker), { entryIds: [recorded[0]!], action: 'confirm' });
    const decline = (reason: string | null) =>
      moveEntries(house.as(checker), { entryIds: [recorded[1]!], action: 'decline', reason });
    await expect(decline(null)).rejects.toMatchObject({ code: 'AGREEMENT_REASON_NEEDED' });
    await decline('不属于帮扶范围');
    expect(await house.measure(office, 'proposals_included')).toMatchObject({
      value: 6_500_000,
      of: 8_000_000,
      percent: 81.25,
    });
  });

  test('[N2021-4.3] thirty courses put out to four counties are 30 for the province and sum to 30 over the counties', async () => {
    const { office, code, place } = aProvince();
    await house.record(
      office,
      'course_output',
      [12, 8, 6, 4].map((quantity, i) => on({ aboutDivision: place(i + 1), quantity })),
    );
    expect((await house.measure(office, 'courses_out')).groups).toMatchObject([{ key: String(code), value: 30 }]);
    const { groups } = await house.measure(office, 'courses_in');
    expect([groups.length, groups.reduce((n, g) => n + g.value, 0)]).toEqual([4, 30]);
  });

  test('[N2021-4.25] of 15 volunteers 9 are assigned and 6 are available, each with the specialty', async () => {
    const { office, place } = aProvince();
    const home = await school('志愿技师学院', place());
    const staffIds = await house.staff(
      home,
      many(15, (i) => ({ name: `志愿者${i}`, duty: 'expert' as const, volunteers: true })),
    );
    const { recorded } = await house.record(
      home.actor,
      'volunteer',
      staffIds.map((staffId, i) => on({ staffId, code: i % 2 ? '焊接' : '烹饪' })),
    );
    await house.record(
      home.actor,
      'assignment',
      recorded.slice(0, 9).map((parentId) => on({ parentId })),
    );
    const shown = await house.measure(office, 'volunteers_available');
    expect([shown.value, shown.of, shown.missing.length]).toEqual([9, 15, 6]);
    const { rows } = await listEntries(house.as(office), { kind: 'volunteer' });
    const available = rows.filter((r) => shown.missing.some((m) => m.key === r.entryId)).map((r) => r.code);
    expect(available.toSorted()).toEqual(['烹饪', '烹饪', '烹饪', '焊接', '焊接', '焊接'].toSorted());
  });

  test('[N2021-4.26] with four of five treatments delivered the assignment is not closed', async () => {
    const { place } = aProvince();
    const home = await school('待遇技师学院', place());
    const [staffId] = await house.staff(home, [{ name: '支援教师', duty: 'teacher' }]);
    const volunteer = await house.record(home.actor, 'volunteer', [on({ staffId, code: '焊接' })]);
    const assignment = await house.record(home.actor, 'assignment', [on({ parentId: volunteer.recorded[0] })]);
    await house.record(
      home.actor,
      'treatment',
      many(5, (i) => on({ parentId: assignment.recorded[0], aboutName: `待遇${i + 1}`, data: { delivered: i !== 2 } })),
    );
    await expect(
      moveEntries(house.as(home.actor), { entryIds: assignment.recorded, action: 'close' }),
    ).rejects.toMatchObject({
      code: 'ENTRY_NOT_READY',
      details: { missing: ['政策待遇没有落实：待遇3'] },
    });
  });

  test('[N2021-5.5] of three pairing tasks two have a project and the third is listed', async () => {
    const { office } = aProvince();
    const { recorded } = await house.record(
      office,
      'pairing_task',
      ['甘孜', '阿坝', '凉山'].map((aboutName) => on({ aboutName })),
    );
    await house.record(
      office,
      'task_project',
      recorded.slice(0, 2).map((parentId) => on({ parentId, aboutName: '实训基地' })),
    );
    expect(await house.measure(office, 'tasks_with_projects')).toMatchObject({
      value: 2,
      of: 3,
      missing: labels('凉山'),
      alert: '结对任务没有项目',
    });
  });

  test('[FYP14-3-02] a school with three links sees each with its contact and last activity', async () => {
    const home = await school('党建技工学校', aProvince().place());
    const { recorded } = await house.record(
      home.actor,
      'local_link',
      many(3, (i) => on({ aboutName: `驻地单位${i}`, data: { contact: `联系人${i}` } })),
    );
    await house.record(
      home.actor,
      'link_activity',
      recorded.map((parentId, i) => on({ parentId, aboutName: '主题党日', onDate: `2020-02-0${i + 1}` })),
    );
    expect(await house.measure(home.actor, 'links_kept')).toMatchObject({ value: 3, of: 3 });
    const { rows } = await listEntries(house.as(home.actor), { kind: 'local_link' });
    expect(rows.map((r) => [r.aboutName, r.data.contact, r.lastChild]).toSorted()).toEqual(
      many(3, (i) => [`驻地单位${i}`, `联系人${i}`, `2020-02-0${i + 1}`]),
    );
  });

  test('[FYP14-B2-03] a selected school without outreach in the year is named and reminded', async () => {
    const { office, place } = aProvince();
    const schools = [await school('示范学院一', place()), await school('示范学院二', place())];
    await house.record(
      office,
      'selected_school',
      schools.map((s) => on({ aboutInstitution: s.id })),
    );
    await house.record(schools[0]!.actor, 'outreach_record', [on({ aboutName: '帮带学校' })]);
    expect(await house.measure(office, 'outreach_this_year')).toMatchObject({
      value: 1,
      of: 2,
      missing: labels('示范学院二'),
      alert: '本年没有示范辐射记录',
    });
    await dailyChecks(house.as(null));
    const { rows } = await house.owner(
      `select count(*)::int as n from task where kind = 'partnership_alert' and title = '本年没有示范辐射记录' and detail ->> 'body' like '%示范学院二%'`,
    );
    expect(rows[0].n).toBe(1);
  });

  test('[FYP14-9-05] a class without an enterprise mentor is not opened; with both mentors and an enterprise phase it is', async () => {
    const home = await school('双师技工学校', aProvince().place());
    const phases = [{ place: 'enterprise', from: '2020-03-01', to: '2020-06-30' }];
    const { recorded } = await house.record(home.actor, 'apprentice_class', [
      on({ aboutName: '学徒班', data: { phases } }),
    ]);
    const open = () => moveEntries(house.as(home.actor), { entryIds: recorded, action: 'open' });
    const mentor = (code: string) =>
      house.record(home.actor, 'class_mentor', [on({ parentId: recorded[0], code, aboutName: '导师' })]);
    await mentor('school');
    await expect(open()).rejects.toMatchObject({ details: { missing: ['缺少企业导师'] } });
    await mentor('enterprise');
    expect((await open()).moved[0]!.state).toBe('open');
    const without = await house.record(home.actor, 'apprentice_class', [
      on({ aboutName: '无企业阶段的班', data: { phases: [] } }),
    ]);
    await expect(
      moveEntries(house.as(home.actor), { entryIds: without.recorded, action: 'open' }),
    ).rejects.toMatchObject({ code: 'ENTRY_NOT_READY' });
  });

  test('[FYP14-9-08] of four joint projects two are completed with accepted results, 50 percent, and one overdue by 30 days is alerted', async () => {
    const { office, place } = aProvince();
    const home = await school('攻关技师学院', place());
    const project = (name: string, dueOn: string, more: object) =>
      on({ onDate: '2020-01-02', aboutName: name, dueOn, ...more });
    await house.record(home.actor, 'joint_project', [
      project('一', '2020-02-20', { endedOn: '2020-02-20', data: { accepted: true } }),
      project('二', '2020-02-25', { endedOn: '2020-02-20', data: { accepted: true } }),
      project('三', '2020-02-01', {}),
      project('四', '2020-12-31', {}),
    ]);
    expect(await house.measure(office, 'joint_projects_done', { asOf: '2020-03-02' })).toMatchObject({
      value: 2,
      of: 4,
      percent: 50,
    });
    expect(await house.measure(office, 'joint_projects_in_time', { asOf: '2020-03-02' })).toMatchObject({
      missing: labels('三'),
      alert: '有联合攻关项目逾期',
    });
  });

  test('[FYP14-12-05] of 20 demands 15 had a signed match, one was cancelled: 14/20, 70 percent; an enterprise not reviewed cannot publish', async () => {
    const { office, place } = aProvince();
    const firm = await enterprise('需求企业', place());
    const checker = { ...office, userId: 'platform-checker' };
    await expect(house.record(office, 'platform_demand', [on({ aboutInstitution: firm.id })])).rejects.toMatchObject({
      message: '记录不符合要求：企业未经审核，不能发布需求',
    });
    await house.confirmed(office, checker, 'reviewed_enterprise', [on({ aboutInstitution: firm.id })]);
    const { recorded } = await house.record(
      office,
      'platform_demand',
      many(20, () => on({ aboutInstitution: firm.id })),
    );
    const { recorded: matches } = await house.record(
      office,
      'demand_match',
      recorded.slice(0, 15).map((parentId) => on({ parentId, aboutName: '签约院校' })),
    );
    await moveEntries(house.as(office), { entryIds: [matches[14]!], action: 'cancel', reason: '企业撤回岗位' });
    expect(await house.measure(office, 'demands_matched')).toMatchObject({ value: 14, of: 20, percent: 70 });
  });

  test('[FYP14-13-07] of five pairs last active 20, 40, 200, 370 and 400 days ago two are dormant under a limit of 365', async () => {
    const { office } = aProvince();
    const { recorded } = await house.record(
      office,
      'team_pair',
      many(5, (i) => on({ aboutName: `班组${i}`, onDate: '2018-06-01' })),
    );
    const ago = (days: number) => addDays(plainDate('2020-03-01'), -days);
    await house.record(
      office,
      'team_activity',
      [20, 40, 200, 370, 400].map((days, i) => on({ parentId: recorded[i], onDate: ago(days) })),
    );
    expect(await house.measure(office, 'team_pairs_alive')).toMatchObject({
      value: 3,
      of: 5,
      missing: labels('班组3', '班组4'),
      alert: '有结对长期没有活动',
    });
  });

  test('[FYP14-B3-04] an event of 30 schools and 40 enterprises with 12 agreements shows 12', async () => {
    const { office } = aProvince();
    const { recorded } = await house.record(office, 'matching_event', [
      on({ aboutName: '技能大赛对接会', data: { schools: 30, enterprises: 40 } }),
    ]);
    await house.record(
      office,
      'event_agreement',
      many(12, (i) => on({ parentId: recorded[0], aboutName: `签约${i}` })),
    );
    expect(await house.measure(office, 'event_agreements')).toMatchObject({
      groups: [{ key: recorded[0], value: 12 }],
    });
  });

  test('[FYP14-B3-05] of ten large and medium enterprises eight were visited: 80 percent; small ones are left out', async () => {
    const { office } = aProvince();
    const sizes = [...Array(5).fill('large'), ...Array(5).fill('medium'), ...Array(4).fill('small')];
    const { recorded } = await house.record(
      office,
      'training_enterprise',
      sizes.map((code, i) => on({ code, aboutName: `企业${i}` })),
    );
    await house.record(
      office,
      'service_visit',
      [...recorded.slice(0, 8), ...recorded.slice(10)].map((parentId) => on({ parentId })),
    );
    expect(await house.measure(office, 'enterprises_served')).toMatchObject({ value: 8, of: 10, percent: 80 });
  });

  test('[FYP14-14-10] six months after a check of 2023-01-10 one alert goes to the coordinator, none two days earlier', async () => {
    const { office, code } = aProvince();
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'province', 'hr', $2, $3, '2016-01-01')`,
      [office.unitId, `协调单位${code}`, code],
    );
    house.setDay('2023-01-11');
    await house.record(office, 'regular_check', [on({ onDate: '2023-01-10', aboutName: '常态化帮扶检查' })]);
    const alerts = async (day: string) => {
      house.setDay(day);
      await dailyChecks(house.as(null));
      await dailyChecks(house.as(null));
      const { rows } = await house.owner(
        `select count(*)::int as n from message where kind = 'partnership_alert' and to_unit_id = $1 and title = '常态化帮扶检查已到期'`,
        [office.unitId],
      );
      return rows[0].n;
    };
    expect(await alerts('2023-07-09')).toBe(0);
    expect(await alerts('2023-07-11')).toBe(1);
    house.setDay('2020-03-01');
  });
});

describe('agreements and the lists they should cover', () => {
  test('[N2019-1.9] 35 recipient schools and 44 helpers leave no recipient uncovered', async () => {
    const { office, place } = aProvince();
    const recipients = await Promise.all(many(35, (i) => school(`受援校${used}-${i}`, place(i + 1))));
    await house.record(
      office,
      'recipient_school',
      recipients.map((s) => on({ aboutInstitution: s.id })),
    );
    for (let i = 0; i < 44; i += 1) {
      const helper = await school(`帮扶校${used}-${i}`, 370100000000);
      await house.pairing(helper, recipients[i % 35]!);
    }
    expect(await house.measure(office, 'recipients_paired')).toMatchObject({
      value: 35,
      of: 35,
      missing: [],
      alert: null,
    });
  });

  test('[N2019-1.3] of five recipient schools three have a helper of another province, one of its own and one none', async () => {
    const { office, place } = aProvince();
    const recipients = await Promise.all(many(5, (i) => school(`矩阵校${used}-${i}`, place(i + 1))));
    await house.record(
      office,
      'recipient_school',
      recipients.map((s) => on({ aboutInstitution: s.id })),
    );
    for (let i = 0; i < 4; i += 1)
      await house.pairing(await school(`矩阵帮扶${used}-${i}`, i < 3 ? 370100000000 : place(9)), recipients[i]!);
    expect((await house.measure(office, 'pairs_by_scope')).groups.map((g) => [g.key, g.value])).toEqual([
      ['inter', 3],
      ['intra', 1],
    ]);
    expect(await house.measure(office, 'recipients_paired')).toMatchObject({
      value: 4,
      of: 5,
      missing: labels(`矩阵校${used}-4`),
    });
  });

  test('[N2019-1.5] an area on the track without building adds no construction project and 200 places within the province', async () => {
    const { office, place } = aProvince();
    const host = await school('省内职业院校', place(2));
    const area = countyOffice(place(1));
    await inForce(
      'n2019_in_province',
      [
        { role: 'area', area: place(1), office: area },
        { role: 'host', of: host },
      ],
      { commitments: [{ kind: 'in_province_places', quantity: 200 }] },
    );
    expect((await house.measure(office, 'track_construction')).value).toBe(0);
    expect((await house.measure(office, 'track_places')).value).toBe(200);
  });

  test('[SD2017-3.5-01] of four heavy-task counties three are paired and the fourth is listed', async () => {
    const { office, place } = aProvince();
    await house.record(
      office,
      'heavy_county',
      many(4, (i) => on({ aboutDivision: place(i + 1), aboutName: `任务县${i + 1}` })),
    );
    for (let i = 0; i < 3; i += 1)
      await inForce('sd2017_pairing', [
        { role: 'helper', of: await school(`技师学院${used}-${i}`, place(9)) },
        { role: 'recipient', of: await school(`县技校${used}-${i}`, place(i + 1)) },
      ]);
    expect(await house.measure(office, 'heavy_counties_paired')).toMatchObject({
      value: 3,
      of: 4,
      missing: labels('任务县4'),
    });
  });

  test('[SD2017-3.5-02] a county flagged from 2018 to 2020 is proposed for pairing until then, and no longer in 2021', async () => {
    const { office, place } = aProvince();
    await house.record(office, 'heavy_county', [
      {
        onDate: '2018-01-01',
        aboutDivision: place(1),
        aboutName: '任务县甲',
        data: { flagged_until: '2020-12-31', source_document: '鲁扶贫组发〔2018〕1号' },
      },
      { onDate: '2018-01-01', aboutDivision: place(2), aboutName: '任务县乙' },
    ]);
    const proposed = async (day: string) => {
      house.setDay(day);
      return (await house.measure(office, 'heavy_counties_paired')).missing;
    };
    const today = house.services.clock.today();
    expect([await proposed('2020-12-31'), await proposed('2021-03-01')]).toEqual([
      labels('任务县甲', '任务县乙'),
      labels('任务县乙'),
    ]);
    house.setDay(today);
  });

  test('[N2021-5.8] of ten key counties nine have an active pairing and one is listed', async () => {
    const { office, place } = aProvince();
    await house.record(
      office,
      'key_county',
      many(10, (i) => on({ aboutDivision: place(i + 1), aboutName: `重点县${i + 1}` })),
    );
    for (let i = 0; i < 9; i += 1)
      await inForce('n2021_county_pairing', [
        { role: 'helper', of: await school(`县帮扶${used}-${i}`, 370100000000) },
        { role: 'county', area: place(i + 1), office: countyOffice(place(i + 1)) },
      ]);
    expect(await house.measure(office, 'key_counties_paired')).toMatchObject({
      value: 9,
      of: 10,
      missing: labels('重点县10'),
    });
  });

  test('[N2021-4.1] nine of twelve agreements contain the section on training: 75.0 percent, and three are listed', async () => {
    const { office, place } = aProvince();
    const east = anActor('province_hr_officer', 370000000000);
    for (let i = 0; i < 12; i += 1) {
      const west = countyOffice(place(i + 1));
      const section = i < 9 ? 'training' : 'industry';
      const { agreementId } = await draftAgreement(house.as(west), {
        kind: 'n2021_cooperation',
        title: `协作${i + 1}`,
        parties: [
          { role: 'recipient', divisionCode: place(i + 1) },
          { role: 'helper', divisionCode: 370000000000 },
        ],
        sections: [{ section, words: '合作内容' }],
      });
      await moveAgreement(house.as(west), { agreementId, action: 'send' });
      for (const side of [west, east]) await confirmSection(house.as(side), { agreementId, section });
    }
    const shown = await house.measure(office, 'agreements_with_training');
    expect(shown).toMatchObject({ value: 9, of: 12, percent: 75, missing: labels('协作10', '协作11', '协作12') });
  });

  test('[HA2020-2.8] a pairing of 2019 not renewed by 2020-03-31 is listed as lapsed, a renewed one is not', async () => {
    const { office, place } = aProvince();
    const sides = async (i: number): Promise<Side[]> => [
      { role: 'helper', of: await school(`定向学院${used}-${i}`, place(9)) },
      { role: 'county', area: place(i), office: countyOffice(place(i)) },
    ];
    const term = { startsOn: '2019-01-01', endsOn: '2019-12-31' };
    const kept = await sides(1);
    const lapsed = await sides(2);
    const renewed = await inForce('ha2020_pairing', kept, { ...term, title: '已续签' });
    await inForce('ha2020_pairing', lapsed, { ...term, title: '未续签' });
    await inForce('ha2020_pairing', kept, { title: '续签', renews: renewed });
    expect(await house.measure(office, 'pairings_renewed', { asOf: '2020-03-31' })).toMatchObject({
      value: 1,
      of: 2,
      missing: labels('未续签'),
      alert: '有定向帮扶到期没有续签',
    });
  });

  test('[HA2020-2.9] targets of 100 and 60 with results of 88 and 66 are 88.0 and 110.0 percent', async () => {
    const { office, place } = aProvince();
    const helper = await school('支撑技师学院', place(9));
    const county = countyOffice(place(1));
    const id = await inForce(
      'ha2020_pairing',
      [
        { role: 'helper', of: helper },
        { role: 'county', area: place(1), office: county },
      ],
      {
        commitments: [
          { kind: 'ha_transfer', quantity: 100 },
          { kind: 'ha_talent', quantity: 60 },
        ],
      },
    );
    await house.confirmed(
      helper.actor,
      county,
      'ha_result',
      [on({ code: 'transfer', quantity: 88 }), on({ code: 'talent', quantity: 66 })],
      id,
    );
    expect((await house.measure(office, 'transfer_rate')).percent).toBe(88);
    expect((await house.measure(office, 'talent_rate')).percent).toBe(110);
  });

  test('[HA2020-2.10] of 31 colleges 29 are paired: 93.5 percent, two named, and a pair without a matching trade is warned of', async () => {
    const { office, place } = aProvince();
    const colleges = await Promise.all(many(31, (i) => school(`学院${used}-${i}`, place(99))));
    await house.record(
      office,
      'technician_college',
      colleges.map((s) => on({ aboutInstitution: s.id })),
    );
    for (const [i, college] of colleges.slice(0, 29).entries())
      await inForce(
        'ha2020_pairing',
        [
          { role: 'helper', of: college },
          { role: 'county', area: place(i + 1), office: countyOffice(place(i + 1)) },
        ],
        { title: `定向${i}`, data: i === 0 ? {} : { trade_match: '汽修' } },
      );
    expect(await house.measure(office, 'colleges_paired')).toMatchObject({
      value: 29,
      of: 31,
      percent: 93.5,
      missing: labels(`学院${used}-29`, `学院${used}-30`),
    });
    expect(await house.measure(office, 'pairs_with_trade')).toMatchObject({
      missing: labels('定向0'),
      alert: '有结对没有对口专业',
    });
  });

  test('[HA2020-3.2] of ten institutions of poor areas seven have an agreement: 70.0 percent', async () => {
    const { office, place } = aProvince();
    const ten = await Promise.all(
      many(10, (i) => house.institution(`机构${used}-${i}`, place(i + 1), 'training_institution')),
    );
    await house.record(
      office,
      'poor_area_institution',
      ten.map((s) => on({ aboutInstitution: s.id })),
    );
    for (const [i, institution] of ten.slice(0, 7).entries())
      await inForce('ha2020_institution', [
        { role: 'platform', of: await school(`平台${used}-${i}`, place(20)) },
        { role: 'institution', of: institution },
      ]);
    expect(await house.measure(office, 'poor_institutions_with_agreement')).toMatchObject({
      value: 7,
      of: 10,
      percent: 70,
    });
  });

  test('[FYP14-14-02] of twelve pairs eleven had an activity in the year; the twelfth is named and reminded', async () => {
    const { office, place } = aProvince();
    const east = anActor('province_hr_officer', 370000000000);
    for (let i = 0; i < 12; i += 1) {
      const west = countyOffice(place(i + 1));
      const id = await inForce(
        'fyp14_east_west',
        [
          { role: 'western', area: place(i + 1), office: west },
          { role: 'eastern', area: 370000000000, office: east },
        ],
        { title: `协作对${i + 1}` },
      );
      if (i < 11) await house.record(west, 'cooperation_activity', [on({ code: 'teachers', quantity: 1 })], id);
    }
    expect(await house.measure(office, 'pairs_active_this_year')).toMatchObject({
      value: 11,
      of: 12,
      missing: labels('协作对12'),
      alert: '有协作本年没有活动',
    });
  });

  test('[FYP14-14-11] 24 teachers, 100 students and 5 million become 30, 90 and 6 million: +25, -10 and +20 percent, and students are not enlarged', async () => {
    const { office, place } = aProvince();
    house.setDay('2022-02-01');
    const [west, east] = [countyOffice(place(1)), anActor('province_hr_officer', 370000000000)];
    const id = await inForce(
      'fyp14_east_west',
      [
        { role: 'western', area: place(1), office: west },
        { role: 'eastern', area: 370000000000, office: east },
      ],
      { endsOn: '2025-12-31' },
    );
    const year = (onDate: string, numbers: number[]) =>
      house.record(
        west,
        'cooperation_activity',
        ['teachers', 'students', 'money'].map((code, i) => on({ onDate, code, quantity: numbers[i] })),
        id,
      );
    await year('2022-01-15', [24, 100, 5_000_000]);
    house.setDay('2023-12-01');
    await year('2023-06-01', [30, 90, 6_000_000]);
    const shown = await house.measure(office, 'cooperation_enlarged', { asOf: '2023-12-31' });
    expect(shown.groups.map((g) => g.value)).toEqual([25, -10, 20]);
    expect(shown.missing.map((m) => m.key)).toEqual(['students']);
    house.setDay('2020-03-01');
  });
});
