import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aCompleteDraft, aVillage, type Village } from '../../enrolment/testing-village.ts';
import { slipKey } from '../../enrolment/index.ts';
import { aPerson } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { openIdProvider } from '../../platform/gateways/open-id.ts';
import { makeContext } from '../../platform/services.ts';
import { openIdServer, type OpenIdServer } from '../../testing/open-id-server.ts';
import { enrolTrainees } from '../../training/rosters/enrol-trainees.ts';
import { planClass } from '../../training/classes/plan-class.ts';
import { chooseCourse } from '../../training/lists/choose-course.ts';
import { listCourse } from '../../training/lists/list-course.ts';
import { aPlan, at, openTrainingHouse, type TrainingHouse } from '../../training/testing-class.ts';
import { actForFamily } from './act-for-family.ts';
import { beginSignOn } from './begin-sign-on.ts';
import { aHouseholdSlip, aProof } from '../builders.ts';
import { confirmCode, showFamily } from './confirm-code.ts';
import { findCourses } from './family-courses.ts';
import { finishSignOn } from './finish-sign-on.ts';
import { familyWays, openSlip } from './open-slip.ts';

const NINE = '2020-09-01T09:00:00+08:00';
const head = aPerson({ phone: '15400001111' });
const stranger = aPerson({ phone: '15400002222' });
let house: TrainingHouse;
let village: Village;
let provider: OpenIdServer;
let householdId: string;
let slip: string;
let institution: string;

beforeAll(async () => {
  house = await openTrainingHouse();
  village = await aVillage(house, [head, stranger]);
  institution = await house.institution('网上选课学校');
  await house.owner(`insert into installation (key, value) values ('demonstration_date', '{}')`);
  const { rows } = await house.owner(`select household_id from person_status where person_id = $1`, [
    village.persons[0],
  ]);
  householdId = rows[0].household_id;
  provider = await openIdServer();
  house.services.signOn = openIdProvider({
    issuer: provider.issuer,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    claim: 'id_number',
    scopes: ['openid', 'profile'],
    name: '爱山东',
    redirect: 'http://127.0.0.1:8080/public/sign-on',
  });
});
afterAll(() => provider.close());
beforeEach(async () => {
  await house.owner('delete from public_attempt');
  provider.who = { id_number: head.idNumber };
  slip = await aHouseholdSlip(house.as(null), householdId, village.code);
});

const family = (when = NINE) => makeContext({ ...house.services, clock: fixedClock(when) }, null, { ip: '10.0.0.1' });
const begin = async (code = slip) => beginSignOn(family(), { slip: code, proof: await aProof(family()) });
const signOn = async (code = slip) => {
  const { url, hold } = await begin(code);
  return finishSignOn(family(), { ...(await provider.signOn(url)), hold });
};
async function byMessage(): Promise<string> {
  const { codeId } = await openSlip(family(), { slip, proof: await aProof(family()) });
  const { rows } = await house.owner(
    `select body from message where kind = 'family.code' order by created_at desc, message_id desc limit 1`,
  );
  return (await confirmCode(family(), { codeId, code: /验证码是 (\d{6})/.exec(rows[0].body)![1]! })).token;
}
const token = async (way: 'message' | 'sign_on') => (way === 'message' ? byMessage() : (await signOn()).token);
const refused = { code: 'SIGN_ON_REFUSED' };

