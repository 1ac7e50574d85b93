import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction, type Tx } from '../../platform/db.ts';
import type { Progress } from '../../platform/jobs.ts';
import { choicesOf } from '../lists/column-choices.ts';
import { answerOf, type ImportedWishes, type ImportWishes } from './import-wishes.ts';
import { listById, lockedList, updateList, type ListRow } from '../lists/list-store.ts';
import { storeProblems } from '../lists/problem-store.ts';
import { readSurvey, settleSurvey, type SurveyRead } from '../surveys/read-survey.ts';
import { addWishes } from './wish-store.ts';

/**
 * Job: a survey that came again is matched with the register as it is now, so that one sent before the register is not lost. Answers kept
 * before stay, those of people found since are added, the problems are those of today; what a person decided about one stays decided.
 * As long as the register says the same, nothing is written.
 */
export async function judgeWishesAgain(ctx: Context, input: ImportWishes, progress: Progress): Promise<ImportedWishes> {
  authorise(ctx, 'wish.record');
  const { listId, year } = input;
  const list = await read(ctx, (tx) => listById(tx, listId));
  if (list.state === 'published') {
    const area = { lo: list.area_lo, hi: list.area_hi };
    const source = { path: ctx.files.pathOf(list.sha256), name: list.file_name, area, on: list.list_date };
    const survey = await readSurvey(ctx, { ...source, choices: choicesOf(list), signal: progress.signal });
    await progress.report(survey.rows.length, survey.rows.length, '重新核对意愿');
    await transaction(ctx, async (tx) => keep(ctx, tx, await lockedList(tx, listId), survey, year));
  }
  const { state, rows, accepted, review, refused } = await read(ctx, (tx) => listById(tx, listId));
  return { listId, state, rows, accepted, review, refused };
}

async function keep(ctx: Context, tx: Tx, list: ListRow, survey: SurveyRead, year: number): Promise<void> {
  const { problems, sure, counts } = settleSurvey(survey);
  const kept = await keptProblems(tx, list.list_id);
  const told = (p: { row: number; code: string; decision: string }) => `${p.row} ${p.code} ${p.decision}`;
  const same = kept.map(told).sort().join() === problems.map(told).sort().join();
  if (same && list.accepted === counts.accepted) return;
  const added = await addWishes(
    tx,
    sure.flatMap((r) => answerOf(ctx, r, list.list_id, year, list.list_date)),
  );
  await storeProblems(tx, ctx.vault, list.list_id, problems);
  for (const { seq: _seq, row, code, decision, column_name, ...decided } of kept.filter((p) => p.resolution !== null))
    await tx
      .updateTable('import_problem')
      .set(decided)
      .where('list_id', '=', list.list_id)
      .where('row', '=', row)
      .where('code', '=', code)
      .where('decision', '=', decision)
      .where((eb) => eb('column_name', 'is not distinct from', column_name))
      .execute();
  await updateList(tx, list.list_id, counts);
  await audit(tx, ctx, {
    action: 'wish.judge_again',
    subjectType: 'source_list',
    subjectId: list.list_id,
    divisionCode: list.area_lo,
    summary: `按现在的名单重新核对意愿：${list.file_name}，登记 ${counts.accepted} 人（本次新增 ${added} 条）`,
    payload: { sha256: list.sha256, accepted: counts.accepted, added, review: counts.review, refused: counts.refused },
  });
}

function keptProblems(tx: Tx, listId: string) {
  return tx
    .selectFrom('import_problem')
    .select(['seq', 'row', 'code', 'decision', 'column_name'])
    .select(['resolution', 'resolved_by', 'resolved_at', 'resolution_note'])
    .where('list_id', '=', listId)
    .orderBy('seq')
    .execute();
}
