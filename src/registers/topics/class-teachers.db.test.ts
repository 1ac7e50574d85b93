import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aUnit, aUser } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { bound } from '../../platform/gateways/queue-text.ts';
import type { TextGateway } from '../../platform/gateways/text-gateway.ts';
import { listMessages } from '../../platform/routes/list-messages.ts';
import { readMessage } from '../../platform/routes/read-message.ts';
import { movedClock } from '../../supervision/testing-offices.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { exportRecords } from '../exchange/export-records.ts';
import { changeRecord } from '../records/change-record.ts';
import { findChoices } from '../records/find-choices.ts';
import { listRegisters, openRegister } from '../records/list-registers.ts';
import { listRecords } from '../records/list-records.ts';
import { openRecord } from '../records/open-record.ts';
import { remindKeepers } from '../records/reminders/remind-keepers.ts';
import { keepersOf, type Data } from '../testing-entering.ts';
import { anInstitution, figuresOf, registersHouse, rowsIn } from '../testing-registers.ts';

const CLASSES = 'fyp14-safety-classes';
const SESSIONS = 'fyp14-safety-sessions';
const PHONE = '15400000011';
const clock = movedClock('2022-06-30');
const house = await registersHouse({ clock });
const { enter, refused } = await keepersOf(house);
const gateway: TextGateway = { send: async () => null };
let school: Actor;
let teacher: Actor;
let stranger: string;

beforeAll(async () => {
  const institutionId = await anInstitution(house, '曹县职业技工学校');
  const staff = await transactionAs(house.services.db, 'system', async (tx) => {
    const at = { level: 'institution', line: 'school', divisionCode: PLACES.county } as const;
    const unitId = await aUnit(tx, { ...at, institutionId, areas: [] });
    const other = await aUnit(tx, { ...at, areas: [] });
    const holds = (role: 'school_officer' | 'class_teacher', at: string) => ({ posts: [{ unitId: at, role }] });
    return {
      unitId,
      officer: await aUser(tx, { name: '宋玉洁', ...holds('school_officer', unitId) }),
      teacher: await aUser(tx, { name: '安老师', username: 'an', ...holds('class_teacher', unitId) }),
      stranger: await aUser(tx, { name: '安老师', username: 'elsewhere', ...holds('class_teacher', other) }),
    };
  });
  const of = (role: 'school_officer' | 'class_teacher', userId: string) =>
    anActor(role, PLACES.county, { userId, unitId: staff.unitId, institutionId, areas: [] });
  school = of('school_officer', staff.officer);
  teacher = of('class_teacher', staff.teacher);
  stranger = staff.stranger;
});
beforeEach(async () => {
  clock.goTo('2022-06-30');
  house.services.texts = gateway;
  await house.owner('truncate register_record, register_value cascade');
  await house.owner('delete from message');
  await house.owner('delete from outgoing_text');
});

/** Twelve classes of the term, of which the first `held` have a session; the last one's teacher is as given. */
async function twelve(last: Data['teacher'], held = 11): Promise<string[]> {
  const classes = await enter(
    CLASSES,
    12,
    (i) => ({
      class: `21级${i}班 2022春`,
      teacher: i === 11 ? last! : { name: `教师${i}`, phone: `1540000010${i}`.slice(0, 11).padEnd(11, '0') },
      check_on: '2022-06-30',
    }),
    { by: school },
  );
  await enter(SESSIONS, held, (i) => ({ topic: '防溺水', class: classes[i]!, on: '2022-05-01' }), { by: school });
  return classes;
}
const remind = () => remindKeepers(house.as(null));
const mailOf = async (actor: Actor) => (await listMessages(house.as(actor), { page: 1, size: 20 })).rows;
const texts = async () =>
  (await house.owner(`select text_id, kind, state, sent_to, phone, body from outgoing_text`)).rows as {
    text_id: string;
    kind: string;
    state: string;
    sent_to: string;
    phone: Buffer | null;
    body: Buffer;
  }[];