describe('single sign-on of a family', () => {
  test('somebody of the household signs on elsewhere and comes back to a session; no number is kept or audited', async () => {
    expect(await familyWays(family(), {})).toEqual({ message: 'demonstration', signOn: '爱山东' });
    const { url, hold } = await begin();
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid profile',
    });
    const session = await finishSignOn(family(), { ...(await provider.signOn(url)), hold });
    expect(session.members).toHaveLength(1);
    const kept = await house.owner(
      `select row_to_json(s)::text as row from family_sign_on s union all select row_to_json(c)::text from family_code c
       union all select row_to_json(a)::text from audit_entry a where action in ('family.begin_sign_on', 'family.open_session')`,
    );
    for (const secret of [head.idNumber!, asked.get('state')!, hold, session.token, slip])
      for (const { row } of kept.rows) expect(row).not.toContain(secret);
  });

  test('somebody of another household, of no register, or without a number is refused with the same words', async () => {
    for (const who of [{ id_number: stranger.idNumber }, { id_number: aPerson().idNumber }, { id_number: '1' }, {}]) {
      provider.who = who;
      await expect(signOn()).rejects.toMatchObject(refused);
    }
  });

  test('a sign-on counts once, in the browser that began it, and for minutes only', async () => {
    const first = await begin();
    const back = await provider.signOn(first.url);
    await expect(finishSignOn(family(), { ...back, hold: newId() })).rejects.toMatchObject(refused);
    await expect(finishSignOn(family(), { ...back, hold: first.hold })).rejects.toMatchObject(refused);
    const second = await begin();
    const late = { ...(await provider.signOn(second.url)), hold: second.hold };
    await expect(finishSignOn(family('2020-09-01T09:11:00+08:00'), late)).rejects.toMatchObject(refused);
    const third = await begin();
    const answer = { ...(await provider.signOn(third.url)), hold: third.hold };
    const both = await Promise.allSettled([finishSignOn(family(), answer), finishSignOn(family(), answer)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a token for another client, of another issuer, from another sign-on, or expired is refused; so is a made-up code', async () => {
    const wrong = [{ aud: 'another' }, { iss: 'http://127.0.0.1:1' }, { nonce: 'another' }, { exp: 1_000_000 }];
    for (const claims of wrong) {
      await house.owner('delete from public_attempt');
      provider.who = { id_number: head.idNumber, ...claims };
      await expect(signOn()).rejects.toMatchObject(refused);
    }
    await house.owner('delete from public_attempt');
    const { url, hold } = await begin();
    const { state } = await provider.signOn(url);
    await expect(finishSignOn(family(), { state, code: 'made-up', hold })).rejects.toMatchObject(refused);
  });

  test('a wrong slip goes nowhere, a provider that is away is told as such, and without one it is off', async () => {
    await expect(begin('AAAA-AAAA-AAAA')).rejects.toMatchObject({ code: 'SLIP_REFUSED' });
    const away = openIdProvider({
      issuer: 'http://127.0.0.1:1',
      clientId: 'x',
      clientSecret: null,
      claim: 'id_number',
      scopes: ['openid'],
      name: '爱山东',
      redirect: 'http://127.0.0.1:8080/public/sign-on',
    });
    const proof = await aProof(family());
    const gone = makeContext({ ...house.services, signOn: away }, null, { ip: '10.0.0.1' });
    await expect(beginSignOn(gone, { slip, proof })).rejects.toMatchObject({ code: 'SIGN_ON_AWAY' });
    const off = makeContext({ ...house.services, signOn: null }, null);
    await expect(beginSignOn(off, { slip, proof })).rejects.toMatchObject({ code: 'SIGN_ON_OFF' });
    expect(await familyWays(off, {})).toMatchObject({ signOn: null });
  });

  test('the code on a receipt with the sign-on of somebody of the applicant’s household reaches that application', async () => {
    const id = await aCompleteDraft(house.as(village.clerk), village, village.persons[0]!);
    await house.owner(`update application set slip_index = $2 where application_id = $1`, [
      id,
      house.services.vault.index('slip', slipKey('AAAA-BBBB-CCCC')),
    ]);
    const session = await signOn('AAAA-BBBB-CCCC');
    expect(session.members.map((m) => m.application?.id)).toEqual([id]);
    await house.owner(`update application set state = 'withdrawn' where application_id = $1`, [id]);
  });
});

