import type { Selectable } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import type { ImportProblem } from '../../platform/db-types.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { amendPerson, amendStagedRow } from '../person/amend-record.ts';
import { correctionOf, PERSONAL_FIELDS, PLACE_FIELDS, type Correction } from './correction.ts';
import { peopleErrors } from '../errors.ts';
import { lockedList, type ListRow } from './list-store.ts';
import { ResolveProblem } from '../schema.ts';
import { PersonSealer } from '../person/seal-person.ts';

type Problem = Selectable<ImportProblem>;

/** More equal cells than this are not settled in one go. */
const AT_ONCE = 2000;

/**
 * Decides one doubtful cell: accepted as stored, corrected to a value, or dismissed with a note. Before publication the staged row changes,
 * afterwards the person, with the old status closed and a new one known from now. With `same`, every open cell of the list with the same
 * content and the same problem is decided alike; never for numbers, telephones, addresses and names, which are each person's own.
 * The same decision again changes nothing.
 * @throws NOT_FOUND, PROBLEM_RESOLVED when decided otherwise, PROBLEM_VALUE_WRONG
 */
export async function resolveProblem(
  ctx: Context,
  input: ResolveProblem,
): Promise<{ resolution: string; decided: number }> {
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
    if (problem.resolution === wanted.resolution) return { resolution: wanted.resolution, decided: 0 };
    if (problem.resolution !== null) throw peopleErrors.PROBLEM_RESOLVED();
    const field = problem.field ?? (problem.code.startsWith('duplicate') ? 'duplicate' : 'household');
    const correction = wanted.resolution === 'corrected' ? await correct(ctx, tx, list, field, wanted.value!) : null;
    const all = [problem, ...(wanted.same ? await equalCells(ctx, tx, problem) : [])];
    for (const one of all) await amend(ctx, tx, list, one, field, wanted.resolution, correction);
    await tx
      .updateTable('import_problem')
      .set({
        resolution: wanted.resolution,
        resolved_by: actor.userId,
        resolved_at: ctx.clock.now(),
        resolution_note: wanted.note ?? null,
        ...(wanted.resolution === 'corrected'
          ? { now: ctx.vault.encrypt(await shownValue(tx, correction!, wanted.value!)) }
          : {}),
      })
      .where('list_id', '=', wanted.listId)
      .where(
        'seq',
        'in',
        all.map((one) => one.seq),
      )
      .execute();
    await audit(tx, ctx, {
      action: 'problem.resolve',
      subjectType: 'import_problem',
      subjectId: `${wanted.listId}/${wanted.seq}`,
      personId: problem.person_id,
      divisionCode: list.area_lo,
      summary: `处理名单问题：第 ${problem.row} 行 ${problem.column_name ?? ''} ${problem.message}${all.length > 1 ? `，相同内容共 ${all.length} 处` : ''}`,
      payload: { resolution: wanted.resolution, field, code: problem.code, seqs: all.map((one) => one.seq) },
    });
    return { resolution: wanted.resolution, decided: all.length };
  });
}

async function amend(
  ctx: Context,
  tx: Tx,
  list: ListRow,
  problem: Problem,
  field: string,
  resolution: string,
  correction: Correction | null,
): Promise<void> {
  if (resolution === 'dismissed' || problem.decision !== 'review') return;
  if (problem.person_id !== null) await amendPerson(ctx, tx, problem.person_id, field, correction);
  else if (problem.list_row !== null && list.state !== 'published')
    await amendStagedRow(tx, list, problem.list_row, field, correction);
}

/** The corrected value as columns; of a place it is the 12-digit code of a village in the list's area. @throws PROBLEM_VALUE_WRONG */
async function correct(ctx: Context, tx: Tx, list: ListRow, field: string, value: string): Promise<Correction> {
  if (!PLACE_FIELDS.has(field)) return correctionOf(field, value, new PersonSealer(ctx.vault));
  const code = /^\d{12}$/.test(value) ? Number(value) : -1;
  const village = await tx
    .selectFrom('division')
    .select('code')
    .where('code', '=', code)
    .where('level', '=', 'village')
    .executeTakeFirst();
  if (!village || code < list.area_lo || code >= list.area_hi) throw peopleErrors.PROBLEM_VALUE_WRONG();
  return { person: {}, status: {}, tokens: null, villageCode: code };
}

async function shownValue(tx: Tx, correction: Correction, value: string): Promise<string> {
  if (correction.villageCode === undefined) return value;
  const row = await tx
    .selectFrom('division')
    .select('name')
    .where('code', '=', correction.villageCode)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row?.name ?? value;
}

/** Other open cells of the list with the same problem in the same column and the same content. */
async function equalCells(ctx: Context, tx: Tx, problem: Problem): Promise<Problem[]> {
  if (problem.field === null || PERSONAL_FIELDS.has(problem.field)) return [];
  const was = ctx.vault.decrypt(problem.was);
  if (was === null) return [];
  const open = await tx
    .selectFrom('import_problem')
    .selectAll()
    .where('list_id', '=', problem.list_id)
    .where('code', '=', problem.code)
    .where('field', '=', problem.field)
    .where('decision', '=', problem.decision)
    .where('resolution', 'is', null)
    .where('seq', '<>', problem.seq)
    .orderBy('row')
    .limit(AT_ONCE)
    .forUpdate()
    .execute();
  return open.filter((one) => ctx.vault.decrypt(one.was) === was);
}
