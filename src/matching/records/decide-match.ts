import { sql } from 'kysely';
import { nextPublication } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { scopeOf } from '../../organizations/index.ts';
import { matchingErrors } from '../errors.ts';
import { linkAll } from './record-store.ts';
import { DecideMatch } from '../schema.ts';

export type DecidedMatch = {
  personId: string;
  decision: 'decided' | 'refused';
  registerPersonId: string | null;
  knownFrom: number;
};

type Current = {
  person_id: string;
  match_id: string;
  decision: string;
  register_person_id: string | null;
  candidates: string[];
  village_code: number;
  institution_id: string;
};

/**
 * An office decides a doubtful match of a roll or roster: the offered person is the one (`same`), or nobody of the register is. The answer joins
 * or leaves the link book as inferred, never as proved, and counts from a publication of its own, so that figures as known before stay. A
 * decision may be changed by another; the same again changes nothing.
 * @throws NOT_FOUND outside the area, MATCH_PROVED for what needs no decision, MATCH_NOT_OFFERED for a person who was not offered
 */
export async function decideMatch(ctx: Context, input: DecideMatch): Promise<DecidedMatch> {
  const actor = authorise(ctx, 'match.decide');
  const given = DecideMatch.parse(input);
  const areas = scopeOf(actor);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const current = await currentMatch(tx, given.personId);
    if (!current || !areas.some((a) => a.lo <= current.village_code && current.village_code < a.hi))
      throw errors.NOT_FOUND();
    if (current.decision === 'auto') throw matchingErrors.MATCH_PROVED();
    const chosen = given.same ? (given.registerPersonId ?? current.candidates[0] ?? null) : null;
    if (given.same && (chosen === null || !current.candidates.includes(chosen)))
      throw matchingErrors.MATCH_NOT_OFFERED();
    return settle(tx, ctx, current, { same: given.same, chosen, reason: given.reason });
  });
}

/**
 * The same answer given on a row of a comparison, in the caller's transaction with the system's view: the standing match of the record follows it.
 * Nothing happens where the record stands matched to nobody or proved. The caller has judged who may answer.
 */
export async function settleMatch(
  tx: Tx,
  ctx: Context,
  personId: string,
  answer: { same: boolean; chosen: string | null; reason: string },
): Promise<void> {
  const current = await currentMatch(tx, personId);
  if (current && current.decision !== 'auto') await settle(tx, ctx, current, answer);
}

/** An answer is taken back: the standing match of the record is offered again and leaves the link book. Nothing happens where nobody decided. */
export async function reopenMatch(tx: Tx, ctx: Context, personId: string, note: string): Promise<void> {
  const current = await currentMatch(tx, personId);
  if (current?.decision !== 'decided' && current?.decision !== 'refused') return;
  const seq = await nextPublication(tx);
  await replace(tx, ctx, current, { decision: 'offered', chosen: null, seq, note });
  await undoLink(tx, ctx, current);
}

/** Whether a record stands matched by equal number and name, found so or corrected so. */
export async function isProved(tx: Tx, record: string): Promise<boolean> {
  return (await currentMatch(tx, record))?.decision === 'auto';
}

/**
 * The record and the person have equal number and name now: the standing match needs no decision any more and carries money. The caller has
 * compared them.
 */
export async function proveMatch(tx: Tx, ctx: Context, record: string, person: string, note: string): Promise<void> {
  const current = await currentMatch(tx, record);
  if (!current || current.decision === 'auto') return;
  const seq = await nextPublication(tx);
  await replace(tx, ctx, current, { decision: 'auto', chosen: person, seq, note });
  await undoLink(tx, ctx, current);
  await linkAll(tx, ctx, [{ record, person }], 'proved', 'id_exact_name');
}

async function settle(
  tx: Tx,
  ctx: Context,
  current: Current,
  { same, chosen, reason }: { same: boolean; chosen: string | null; reason: string },
): Promise<DecidedMatch> {
  const decision = same ? 'decided' : 'refused';
  const decided = { personId: current.person_id, decision, registerPersonId: chosen } as const;
  if (current.decision === decision && current.register_person_id === chosen) return { ...decided, knownFrom: 0 };
  const seq = await nextPublication(tx);
  await replace(tx, ctx, current, { decision, chosen, seq, note: reason });
  await relink(tx, ctx, current, chosen);
  await audit(tx, ctx, {
    action: 'match.decide',
    subjectType: 'record_match',
    subjectId: current.match_id,
    personId: current.person_id,
    divisionCode: current.village_code,
    institutionId: current.institution_id,
    summary: same ? '核对身份：与名单中的人是同一人' : '核对身份：不是名单中的人',
    payload: { registerPersonId: chosen, before: current.decision, reason },
  });
  return { ...decided, knownFrom: seq };
}

async function currentMatch(tx: Tx, personId: string): Promise<Current | undefined> {
  const found =
    await sql<Current>`select person_id, match_id, decision, register_person_id, candidates, village_code, institution_id from record_match
    where person_id = ${personId} and known_to is null for update`.execute(tx);
  return found.rows[0];
}

async function replace(
  tx: Tx,
  ctx: Context,
  current: Current,
  next: { decision: string; chosen: string | null; seq: number; note: string },
): Promise<void> {
  await sql`update record_match set known_to = ${next.seq} where person_id = ${current.person_id} and match_id = ${current.match_id}`.execute(
    tx,
  );
  await sql`insert into record_match (person_id, match_id, source, list_id, list_row, institution_id, village_code, decision, register_person_id, reason, candidates, known_from,
      decided_by, decided_name, decided_at, note)
    select person_id, ${ctx.newId()}, source, list_id, list_row, institution_id, village_code, ${next.decision}, ${next.chosen}, reason, candidates, ${next.seq},
      ${ctx.actor!.userId}, ${ctx.actor!.name}, ${ctx.clock.now()}, ${next.note}
    from record_match where person_id = ${current.person_id} and match_id = ${current.match_id}`.execute(tx);
}

/** Takes the record out of the link that a former decision made, and joins it to the person chosen now. */
async function relink(tx: Tx, ctx: Context, current: Current, chosen: string | null): Promise<void> {
  await undoLink(tx, ctx, current);
  if (chosen !== null) await linkAll(tx, ctx, [{ record: current.person_id, person: chosen }], 'inferred', 'decided');
}

async function undoLink(tx: Tx, ctx: Context, current: Current): Promise<void> {
  if (current.decision === 'decided')
    await sql`insert into identity_link (person_id, link_id, canonical_id, valid, certainty, rule, recorded_at, recorded_by)
      select l.person_id, ${ctx.newId()}, l.canonical_id, false, l.certainty, 'undone', ${ctx.clock.now()}, ${ctx.actor!.userId}
      from identity_link l where l.person_id = ${current.person_id} order by l.recorded_at desc, l.link_id desc limit 1`.execute(
      tx,
    );
}
