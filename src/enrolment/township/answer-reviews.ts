import { sql } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages, type Message } from '../../platform/messages.ts';
import { roundResult, type Office, type RoundResult } from '../../review/index.ts';
import { familyNotice } from '../application/family-notice.ts';
import { BOTH_LINES, officesAtEach } from '../offices.ts';
import { placesOf } from '../city/places.ts';
import { combinedReason, roundNotice, stepOfRound, unionOfDefects, type OfficeAnswer } from './review-round.ts';
import type { ReviewSettings } from './review-settings.ts';
import type { Decision } from '../schema.ts';
import { takeSteps, type Application, type Defect, type Step } from '../store.ts';
import { STATES } from '../states.ts';

/** One office's answer to one case, with the facts it saw. */
export type NewAnswer = {
  app: Application;
  decision: Decision;
  reasonCode: string | null;
  reason: string | null;
  defects: readonly Defect[];
  facts: Record<string, unknown>;
};

/** The office an actor answers for. @throws NOT_PERMITTED for anyone but a township's two offices */
export function officeOf(actor: Actor): Office {
  if (actor.level === 'township' && (actor.line === 'poverty' || actor.line === 'hr')) return actor.line;
  throw errors.NOT_PERMITTED();
}

/**
 * Writes the answers of one office and closes every round in which both have now answered, set by set. The caller holds the row locks and has
 * checked that each answer may be given. In independent review nothing of an open answer is written where the other office can read it.
 * @returns the cases as they are now
 */
export async function answerReviews(
  tx: Tx,
  ctx: Context,
  office: Office,
  settings: ReviewSettings,
  answers: readonly NewAnswer[],
): Promise<Application[]> {
  if (answers.length === 0) return [];
  await insertAnswers(tx, ctx, office, settings, answers);
  const blind = settings.mode === 'independent';
  const steps = answers.map(({ app, ...a }): Step => {
    const said = { reasonCode: a.reasonCode, reason: a.reason, defects: a.defects, data: { decision: a.decision } };
    return { app, action: 'answer', detail: { office, round: app.round, ...(blind ? {} : said) } };
  });
  const moved = await takeSteps(tx, ctx, steps);
  const complete = moved.filter((a) => a.poverty_decided && a.hr_decided);
  const closed = new Map((await closeRounds(tx, ctx, complete)).map((a) => [a.application_id, a]));
  return moved.map((a) => closed.get(a.application_id) ?? a);
}

async function insertAnswers(
  tx: Tx,
  ctx: Context,
  office: Office,
  settings: ReviewSettings,
  answers: readonly NewAnswer[],
): Promise<void> {
  const actor = ctx.actor!;
  const rows = answers.map((a) => ({
    person_id: a.app.person_id,
    application_id: a.app.application_id,
    round: a.app.round,
    decision: a.decision,
    reason_code: a.reasonCode,
    reason: a.reason,
    defects: a.defects,
    facts: a.facts,
    village_code: a.app.village_code,
  }));
  await sql`insert into application_review (person_id, application_id, round, office, decision, reason_code, reason, defects, facts, mode, user_id,
      user_name, on_behalf_of, unit_id, village_code, at)
    select person_id, application_id, round, ${office}, decision, reason_code, reason, defects, facts, ${settings.mode}, ${actor.userId},
      ${actor.name}, ${actor.onBehalfOf ?? null}, ${actor.unitId}::uuid, village_code, ${ctx.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, application_id uuid, round int, decision text, reason_code text,
      reason text, defects jsonb, facts jsonb, village_code bigint)`.execute(tx);
}

type ClosedRow = {
  application_id: string;
  office: Office;
  decision: Decision;
  reason_code: string | null;
  reason: string | null;
  defects: Defect[];
};
type Closed = { app: Application; result: Exclude<RoundResult, 'pending'>; answers: OfficeAnswer[] };