describe.each(['message', 'sign_on'] as const)('a slip and %s reach the same acts', (way) => {
  const act = (held: string, more: object) =>
    actForFamily(family(), {
      token: held,
      requestKey: newId(),
      personId: village.persons[0]!,
      ...more,
    } as Parameters<typeof actForFamily>[1]);

  test('a wish, a choice of school and major from the catalogue, and giving the application up', async () => {
    const held = await token(way);
    expect((await act(held, { kind: 'wish', study: true, train: true })).summary).toBe(
      '意愿：愿意就读技工院校，愿意参加培训',
    );
    const applicationId = await aCompleteDraft(house.as(village.clerk), village, village.persons[0]!);
    const entry = village.catalogue.entries[0]!;
    const chosen = await act(held, { kind: 'choice', applicationId, entryKey: entry.entryKey });
    expect(chosen.summary).toContain(entry.major);
    await act(held, { kind: 'withdraw', applicationId });
    const { rows } = await house.owner(
      `select f.sha256 from application_event e join stored_file f on f.file_id = (e.data->>'evidenceFileId')::uuid
       where e.application_id = $1 and e.event = 'withdraw'`,
      [applicationId],
    );
    expect(rows).toHaveLength(1);
  });

  test('a training course is found, chosen, shown, left again, and once the institution has enrolled the person, no longer left', async () => {
    const title = `焊工夜班（${way}）`;
    const own = house.as(at(institution, 'training_officer'));
    const { courseId } = await listCourse(own, {
      title,
      trade: '焊工',
      kind: 'employment',
      hours: 20,
      places: 1,
    });
    await listCourse(own, { title: '白班', trade: '焊工', kind: 'employment', hours: 20, places: 5 });
    const held = await token(way);
    const { rows } = await findCourses(family(), { token: held, find: title });
    expect(rows).toMatchObject([{ courseId, title, institution: '网上选课学校', places: 1, left: 1, feeFen: 0 }]);
    const receipt = await act(held, { kind: 'course', courseId });
    expect(receipt.summary).toBe(`选培训课程：${title}（网上选课学校）`);
    const mine = async () =>
      (await showFamily(family(), { token: held })).members[0]!.courses.filter((c) => c.title === title);
    const choice = (await mine())[0]!;
    expect(choice).toMatchObject({ title, enrolled: false, on: '2020-09-01' });
    const left = await findCourses(family(), { token: held, find: title });
    expect(left.rows[0]).toMatchObject({ left: 0 });
    const taken = await house.owner(`select via, chosen_by from training_choice where choice_id = $1`, [
      choice.choiceId,
    ]);
    expect(taken.rows[0]).toMatchObject({ via: 'family', chosen_by: expect.stringMatching(/^family:/) });
    expect((await act(held, { kind: 'leave_course', choiceId: choice.choiceId })).summary).toBe(
      `不参加培训课程：${title}（网上选课学校）`,
    );
    expect(await mine()).toEqual([]);
    await act(held, { kind: 'course', courseId });
    const again = (await mine())[0]!;
    const { classId } = await planClass(own, aPlan({ courseId, startsOn: '2020-09-07', endsOn: '2020-09-11' }));
    await enrolTrainees(own, { classId, choiceIds: [again.choiceId] });
    await expect(act(held, { kind: 'leave_course', choiceId: again.choiceId })).rejects.toMatchObject({
      code: 'CHOICE_CLOSED',
    });
    expect(await mine()).toMatchObject([{ enrolled: true }]);
  });

  test('a full course, another’s choice and a course that is none stay closed', async () => {
    const own = house.as(at(institution, 'training_officer'));
    const { courseId } = await listCourse(own, {
      title: '满班',
      trade: '焊工',
      kind: 'employment',
      hours: 20,
      places: 1,
    });
    await chooseCourse(house.as(village.clerk), { courseId, personIds: [village.persons[1]!] });
    const held = await token(way);
    await expect(act(held, { kind: 'course', courseId })).rejects.toMatchObject({ code: 'CHOICE_CLOSED' });
    await expect(act(held, { kind: 'course', courseId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const theirs = await house.owner(`select choice_id from training_choice where course_id = $1`, [courseId]);
    await expect(act(held, { kind: 'leave_course', choiceId: theirs.rows[0].choice_id })).rejects.toMatchObject({
      code: 'FAMILY_ACT_CLOSED',
    });
    await expect(act(held, { kind: 'course', courseId, personId: village.persons[1]! })).rejects.toMatchObject({
      code: 'FAMILY_ACT_CLOSED',
    });
  });
});
