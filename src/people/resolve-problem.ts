import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { correctionOf, type Correction } from './correction.ts';
import { peopleErrors } from './errors.ts';
import { lockedList, type ListRow } from './list-store.ts';
import { nextPublication } from './publication.ts';
import { ResolveProblem } from './schema.ts';
import { PersonSealer } from './seal-person.ts';
import { currentStatus, lockedPerson, reviseStatus } from './status-store.ts';

/**
 * Decides one doubtful cell: accepted as stored, corrected to a value, or dismissed with a note. Before publication the staged row changes,
 * afterwards the person, with the old status closed and a new one known from now. The same decision again changes nothing.
 * @throws NOT_FOUND, PROBLEM_RESOLVED when decided otherwise, PROBLEM_VALUE_WRONG
 */
export async function resolveProblem(ctx: Context, input: ResolveProblem): Promise<{ resolution: string }> {
  const actor = authorise(ctx, 'register.import');
  const wanted = ResolveProblem.parse(input);
  if (wanted.resolution === 'corrected' && !wanted.value) throw peopleErrors.PROBLEM_VALUE_WRONG();
  return transaction(ctx, async (tx) => {
    const list = await lockedList(tx, wanted.listId);
    const problem = await tx
      .selectFrom('import_problem')
      .selectAll()
      .where('list_id', '=', wanted.listId)
      .where('seq', '=', wanted.seq)
      .forUpdate()
      .executeTakeFirst();
    if (!problem) throw errors.NOT_FOUND();
    if (problem.resolution === wanted.resolution) return { resolution: wanted.resolution };
    if (problem.resolution !== null) throw peopleErrors.PROBLEM_RESOLVED();
    const field = problem.field ?? (problem.code.startsWith('duplicate') ? 'duplicate' : 'household');
    const correction =
      wanted.resolution === 'corrected' ? correctionOf(field, wanted.value!, new PersonSealer(ctx.vault)) : null;
    if (wanted.resolution !== 'dismissed' && problem.decision === 'review') {
      if (problem.person_id !== null) await amendPerson(ctx, tx, problem.person_id, field, correction);
      else if (problem.list_row !== null && list.state !== 'published')
        await amendStagedRow(tx, list, problem.list_row, field, correction);
    }
    await tx
      .updateTable('import_problem')
      .set({
        resolution: wanted.resolution,
        resolved_by: actor.userId,
        resolved_at: ctx.clock.now(),
        resolution_note: wanted.note ?? null,
        ...(wanted.resolution === 'corrected' ? { now: ctx.vault.encrypt(wanted.value!) } : {}),
      })
      .where('list_id', '=', wanted.listId)
      .where('seq', '=', wanted.seq)
      .execute();
    await audit(tx, ctx, {
      action: 'problem.resolve',
      subjectType: 'import_problem',
      subjectId: `${wanted.listId}/${wanted.seq}`,
      personId: problem.person_id,
      divisionCode: list.area_lo,
      summary: `处理名单问题：第 ${problem.row} 行 ${problem.column_name ?? ''} ${problem.message}`,
      payload: { resolution: wanted.resolution, field, code: problem.code },
    });
    return { resolution: wanted.resolution };
  });
}

async function amendPerson(
  ctx: Context,
  tx: Tx,
  personId: string,
  field: string,
  correction: Correction | null,
): Promise<void> {
  const person = await lockedPerson(tx, personId);
  const status = await currentStatus(tx, personId);
  const seq = await nextPublication(tx);
  if (status) {
    const doubtful = status.doubtful_fields.filter((f) => f !== field);
    await reviseStatus(tx, status, seq, null, { ...correction?.status, doubtful_fields: doubtful });
  }
  if (!correction || Object.keys(correction.person).length === 0) return;
  await tx
    .updateTable('person')
    .set((eb) => ({ ...correction.person, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .execute();
  if (correction.tokens) await replaceTokens(tx, personId, person.village_code, correction.tokens);
  if (field !== 'id_number') return;
  await tx
    .insertInto('person_event')
    .values({
      person_id: personId,
      event_id: ctx.newId(),
      kind: 'number_corrected',
      on_date: ctx.clock.today(),
      village_code: person.village_code,
      reason: '核对名单问题',
      known_from: seq,
      recorded_by: ctx.actor!.userId,
      recorded_at: ctx.clock.now(),
    })
    .execute();
}

async function replaceTokens(tx: Tx, personId: string, villageCode: number, tokens: string[]): Promise<void> {
  await tx.deleteFrom('person_token').where('person_id', '=', personId).execute();
  await sql`insert into person_token (person_id, token, village_code) select ${personId}, t::bigint, ${villageCode} from unnest(${tokens}::text[]) as t`.execute(
    tx,
  );
}

async function amendStagedRow(
  tx: Tx,
  list: ListRow,
  listRow: number,
  field: string,
  correction: Correction | null,
): Promise<void> {
  const values = { ...correction?.person, ...correction?.status };
  await tx
    .updateTable('staging_person')
    .set({ ...values, doubtful_fields: sql<string[]>`array_remove(doubtful_fields, ${field})` })
    .where('list_id', '=', list.list_id)
    .where('list_row', '=', listRow)
    .execute();
  if (!correction?.tokens) return;
  await sql`update staging_person set tokens = ${correction.tokens}::text[]::bigint[] where list_id = ${list.list_id} and list_row = ${listRow}`.execute(
    tx,
  );
}
