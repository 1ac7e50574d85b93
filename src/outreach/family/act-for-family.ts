import { Readable } from 'node:stream';
import { editApplication, reselectChoice, withdrawApplication, type Application } from '../../enrolment/index.ts';
import { recordWish } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { storeUpload } from '../../platform/routes/index.ts';
import { chooseCourse, withdrawChoice } from '../../training/index.ts';
import { outreachErrors } from '../errors.ts';
import { FAMILY_NAME, familyActor, sessionOf, type Session } from './family-session.ts';
import { mayChoose, mayWithdraw } from './family-view.ts';
import { ActForFamily, type FamilyReceipt } from '../schema.ts';
import { membersOf, type Member } from '../slips/slip-store.ts';

type Act = ReturnType<(typeof ActForFamily)['parse']>;
type Begun = {
  actId: string;
  number: string;
  actor: Actor;
  member: Member;
  app: Application | null;
  proof: Session['proof'];
  done: FamilyReceipt | null;
};

/**
 * A family's own act: a wish, a choice of school and major, a withdrawal before admission, a training course chosen or left. It goes through the clerk's verb with the family as actor, gets a
 * receipt number, and waits in the village clerk's list to be confirmed. The same request again gives the same receipt and does nothing.
 * @throws FAMILY_SESSION_ENDED, FAMILY_ACT_CLOSED, and what the verb itself refuses (CHOICE_NOT_OFFERED, APPLICATION_WRONG_STATE, CHOICE_CLOSED …)
 */
export async function actForFamily(ctx: Context, input: ActForFamily): Promise<FamilyReceipt> {
  const act = ActForFamily.parse(input);
  const begun = await transactionAs(ctx.db, 'system', async (tx) =>
    begin(tx, ctx, act, await sessionOf(tx, ctx, act.token)),
  );
  if (begun.done) return begun.done;
  const family: Context = { ...ctx, actor: begun.actor, ip: null };
  try {
    const summary = await perform(family, act, begun);
    return await transactionAs(ctx.db, 'system', (tx) => finish(tx, family, act, begun, summary));
  } catch (error) {
    if (error instanceof AppError) await transactionAs(ctx.db, 'system', (tx) => refuse(tx, act, begun, error));
    throw error;
  }
}

/** Finds or opens the act's record; the request's key makes a repeat find the first one. @throws FAMILY_ACT_CLOSED for a person who is not theirs */
async function begin(tx: Tx, ctx: Context, act: Act, session: Session): Promise<Begun> {
  const member = (await membersOf(tx, session)).find((m) => m.personId === act.personId);
  if (!member) throw outreachErrors.FAMILY_ACT_CLOSED();
  const app = await applicationOf(tx, act, session);
  const actor = await familyActor(tx, ctx, { ...session, villageCode: member.villageCode });
  const earlier = await tx
    .selectFrom('family_act')
    .selectAll()
    .where('person_id', '=', act.personId)
    .where('request_key', '=', act.requestKey)
    .executeTakeFirst();
  const found = { actor, member, app, proof: session.proof };
  if (earlier) {
    const done =
      earlier.state === 'done'
        ? { number: earlier.number, at: earlier.at.toISOString(), summary: earlier.summary }
        : null;
    return { ...found, actId: earlier.act_id, number: earlier.number, done };
  }
  const year = Number(ctx.clock.today().slice(0, 4));
  const sequence = await takeNumbers(tx, `family_act.${member.villageCode}.${year}`);
  const number = `W${member.villageCode}${year}-${String(sequence).padStart(5, '0')}`;
  const actId = ctx.newId();
  await tx
    .insertInto('family_act')
    .values({
      person_id: act.personId,
      act_id: actId,
      request_key: act.requestKey,
      number,
      kind: act.kind,
      application_id: app?.application_id ?? null,
      application_number: app?.number ?? null,
      village_code: member.villageCode,
      person_name: member.name,
      summary: '',
      state: 'begun',
      at: ctx.clock.now(),
    })
    .execute();
  return { ...found, actId, number, done: null };
}

async function applicationOf(tx: Tx, act: Act, session: Session): Promise<Application | null> {
  if (act.kind !== 'choice' && act.kind !== 'withdraw') return null;
  const app = (await tx
    .selectFrom('application')
    .selectAll()
    .where('person_id', '=', act.personId)
    .where('application_id', '=', act.applicationId)
    .executeTakeFirst()) as Application | undefined;
  if (!app || (session.applicationId !== null && session.applicationId !== app.application_id))
    throw outreachErrors.FAMILY_ACT_CLOSED();
  return app;
}

/** The clerk's verb for each kind of act. Returns what was done, in words. */
async function perform(family: Context, act: Act, { app, number, proof }: Begun): Promise<string> {
  if (act.kind === 'wish') return wish(family, act);
  if (act.kind === 'course') return course(family, act);
  if (act.kind === 'leave_course') return leaveCourse(family, act);
  if (act.kind === 'choice') return choose(family, act, app!);
  if (app!.state !== 'withdrawn' && !mayWithdraw(app!.state)) throw outreachErrors.FAMILY_ACT_CLOSED();
  const evidenceFileId = await statement(family, app!, number, proof);
  await withdrawApplication(family, { id: app!.application_id, evidenceFileId, reason: act.reason || '本人网上放弃' });
  return `放弃申请 ${app!.number}`;
}