async function closeRounds(tx: Tx, ctx: Context, apps: readonly Application[]): Promise<Application[]> {
  if (apps.length === 0) return [];
  const keys = apps.map((a) => ({ person_id: a.person_id, application_id: a.application_id, round: a.round }));
  const { rows } =
    await sql<ClosedRow>`select k.application_id, c.* from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k(person_id uuid, application_id uuid, round int) cross join lateral close_review_round(k.person_id, k.application_id, k.round) c`.execute(
      tx,
    );
  const byCase = Map.groupBy(rows, (r) => r.application_id);
  const closed = apps.flatMap((app) => closedRound(app, byCase.get(app.application_id) ?? []));
  const steps = closed.map(({ app, result, answers }): Step => ({
    app,
    action: stepOfRound(result)!,
    detail: {
      round: app.round,
      reason: combinedReason(answers),
      defects: unionOfDefects(answers),
      data: { poverty: answerOf(answers, 'poverty')?.decision, hr: answerOf(answers, 'hr')?.decision },
    },
  }));
  const moved = await takeSteps(tx, ctx, steps, 'system');
  await tellRounds(
    tx,
    ctx,
    closed.map((c, i) => ({ ...c, app: moved[i]! })),
  );
  return moved;
}

const answerOf = (answers: readonly OfficeAnswer[], office: Office) => answers.find((a) => a.office === office);

function closedRound(app: Application, rows: readonly ClosedRow[]): Closed[] {
  const answers = rows.map((r): OfficeAnswer => ({
    office: r.office,
    decision: r.decision,
    reasonCode: r.reason_code,
    reason: r.reason,
    defects: r.defects,
  }));
  const result = roundResult(answerOf(answers, 'poverty')?.decision ?? null, answerOf(answers, 'hr')?.decision ?? null);
  return result === 'pending' ? [] : [{ app, result, answers }];
}

/** One notice a round to the village (or its township, where it has no account) and one to the family; passed cases also reach the county. */
async function tellRounds(tx: Tx, ctx: Context, closed: readonly Closed[]): Promise<void> {
  const onDate = ctx.clock.today();
  const messages: Message[] = [];
  const villages = closed.map((c) => c.app.village_code);
  const units = await officesAtEach(tx, { level: 'village' }, villages, onDate);
  const nameOf = await reviewers(tx, villages, onDate);
  for (const { app, result, answers } of closed) {
    const notice = { ...roundNotice(app, result, answers), kind: `application.round_${result}` };
    const link = `/enrolment/applications/${app.application_id}`;
    const unitName = nameOf(app.village_code);
    messages.push(...(units.get(app.village_code) ?? []).map((u) => ({ ...notice, toUnitId: u.unitId, link })));
    const told = familyNotice(app, { kind: notice.kind, unitName, onDate, reason: null });
    messages.push({ ...told, body: `${unitName}于 ${onDate} 办理：${STATES[app.state]}。\n${notice.body}` });
  }
  messages.push(...(await countyNotices(tx, closed, onDate)));
  await sendMessages(tx, ctx, messages);
}

/** Who decided, as a family knows them: the names of the township's two offices. */
async function reviewers(tx: Tx, villages: readonly number[], onDate: string): Promise<(village: number) => string> {
  const townshipOf = (village: number): number => placesOf(village).townshipCode;
  const offices = await officesAtEach(tx, { level: 'township', lines: BOTH_LINES }, villages.map(townshipOf), onDate);
  return (village) => {
    const names = (offices.get(townshipOf(village)) ?? []).map((o) => o.name);
    return names.length > 0 ? [...new Set(names)].join('、') : '乡镇扶贫部门和人社所';
  };
}

async function countyNotices(tx: Tx, closed: readonly Closed[], onDate: string): Promise<Message[]> {
  const passed = Map.groupBy(
    closed.filter((c) => c.result === 'passed'),
    (c) => c.app.county_code,
  );
  const offices = await officesAtEach(tx, { level: 'county', lines: BOTH_LINES }, [...passed.keys()], onDate);
  return [...passed].flatMap(([county, cases]) =>
    (offices.get(county) ?? []).map((o) => ({
      toUnitId: o.unitId,
      kind: 'application.township_passed',
      title: `乡镇审核通过 ${cases.length} 人，待县级汇总`,
      body: cases.map((c) => `${c.app.person_name}（${c.app.number}）`).join('、'),
      link: '/enrolment/batches',
    })),
  );
}
