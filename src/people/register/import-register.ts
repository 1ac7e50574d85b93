import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Progress } from '../../platform/jobs.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { checkRegister } from './check-register.ts';
import { forgetList, listById, lockedList, updateList } from '../lists/list-store.ts';
import { publishRegister } from './publish-register.ts';
import { dropStaged } from './staging/staging.ts';

export type ImportRegister = { listId: string; autoPublish?: boolean };
export type CheckedRegister = {
  listId: string;
  state: string;
  rows: number;
  accepted: number;
  review: number;
  refused: number;
};

/**
 * Job: reads a received register, repairs what can be repaired, stages the rows and stores the problems; the list is then 'checked' and
 * waits for publication. Killed anywhere it starts again from the file; a cancelled one leaves nothing; a file that cannot be
 * read ends as 'refused' with the reason. With autoPublish it goes on to publish.
 */
export async function importRegister(
  ctx: Context,
  input: ImportRegister,
  progress: Progress,
): Promise<CheckedRegister> {
  authorise(ctx, 'register.import');
  const { listId } = input;
  try {
    await checkRegister(ctx, listId, progress);
    const list = await read(ctx, (tx) => listById(tx, listId));
    if (input.autoPublish && list.state === 'checked') await publishRegister(ctx, { listId }, progress);
  } catch (error) {
    await settle(ctx, listId, error);
  }
  const list = await read(ctx, (tx) => listById(tx, listId));
  return {
    listId,
    state: list.state,
    rows: list.rows,
    accepted: list.accepted,
    review: list.review,
    refused: list.refused,
  };
}

/** What is left of a list whose check did not end well. @throws what is not the list's own end */
async function settle(ctx: Context, listId: string, error: unknown): Promise<void> {
  if (error instanceof SheetRefused || (error instanceof AppError && error.code === 'LIST_EMPTY')) {
    await dropStaged(ctx, listId);
    const refusal = { state: 'refused', refusal_code: error.code, refusal_message: error.message };
    return transaction(ctx, async (tx) => {
      await updateList(tx, listId, refusal);
      const subject = { subjectType: 'source_list', subjectId: listId, divisionCode: ctx.actor?.divisionCode ?? null };
      await audit(tx, ctx, { action: 'list.refuse', ...subject, summary: `名单不能导入：${error.message}` });
    });
  }
  if (error instanceof AppError && error.code === 'JOB_CANCELLED') {
    await transaction(ctx, async (tx) => {
      const list = await lockedList(tx, listId);
      if (list.state !== 'published') await forgetList(ctx, tx, listId);
    });
  }
  throw error;
}
