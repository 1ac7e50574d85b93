import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { accessOf } from '../../organizations/index.ts';
import { errors } from '../../platform/errors.ts';
import { registerRecords } from '../../people/index.ts';
import { readCitizenId } from '../../standards/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
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
  const unknown = (reason: AssistedAnswer['reason']): AssistedAnswer => ({
    assisted: 'unknown',
    certainty: null,
    householdTypes: [],
    list: null,
    reason,
  });
  if ('personId' in question) {
    const records = await linkedRecords(tx, question.personId);
    return assistedFrom(await standingsOf(tx, records, knownAt), date, true);
  }
  if (!readCitizenId(question.idNumber).ok) return unknown('number_unusable');
  const records = (await registerRecords(tx, vault, question)).filter((r) => r.source === 'assisted_register');
  const same = records.filter((r) => r.sameName).map((r) => r.personId);
  if (same.length > 0) return assistedFrom(await standingsOf(tx, same, knownAt), date, true);
  if (records.length > 0) return unknown('doubtful');
  return { assisted: 'no', certainty: 'inferred', householdTypes: [], list: null, reason: 'not_found' };
}

async function standingsOf(tx: Tx, personIds: readonly string[], knownAt: number | null): Promise<Standing[]> {
  const found = await sql<Standing>`
    select household_types as "householdTypes", identified_on as "identifiedOn", exited_on as "exitedOn", doubtful_fields as "doubtfulFields", id_state as "idState",
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
    await audit(tx, ctx, {
      action: 'assisted.ask',
      subjectType: 'register',
      subjectId: ctx.requestId,
      divisionCode: actor.divisionCode,
      summary: `核对是否帮扶对象（${date}）`,
      payload: { answer: found.assisted, reason: found.reason },
    });
    return found;
  });
  return { assisted: answer.assisted, certainty: answer.certainty, reason: answer.reason };
}
