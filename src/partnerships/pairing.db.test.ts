import { beforeAll, describe, expect, test } from 'vitest';
import { anActor } from '../testing/actors.ts';
import { draftAgreement } from './agreements/draft-agreement.ts';
import { addCommitment } from './agreements/change-commitments.ts';
import { moveAgreement } from './agreements/move-agreement.ts';
import { amendEntry } from './entries/amend-entry.ts';
import { moveEntries } from './entries/move-entries.ts';
import { openPartnershipHouse, pairingDraft, TEAM, type School } from './testing-house.ts';

const house = await openPartnershipHouse();
const TIBET = 540300000000;
const JINAN = 370100000000;
const province = anActor('province_hr_officer', 370000000000);
const tibet = anActor('province_hr_officer', 540000000000);
let helper: School;
let recipient: School;
let pairing: string;

beforeAll(async () => {
  helper = await house.institution('济南技师学院', JINAN);
  recipient = await house.institution('昌都技工学校', TIBET);
  pairing = await house.pairing(helper, recipient);
});

/** A pairing of two schools of its own, so that one test does not count another's records. */
let made = 0;
async function freshPair() {
  made += 1;
  const a = await house.institution(`帮扶技师学院${made}`, JINAN + made);
  const b = await house.institution(`受援技工学校${made}`, TIBET + made);
  return { a, b, id: await house.pairing(a, b) };
}
const on = (onDate: string, more: object = {}) => ({ onDate, ...more });

test('[N2019-2.1] a third focus major is refused, and a pairing without one is not put in force', async () => {
  const a = await house.institution('专业帮扶学院', JINAN);
  const b = await house.institution('专业受援学校', TIBET);
  const { agreementId } = await draftAgreement(house.as(a.actor), pairingDraft(a, b));
  await expect(
    addCommitment(house.as(a.actor), { agreementId, kind: 'focus_major', code: '电子商务' }),
  ).rejects.toMatchObject({ code: 'AGREEMENT_COMMITMENTS_WRONG', message: '重点帮扶专业最多 2 个。' });
  const none = { ...pairingDraft(a, b), commitments: [] };
  await expect(
    house.agreed([a.actor, b.actor], none, (id) => house.record(a.actor, 'team_member', TEAM, id)),
  ).rejects.toMatchObject({
    code: 'AGREEMENT_NOT_READY',
    details: { missing: ['重点帮扶专业至少 1 个'] },
  });
});

test('[N2019-5.9] without a team leader the pairing is not put in force; with one leader and two members it is', async () => {
  const a = await house.institution('骨干帮扶学院', JINAN);
  const b = await house.institution('骨干受援学校', TIBET);
  const members = TEAM.slice(1);
  let id = '';
  const first = house.agreed([a.actor, b.actor], pairingDraft(a, b), async (agreementId) => {
    id = agreementId;
    await house.record(a.actor, 'team_member', members, agreementId);
  });
  await expect(first).rejects.toMatchObject({
    code: 'AGREEMENT_NOT_READY',
    details: { missing: ['帮扶工作组缺少组长'] },
  });
  await house.record(a.actor, 'team_member', TEAM.slice(0, 1), id);
  expect(await moveAgreement(house.as(b.actor), { agreementId: id, action: 'activate' })).toEqual({
    state: 'in_force',
  });
});

test('[N2019-2.2] a committee of four members of the helping school is refused until one of the recipient school is among them', async () => {
  const members = (sides: string[]) => sides.map((side, i) => ({ name: `委员${i + 1}`, side }));
  const committee = (sides: string[]) =>
    house.record(helper.actor, 'committee', [on('2020-01-02', { data: { members: members(sides) } })], pairing);
  await expect(committee(['helper', 'helper', 'helper', 'helper'])).rejects.toMatchObject({
    code: 'ENTRY_REFUSED',
    message: '记录不符合要求：委员会中没有受援院校的委员',
  });
  expect((await committee(['helper', 'helper', 'helper', 'helper', 'recipient'])).recorded).toHaveLength(1);
});

test('[N2019-2.3] a pairing in force for 60 days without a station is told as lacking it under a rule of 30 days', async () => {
  const { a, id } = await freshPair();
  const asked = (asOf: string) => house.measure(a.actor, 'station_set_up', { agreementId: id, asOf });
  expect((await asked('2020-01-31')).alert).toBeNull();
  expect(await asked('2020-03-02')).toMatchObject({ value: 0, of: 1, alert: '未设专家流动站' });
  await house.record(a.actor, 'expert_station', [on('2020-01-02', { aboutName: '实训楼201' })], id);
  expect((await asked('2020-03-02')).alert).toBeNull();
});