async function wish(family: Context, act: Extract<Act, { kind: 'wish' }>): Promise<string> {
  const askedOn = family.clock.today();
  const refusalReason = act.study || act.train ? null : act.reason || '本人网上填写：都不愿意';
  await recordWish(family, {
    personId: act.personId,
    year: Number(askedOn.slice(0, 4)),
    study: act.study,
    train: act.train,
    refusalReason,
    askedBy: FAMILY_NAME,
    askedOn,
  });
  const said = [act.study ? '愿意就读技工院校' : '不读技工院校', act.train ? '愿意参加培训' : '不参加培训'];
  return `意愿：${said.join('，')}`;
}

async function choose(family: Context, act: Extract<Act, { kind: 'choice' }>, app: Application): Promise<string> {
  const already = app.entry_key === act.entryKey && app.state === 'city_accepted';
  if (!already && !mayChoose(app.state)) throw outreachErrors.FAMILY_ACT_CLOSED();
  if (already) return `选择 ${app.school_name} ${app.major}`;
  const again = app.state === 'reselect';
  if (again) await reselectChoice(family, { id: app.application_id, entryKey: act.entryKey });
  else await editApplication(family, { id: app.application_id, entryKey: act.entryKey });
  const now = await transactionAs(family.db, family.actor, (tx) =>
    tx
      .selectFrom('application')
      .select(['school_name', 'major'])
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', app.application_id)
      .executeTakeFirstOrThrow(),
  );
  return `${again ? '重选' : '选择'} ${now.school_name} ${now.major}`;
}

async function course(family: Context, act: Extract<Act, { kind: 'course' }>): Promise<string> {
  await chooseCourse(family, { courseId: act.courseId, personIds: [act.personId] });
  return `选培训课程：${await courseName(family, act.courseId)}`;
}

/** Only a choice of the person itself; what is taken back already stays so. */
async function leaveCourse(family: Context, act: Extract<Act, { kind: 'leave_course' }>): Promise<string> {
  const row = await transactionAs(family.db, family.actor, (tx) =>
    tx
      .selectFrom('training_choice')
      .select(['course_id', 'state'])
      .where('person_id', '=', act.personId)
      .where('choice_id', '=', act.choiceId)
      .executeTakeFirst(),
  );
  if (!row) throw outreachErrors.FAMILY_ACT_CLOSED();
  if (row.state !== 'withdrawn') await withdrawChoice(family, { choiceId: act.choiceId });
  return `不参加培训课程：${await courseName(family, row.course_id)}`;
}

const courseName = (family: Context, courseId: string): Promise<string> =>
  transactionAs(family.db, family.actor, async (tx) => {
    const { title, name } = await tx
      .selectFrom('training_course as c')
      .innerJoin('institution as i', 'i.institution_id', 'c.institution_id')
      .select(['c.title', 'i.name'])
      .where('c.course_id', '=', courseId)
      .executeTakeFirstOrThrow();
    return `${title}（${name}）`;
  });

/** The electronic statement that stands for the signed paper: what was declared, when, and by which two proofs. */
async function statement(family: Context, app: Application, receipt: string, proof: Session['proof']): Promise<string> {
  const second = proof === 'message' ? '发往登记手机的一次性验证码' : '本户人员的统一身份认证登录';
  const lines = [
    '放弃申请声明（网上）',
    `申请编号：${app.number}`,
    `回执编号：${receipt}`,
    `声明时间：${family.clock.now().toISOString()}`,
    '声明内容：本人自愿放弃本次就读申请。',
    `身份核验：村（居）委会发放的领取码或受理回执码，加${second}。`,
  ];
  const stream = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
  const { fileId } = await storeUpload(family, { name: `放弃申请声明-${app.number}.txt`, stream, purpose: 'upload' });
  return fileId;
}

async function finish(tx: Tx, family: Context, act: Act, begun: Begun, summary: string): Promise<FamilyReceipt> {
  const at = family.clock.now();
  await tx
    .updateTable('family_act')
    .set({ state: 'done', summary, refusal: null, at })
    .where('person_id', '=', act.personId)
    .where('act_id', '=', begun.actId)
    .execute();
  await audit(tx, family, {
    action: `family.${act.kind}`,
    subjectType: 'family_act',
    subjectId: begun.actId,
    personId: act.personId,
    divisionCode: begun.member.villageCode,
    summary: `${begun.member.name}家庭网上办理 ${begun.number}：${summary}`,
  });
  return { number: begun.number, at: at.toISOString(), summary };
}

async function refuse(tx: Tx, act: Act, begun: Begun, error: AppError): Promise<void> {
  await tx
    .updateTable('family_act')
    .set({ state: 'refused', refusal: error.code })
    .where('person_id', '=', act.personId)
    .where('act_id', '=', begun.actId)
    .where('state', '=', 'begun')
    .execute();
}
