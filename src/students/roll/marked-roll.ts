import { institutionList, markedCopy } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Download } from '../../platform/http.ts';
import { RollId } from './roll-schema.ts';

/** The school's own workbook with every repaired, doubtful and refused cell marked. It holds full numbers: only for who imports, each handing out in the audit. @throws NOT_FOUND */
export async function markedRoll(ctx: Context, input: RollId): Promise<Download> {
  const actor = authorise(ctx, 'student.import');
  const { listId } = RollId.parse(input);
  const list = await read(ctx, (tx) => institutionList(tx, actor, listId, 'students'));
  return markedCopy(ctx, list);
}