test('[N2019-2.4] with a residency for one of two majors in the term the coverage is 1/2 and the other is alerted', async () => {
  const { a, id } = await freshPair();
  const [staffId] = await house.staff(a, [{ name: '李建平', duty: 'expert' }]);
  await house.record(a.actor, 'residency', [on('2020-01-02', { code: '汽车维修', staffId })], id);
  const term = { agreementId: id, from: '2020-01-01', to: '2020-07-15', asOf: '2020-07-15' };
  expect(await house.measure(a.actor, 'residency_coverage', term)).toMatchObject({
    value: 1,
    of: 2,
    missing: [{ key: '烹饪', label: '烹饪' }],
    alert: '有专业没有专家驻站',
  });
});

test('[N2019-2.5] a major with guidance on three of the four items shows 3/4 and names 教材编撰 as outstanding', async () => {
  const { a, id } = await freshPair();
  const items = ['major_plan', 'talent_plan', 'course_building'];
  await house.record(
    a.actor,
    'guidance',
    items.map((second) => on('2020-01-02', { code: '汽车维修', second, aboutName: '现场指导' })),
    id,
  );
  const shown = await house.measures(a.actor, 'guidance_items', { agreementId: id });
  expect(shown.find((m) => m.each === '汽车维修')).toMatchObject({ value: 3, of: 4, missing: [{ label: '教材编撰' }] });
  expect(shown.find((m) => m.each === '烹饪')).toMatchObject({ value: 0, of: 4 });
});

test('[N2019-2.6] without a qualifying enterprise the pairing stands at 0/1, with one that passes all three checks at 1/1', async () => {
  const { a, b, id } = await freshPair();
  const enterprise = (large: boolean) =>
    on('2020-01-02', { code: '汽车维修', aboutName: '某汽车集团', data: { advanced: true, matched: true, large } });
  await house.confirmed(a.actor, b.actor, 'enterprise_brought', [enterprise(false)], id);
  const unmet = await house.measure(a.actor, 'qualified_enterprises', { agreementId: id });
  expect(unmet).toMatchObject({ value: 0, of: 1, met: false, alert: '未引进符合三项条件的企业' });
  await house.confirmed(a.actor, b.actor, 'enterprise_brought', [enterprise(true)], id);
  expect(await house.measure(a.actor, 'qualified_enterprises', { agreementId: id })).toMatchObject({
    value: 1,
    of: 1,
    met: true,
    alert: null,
  });
});

test('[N2019-2.7] two secondments, three two-site trainings, none commissioned and four of teaching support make 2/3/0/4, together 9', async () => {
  const { a, id } = await freshPair();
  const modes = [...Array(2).fill('secondment'), ...Array(3).fill('two_site'), ...Array(4).fill('teaching')];
  await house.record(
    a.actor,
    'teacher_support',
    modes.map((code) => on('2020-01-02', { code, aboutName: '一批' })),
    id,
  );
  const shown = await house.measure(a.actor, 'teacher_modes', { agreementId: id });
  expect(shown.value).toBe(9);
  expect(shown.groups.map((g) => g.value)).toEqual([2, 3, 0, 4]);
});

test('[N2019-2.8] six months after the last dispatch ended one reminder is overdue, on the day itself none', async () => {
  const { a, id } = await freshPair();
  const [staffId] = await house.staff(a, [{ name: '孙立', duty: 'teacher' }]);
  house.setDay('2020-02-01');
  await house.record(a.actor, 'dispatch', [on('2020-01-05', { endedOn: '2020-01-15', staffId })], id);
  const asked = (asOf: string) => house.measure(a.actor, 'dispatch_cadence', { agreementId: id, asOf });
  expect(await asked('2020-07-16')).toMatchObject({
    due: '2020-07-15',
    missing: [{ key: 'all' }],
    alert: '选派专家、教师已逾期',
  });
  expect((await asked('2020-07-15')).alert).toBeNull();
});

