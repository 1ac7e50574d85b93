import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { accessOf, mayShow } from '../../organizations/index.ts';
import { errors } from '../../platform/errors.ts';
import { recordsOfNumbers } from '../../people/index.ts';
import { readCitizenId } from '../../standards/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import { assistedFrom, type AssistedAnswer, type Standing } from './assisted.ts';
import { linkedRecords } from '../records/linked-records.ts';
import { AskAssisted } from '../schema.ts';

export type AssistedQuestion = { personId: string } | { idNumber: string; name: string };

/**
 * Was this person in the register on `date` (yyyy-mm-dd), as known at publication `knownAt` (default: now)? Asked by record, over its proved links,
 * or by exact number and name. Never guesses: a number that does not hold, or a different name, is 'unknown'.
 * Sees what the transaction's reader may see, so "not found" is inferred: a verb that needs the whole register asks with the system's view.
 */
export async function assistedOn(
  tx: Tx,
  vault: Vault,
  question: AssistedQuestion,
  date: string,
  knownAt: number | null = null,
): Promise<AssistedAnswer> {
  if ('personId' in question) {
    const records = await linkedRecords(tx, question.personId);
    return assistedFrom(await standingsOf(tx, records, knownAt), date, true);
  }
  const read = readCitizenId(question.idNumber);
  if (!read.ok) return unknown('number_unusable');
  const index = vault.index('id', read.id18)!;
  return (await assistedOfNumbers(tx, [{ index, name: question.name, date }], knownAt))[0]!;
}

/** Whom the question is about where only the blind index of the number is kept. */
export type NumberQuestion = { index: Buffer; name: string; date: string };

/** {@link assistedOn} by exact number and name for many at once, in their order. */
export async function assistedOfNumbers(
  tx: Tx,
  questions: readonly NumberQuestion[],
  knownAt: number | null = null,
): Promise<AssistedAnswer[]> {
  const found = (await recordsOfNumbers(tx, questions)).map((of) => of.filter((r) => r.source === 'assisted_register'));
  const same = found.map((of) => of.filter((r) => r.sameName).map((r) => r.personId));
  const standings = await standingsOf(tx, [...new Set(same.flat())], knownAt);
  const byPerson = Map.groupBy(standings, (s) => s.personId);
  return questions.map(({ date }, i) => {
    const ids = same[i]!;
    if (ids.length > 0)
      return assistedFrom(
        ids.flatMap((id) => byPerson.get(id) ?? []),
        date,
        true,
      );
    return found[i]!.length > 0 ? unknown('doubtful') : NOT_FOUND;
  });
}

const NOBODY = { certainty: null, householdTypes: [], identifiedOn: null, list: null } as const;
const NOT_FOUND: AssistedAnswer = { ...NOBODY, assisted: 'no', certainty: 'inferred', reason: 'not_found' };
const unknown = (reason: AssistedAnswer['reason']): AssistedAnswer => ({ ...NOBODY, assisted: 'unknown', reason });

async function standingsOf(
  tx: Tx,
  personIds: readonly string[],
  knownAt: number | null,
): Promise<(Standing & { personId: string })[]> {
  const found = await sql<Standing & { personId: string }>`
    select person_id as "personId", household_types as "householdTypes", identified_on as "identifiedOn", exited_on as "exitedOn", doubtful_fields as "doubtfulFields", id_state as "idState",
      valid_from as "validFrom", valid_to as "validTo", list_id as "listId", list_row as "listRow"
    from fact_assisted where person_id = any(${[...personIds]}::uuid[])
      and (${knownAt}::bigint is null and known_to is null or known_from <= ${knownAt} and (known_to is null or known_to > ${knownAt}))`.execute(
    tx,
  );
  return found.rows;
}

/**
 * The same question asked by an office that may compare but not see the register: a yes, no or unknown, and an audit entry. Answers for the
 * whole register with the system's view, and tells nothing but the answer.
 * @throws NOT_PERMITTED when the department line may not even ask
 */
export async function askAssisted(
  ctx: Context,
  input: AskAssisted,
): Promise<Pick<AssistedAnswer, 'assisted' | 'certainty' | 'reason'>> {
  const actor = authorise(ctx, 'people.read');
  const { idNumber, name, date, knownAt } = AskAssisted.parse(input);
  if (accessOf(actor.line as never, 'person_status').right === 'none') throw errors.NOT_PERMITTED();
  const answer = await transactionAs(ctx.db, 'system', async (tx) => {
    const found = await assistedOn(tx, ctx.vault, { idNumber, name }, date, knownAt ?? null);
    await noteAsked(tx, ctx, actor, `核对是否帮扶对象（${date}）`, { answer: found.assisted, reason: found.reason });
    return found;
  });
  return { assisted: answer.assisted, certainty: answer.certainty, reason: answer.reason };
}

/**
 * The same question about many persons whom an office names in its own records (`purpose`), by the blind index of their numbers, with one audit entry. Kinds
 * and days are told only to lines that may read them.
 * @throws NOT_PERMITTED when the department line may not even ask
 */
export async function askAssistedOf(
  ctx: Context,
  questions: readonly NumberQuestion[],
  purpose: string,
): Promise<AssistedAnswer[]> {
  const actor = authorise(ctx, 'people.read');
  const line = actor.line as never;
  if (accessOf(line, 'person_status').right === 'none') throw errors.NOT_PERMITTED();
  const told = mayShow(line, 'person_status', 'household_types') && mayShow(line, 'person_status', 'identified_on');
  return transactionAs(ctx.db, 'system', async (tx) => {
    const found = await assistedOfNumbers(tx, questions);
    const yes = found.filter((f) => f.assisted === 'yes').length;
    await noteAsked(tx, ctx, actor, `核对是否帮扶对象：${purpose}`, { asked: questions.length, yes });
    return told ? found : found.map((f) => ({ ...f, householdTypes: [], identifiedOn: null }));
  });
}

function noteAsked(tx: Tx, ctx: Context, actor: Actor, summary: string, payload: Record<string, unknown>) {
  return audit(tx, ctx, {
    action: 'assisted.ask',
    subjectType: 'register',
    subjectId: ctx.requestId,
    divisionCode: actor.divisionCode,
    summary,
    payload,
  });
}