const toldOf = async (recordId: string) => {
  const { history } = await openRecord(house.as(school), { recordId });
  return history.filter((h) => h.action === 'remind').map((h) => h.told);
};

test('[FYP14-19-10] of twelve classes with eleven having a session one is named, and the reminder goes to its class teacher’s own account, once', async () => {
  const classes = await twelve({ name: '安老师', account: teacher.userId });
  const { none, classes: held } = await figuresOf(house, CLASSES, { by: school });
  expect([none!.names.map((n) => n.title), held!.value, held!.to]).toEqual([['21级11班 2022春'], 11, 12]);
  expect(await remind()).toEqual({ reminded: 1 });
  const mail = await mailOf(teacher);
  expect(mail).toMatchObject([
    { title: '本学期没有安全教育，请班主任补上：21级11班 2022春', link: `/registers/records/${classes[11]}` },
  ]);
  expect(await mailOf(school)).toEqual([]);
  await expect(readMessage(house.as(school), { id: mail[0]!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await toldOf(classes[11]!)).toEqual(['已通知安老师（本人账号）']);
  expect(await remind()).toEqual({ reminded: 0 });
  expect(await mailOf(teacher)).toHaveLength(1);
  await readMessage(house.as(teacher), { id: mail[0]!.id });
  await enter(SESSIONS, 1, () => ({ topic: '防溺水', class: classes[11]!, on: '2022-06-30' }), { by: teacher });
  expect(await remind()).toEqual({ reminded: 0 });
});

test('[FYP14-19-10] a class teacher without an account is sent one text, whose telephone stands encrypted and is shown masked everywhere', async () => {
  const classes = await twelve({ name: '毕老师', phone: PHONE });
  await remind();
  await remind();
  const [text, ...more] = await texts();
  expect(more).toEqual([]);
  expect(text).toMatchObject({ kind: 'reminder', state: 'waiting', sent_to: '154****0011' });
  const open = (bytes: Buffer, column: 'phone' | 'body') =>
    house.services.vault.decrypt(bytes, bound(text!.text_id, column));
  expect(open(text!.phone!, 'phone')).toBe(PHONE);
  expect(open(text!.body, 'body')).toContain('【技桥】毕老师：安全教育班级中的“21级11班 2022春”需要办理');
  expect(await mailOf(school)).toEqual([]);
  expect(await toldOf(classes[11]!)).toEqual(['短信通知毕老师（154****0011）：已交短信发件箱']);

  const seen = [
    await openRecord(house.as(school), { recordId: classes[11]! }),
    await listRecords(house.as(school), { key: CLASSES }),
    await rowsIn(await exportRecords(house.as(school), { key: CLASSES })),
  ].map((part) => JSON.stringify(part));
  const kept = await house.owner(`select row_to_json(r)::text as row from register_record r
    union all select row_to_json(e)::text from register_event e union all select row_to_json(v)::text from register_value v
    union all select row_to_json(a)::text from audit_entry a union all select row_to_json(t)::text from outgoing_text t`);
  for (const part of [...seen, ...kept.rows.map((r) => r.row as string)]) expect(part).not.toContain(PHONE);
  for (const part of seen) expect(part).toContain('毕老师（154****0011）');
  expect(seen[0]).not.toMatch(/"sealed":"/);
});

test('a telephone stays as it is kept when the form gives it back masked, and goes when it is emptied', async () => {
  const [recordId] = await enter(
    CLASSES,
    1,
    () => ({ class: '21级1班 2022春', teacher: `毕老师 ${PHONE}`, check_on: '2022-06-30' }),
    { by: school },
  );
  const { data } = await openRecord(house.as(school), { recordId: recordId! });
  const change = (teacher: Data['teacher']) =>
    changeRecord(house.as(school), { recordId: recordId!, data: { ...(data as Data), teacher: teacher! } });
  await change({ name: '毕莹老师', phone: '154****0011' });
  await remind();
  expect(await texts()).toMatchObject([{ sent_to: '154****0011' }]);
  expect((await change({ name: '毕莹老师', phone: '' })).warnings).toEqual([
    { path: 'teacher', message: '班主任：没有账号也没有手机号，提醒只能发给本单位' },
  ]);
  for (const phone of ['154****0099', '1234'])
    await expect(change({ name: '毕莹老师', phone })).rejects.toMatchObject({
      fields: [{ path: 'teacher', message: '班主任：手机号应为 11 位数字' }],
    });
});

test('a teacher without account and telephone, or where texts do not leave, is told by the school, which sees why', async () => {
  const [one, two] = await enter(
    CLASSES,
    2,
    (i) => ({
      class: `21级${i}班 2022春`,
      teacher: i === 0 ? '常老师' : `毕老师 ${PHONE}`,
      check_on: '2022-06-30',
    }),
    { by: school },
  );
  house.services.texts = null;
  expect(await remind()).toEqual({ reminded: 2 });
  expect(await remind()).toEqual({ reminded: 0 });
  const why = ['没有通知到常老师：没有登记账号和手机号，请转告。', '没有通知到毕老师：本系统没有接通短信，请转告。'];
  expect((await mailOf(school)).map((m) => m.body.slice(m.body.indexOf('没有通知到'))).sort()).toEqual(why.sort());
  expect([...(await toldOf(one!)), ...(await toldOf(two!))].sort()).toEqual(why.sort());
  expect(await texts()).toEqual([]);
});

test('an account of another unit is refused; one that has left the school is not told, but the school', async () => {
  const data = { class: '21级1班 2022春', check_on: '2022-06-30' };
  const found = await findChoices(house.as(school), { key: CLASSES, field: 'teacher', text: '安' });
  expect(found.rows).toEqual([{ value: teacher.userId, label: '安老师（an）' }]);
  expect(await refused(CLASSES, { ...data, teacher: { name: '安老师', account: stranger } })).toMatchObject({
    fields: [{ path: 'teacher', message: '班主任：账号不属于本单位，请从列表中选择' }],
  });
  await enter(CLASSES, 1, () => ({ ...data, teacher: { name: '安老师', account: teacher.userId } }), { by: school });
  await house.owner('update auth_user set disabled = true where id = $1', [teacher.userId]);
  await remind();
  await house.owner('update auth_user set disabled = false where id = $1', [teacher.userId]);
  expect(await mailOf(teacher)).toEqual(await mailOf(school));
  expect((await mailOf(school))[0]!.body).toContain('其账号已停用或不再属于本单位');
});

test('two reminders at the same moment tell a teacher once', async () => {
  await twelve({ name: '毕老师', phone: PHONE });
  const told = await Promise.all([remind(), remind(), remind()]);
  expect(told.map((t) => t.reminded).sort()).toEqual([0, 0, 1]);
  expect(await texts()).toHaveLength(1);
});

test('to a class teacher every register is closed but those that class teachers keep, its records and exports too', async () => {
  const open = (await listRegisters(house.as(teacher))).rows.map((r) => r.key);
  expect(open).toEqual(expect.arrayContaining([CLASSES, SESSIONS, 'fyp14-spirit-classes', 'fyp14-theme-education']));
  const MINDS = 'fyp14-mental-health';
  expect(open).not.toContain(MINDS);
  expect((await listRegisters(house.as(school))).rows.map((r) => r.key)).toContain(MINDS);
  const plans = await enter(
    'fyp14-emergency-plans',
    1,
    () => ({ name: '校园火灾', kind: 'fire', leader: '宋玉洁', contact: '0530-5550101' }),
    { by: school },
  );
  const closed = { code: 'REGISTER_NOT_FOUND' };
  await expect(openRegister(house.as(teacher), { key: MINDS })).rejects.toMatchObject(closed);
  await expect(listRecords(house.as(teacher), { key: MINDS })).rejects.toMatchObject(closed);
  await expect(exportRecords(house.as(teacher), { key: MINDS })).rejects.toMatchObject(closed);
  await expect(openRecord(house.as(teacher), { recordId: plans[0]! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