test('[N2019-2.9] of five nominated the helper takes four: four places booked, one waits, managers and teachers are counted apart', async () => {
  const a = await house.institution('接纳帮扶学院', JINAN);
  const b = await house.institution('推荐受援学校', TIBET);
  const draft = pairingDraft(a, b);
  const id = await house.pairing(a, b, { commitments: [...draft.commitments!, { kind: 'take_people', quantity: 4 }] });
  const five = ['manager', 'manager', 'teacher', 'teacher', 'teacher'].map((code, i) =>
    on('2020-01-02', { code, aboutName: `学员${i + 1}` }),
  );
  const { recorded } = await house.record(b.actor, 'nomination', five, id);
  const { moved, waiting } = await moveEntries(house.as(a.actor), { entryIds: recorded, action: 'confirm' });
  expect([moved.length, waiting]).toEqual([4, [recorded[4]]]);
  const shown = await house.measure(b.actor, 'nominations_booked', { agreementId: id });
  expect(shown.groups.map((g) => [g.key, g.value])).toEqual([
    ['manager', 2],
    ['teacher', 2],
  ]);
});

test('[N2019-2.10] of six entrants five are coached and the sixth is flagged', async () => {
  const { a, b, id } = await freshPair();
  const six = Array.from({ length: 6 }, (_, i) =>
    on('2020-01-02', { aboutName: `选手${i + 1}`, data: { contest: '汽车技术' } }),
  );
  const { recorded } = await house.record(b.actor, 'competition_entrant', six, id);
  await house.record(
    a.actor,
    'coaching',
    recorded.slice(0, 5).map((parentId) => on('2020-01-02', { parentId, code: 'visiting' })),
    id,
  );
  expect(await house.measure(a.actor, 'entrants_coached', { agreementId: id })).toMatchObject({
    value: 5,
    of: 6,
    missing: [{ label: '选手6' }],
    alert: '有参赛学生没有强化训练',
  });
});

test('[N2019-5.10] a plan of eight tasks, one without a day, is refused and the task named', async () => {
  const { a, id } = await freshPair();
  const tasks = Array.from({ length: 8 }, (_, i) => ({
    title: `任务${i + 1}`,
    ...(i === 4 ? {} : { due: '2020-06-30' }),
  }));
  await expect(house.record(a.actor, 'plan', [on('2020-01-02', { data: { tasks } })], id)).rejects.toMatchObject({
    message: '记录不符合要求：以下任务没有时间节点：任务5',
  });
});

test('[N2019-5.11] of eight nodes five were met in time, one late and two are not due: 5/6, 83.3 percent', async () => {
  const { a, id } = await freshPair();
  house.setDay('2020-06-01');
  const node = (dueOn: string, endedOn: string | null) =>
    on('2020-01-05', { dueOn, endedOn, aboutName: `节点 ${dueOn}` });
  const rows = [
    ...Array.from({ length: 5 }, (_, i) => node(`2020-03-0${i + 1}`, '2020-03-01')),
    node('2020-04-01', '2020-04-20'),
    node('2020-09-01', null),
    node('2020-12-01', null),
  ];
  await house.record(a.actor, 'plan_node', rows, id);
  expect(await house.measure(a.actor, 'nodes_on_time', { agreementId: id })).toMatchObject({
    value: 5,
    of: 6,
    percent: 83.3,
  });
});

test('[N2019-5.12] enrolment from 240 to 312 is growth of 30.0 percent, and a line without its baseline cannot be closed', async () => {
  const { a, id } = await freshPair();
  const { recorded } = await house.record(
    a.actor,
    'result_line',
    [on('2020-01-02', { code: 'enrolment', data: { after: 312 } })],
    id,
  );
  const close = () => moveEntries(house.as(a.actor), { entryIds: recorded, action: 'close' });
  await expect(close()).rejects.toMatchObject({ code: 'ENTRY_NOT_READY' });
  await amendEntry(house.as(a.actor), { entryId: recorded[0]!, data: { before: 240 } });
  await close();
  expect(await house.measure(a.actor, 'results', { agreementId: id })).toMatchObject({ percent: 30, met: true });
});

test('[N2019-5.14] of six needs offers cover four and two are listed as unmet', async () => {
  const school = await house.institution('需求学校', TIBET);
  const six = Array.from({ length: 6 }, (_, i) => on('2020-01-02', { code: 'teachers', aboutName: `需求${i + 1}` }));
  const { recorded } = await house.record(school.actor, 'need', six);
  await house.record(
    tibet,
    'need_offer',
    recorded.slice(0, 4).map((parentId) => on('2020-01-02', { parentId, aboutName: '可提供' })),
  );
  expect(await house.measure(tibet, 'needs_met')).toMatchObject({
    value: 4,
    of: 6,
    missing: [{ label: '需求5' }, { label: '需求6' }],
  });
});

