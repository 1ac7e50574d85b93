import { audit } from '../../platform/audit/audit.ts';
import { authorise, authoriseAny, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { choicesOf, rememberChoices } from './column-choices.ts';
import { peopleErrors } from '../errors.ts';
import { listById, lockedList, updateList } from './list-store.ts';
import { RecheckList } from '../schema.ts';
import { columnsOf, mayRecheck, readSheets } from './show-columns.ts';

const JOBS = { assisted_register: 'people.import-register', wishes: 'people.import-wishes' } as const;
const PERMISSIONS = { assisted_register: 'register.import', wishes: 'wish.record' } as const;

/**
 * Says what headings of a list mean (a field, or null to leave the column out) and has the list checked again with that; headings not named
 * are recognised as usual. What is said is remembered for the sender's next list. Decisions on single cells of the earlier check are gone.
 * @throws NOT_FOUND for another office's list, LIST_COLUMNS_FIXED once published or cancelled, INPUT_INVALID for a field the importer lacks
 */
export async function recheckList(
  ctx: Context,
  input: RecheckList,
): Promise<{ listId: string; jobId: string; state: string }> {
  const actor = authoriseAny(ctx, ['register.import', 'wish.record']);
  const { listId, columns } = RecheckList.parse(input);
  const seen = await read(ctx, (tx) => listById(tx, listId));
  if (seen.sender_unit_id !== actor.unitId) throw errors.NOT_FOUND();
  const kind = seen.kind as keyof typeof JOBS;
  if (!(kind in JOBS) || !mayRecheck(seen)) throw peopleErrors.LIST_COLUMNS_FIXED({ details: { state: seen.state } });
  authorise(ctx, PERMISSIONS[kind]);
  const spec = columnsOf(kind);
  const wrong = columns.findIndex((c) => c.field !== null && !Object.hasOwn(spec, c.field));
  if (wrong >= 0) throw errors.INPUT_INVALID({ fields: [{ path: `columns.${wrong}.field`, message: '没有这一项' }] });
  const headings = (await readSheets(ctx, seen)).sheets.flatMap((s) => s.headings);
  return transaction(ctx, async (tx) => {
    const list = await lockedList(tx, listId);
    if (!mayRecheck(list)) throw peopleErrors.LIST_COLUMNS_FIXED({ details: { state: list.state } });
    const changed = await rememberChoices(tx, ctx, list, columns, headings);
    const before = await tx.selectFrom('job').select('input').where('job_id', '=', list.job_id).executeTakeFirst();
    const jobId = await queueJob(tx, ctx, {
      kind: JOBS[kind],
      title: `按更正的列重新检查：${list.file_name}`,
      input: { ...yearOf(before?.input, list.list_date), listId, autoPublish: false },
    });
    await updateList(tx, listId, {
      state: 'received',
      job_id: jobId,
      column_choices: JSON.stringify(columns),
      refusal_code: null,
      refusal_message: null,
    });
    await audit(tx, ctx, {
      action: 'list.recheck',
      subjectType: 'source_list',
      subjectId: listId,
      divisionCode: list.area_lo,
      summary: `更正名单各列的对应并重新检查：${list.file_name}，${changed} 处改动`,
      payload: { before: choicesOf(list), after: columns },
    });
    return { listId, jobId, state: 'received' };
  });
}

function yearOf(input: unknown, listDate: string): { year: number } {
  const year = (input as { year?: unknown } | null)?.year;
  return { year: typeof year === 'number' ? year : Number(listDate.slice(0, 4)) };
}