test('[N2019-5.2] of ten quality schools four hold a pairing, and the six others are named to be invited', async () => {
  const ten: School[] = [];
  for (let i = 0; i < 10; i += 1) ten.push(await house.institution(`优质技师学院${i}`, JINAN));
  await house.record(
    province,
    'quality_resource',
    ten.map((s) => on('2020-01-02', { aboutInstitution: s.id })),
  );
  for (const s of ten.slice(0, 4)) await house.pairing(s, await house.institution(`${s.name}的受援学校`, TIBET));
  const shown = await house.measure(province, 'quality_engaged');
  expect([shown.value, shown.of]).toEqual([4, 10]);
  expect(shown.missing.map((m) => m.label)).toEqual(ten.slice(4).map((s) => s.name));
});

test('[N2019-4.2] in a quarter in which one of two counterparts was contacted the other is listed', async () => {
  house.setDay('2019-12-30');
  const area = anActor('city_hr_officer', 540300000000);
  const { recorded } = await house.record(area, 'counterpart', [
    on('2019-09-10', { aboutName: '重庆市' }),
    on('2019-09-10', { aboutName: '福建省' }),
  ]);
  await house.record(area, 'contact', [
    on('2019-11-05', { parentId: recorded[0]!, aboutName: '电话商定选派' }),
    on('2019-09-20', { parentId: recorded[1]!, aboutName: '上一季度' }),
  ]);
  expect(await house.measure(area, 'counterparts_contacted', { asOf: '2019-12-31' })).toMatchObject({
    value: 1,
    of: 2,
    missing: [{ label: '福建省' }],
  });
});

test('[N2019-3.1] of twelve participants of society seven signed a commitment: 58.3 percent', async () => {
  const rows = Array.from({ length: 12 }, (_, i) =>
    on('2019-12-01', { aboutName: `单位${i + 1}`, data: { committed: i < 7 } }),
  );
  await house.record(province, 'social_participant', rows);
  expect(await house.measure(province, 'social_funnel')).toMatchObject({ value: 7, of: 12, percent: 58.3 });
});

test('[N2019-3.3] a dual-system class without an enterprise mentor is not opened; with one it is', async () => {
  const { recorded } = await house.record(helper.actor, 'dual_class', [
    on('2019-12-01', { aboutName: '2020级汽修双制班' }),
  ]);
  const open = () => moveEntries(house.as(helper.actor), { entryIds: recorded, action: 'open' });
  await house.record(helper.actor, 'mentor', [
    on('2019-12-01', { parentId: recorded[0]!, code: 'school', aboutName: '王老师' }),
  ]);
  await expect(open()).rejects.toMatchObject({ code: 'ENTRY_NOT_READY', details: { missing: ['缺少企业导师'] } });
  await house.record(helper.actor, 'mentor', [
    on('2019-12-01', { parentId: recorded[0]!, code: 'enterprise', aboutName: '刘工' }),
  ]);
  expect((await open()).moved).toEqual([{ entryId: recorded[0], state: 'open' }]);
});

describe('agreements of enterprises', () => {
  const draft = (enterprise: School, school: School, endsOn: string) => ({
    kind: 'n2019_enterprise',
    title: `${enterprise.name}与${school.name}合作`,
    startsOn: '2019-09-10',
    endsOn,
    parties: [
      { role: 'enterprise', institutionId: enterprise.id },
      { role: 'school', institutionId: school.id },
    ],
    commitments: [{ kind: 'posts', quantity: 40 }],
    sections: [{ section: 'training_mode', words: '订单培养，一年在校一年在企' }],
  });

  test('[N2019-3.5] while only the school has confirmed how workers are trained the agreement is not put in force; confirmed by both it is', async () => {
    const { confirmSection } = await import('./agreements/confirm-section.ts');
    const enterprise = await house.institution('鲁工机械有限公司', JINAN, 'enterprise');
    const school = await house.institution('日喀则技工学校', TIBET);
    let id = '';
    const sides = [school.actor, enterprise.actor];
    const first = house.agreed(sides, draft(enterprise, school, '2020-12-31'), async (agreementId) => {
      id = agreementId;
      expect(await confirmSection(house.as(school.actor), { agreementId, section: 'training_mode' })).toEqual({
        confirmed: 1,
        of: 2,
      });
    });
    await expect(first).rejects.toMatchObject({ details: { missing: ['“共同确定的培养方式”已确认 1/2 方'] } });
    await confirmSection(house.as(enterprise.actor), { agreementId: id, section: 'training_mode' });
    expect((await moveAgreement(house.as(school.actor), { agreementId: id, action: 'activate' })).state).toBe(
      'in_force',
    );
  });
});
