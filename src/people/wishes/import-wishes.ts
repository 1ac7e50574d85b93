import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction, type Tx } from '../../platform/db.ts';
import { jobErrors, type Progress } from '../../platform/jobs.ts';
import { SheetRefused } from '../../platform/sheets/index.ts';
import { choicesOf } from '../lists/column-choices.ts';
import { forgetList, listById, lockedList, updateList, type ListRow } from '../lists/list-store.ts';
import { storeProblems } from '../lists/problem-store.ts';
import { readSurvey, settleSurvey, type SurveyRead } from '../surveys/read-survey.ts';
import { addWishes, type WishAnswer } from './wish-store.ts';
import type { WishRow } from './wishes-sheet.ts';

export type ImportWishes = { listId: string; year: number };
export type ImportedWishes = {
  listId: string;
  state: string;
  rows: number;
  accepted: number;
  review: number;
  refused: number;
};

/**
 * Job: reads a village survey of wishes and keeps the answers of persons found by equal number and equal name (proved); every other row
 * becomes a problem for a person to decide. One transaction: killed anywhere, the answers are there once or not at all.
 */
export async function importWishes(ctx: Context, input: ImportWishes, progress: Progress): Promise<ImportedWishes> {
  authorise(ctx, 'wish.record');
  const { listId, year } = input;
  const list = await read(ctx, (tx) => listById(tx, listId));
  if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
  if (list.state === 'received' || list.state === 'checking') await work(ctx, list, year, progress);
  const done = await read(ctx, (tx) => listById(tx, listId));
  return {
    listId,
    state: done.state,
    rows: done.rows,
    accepted: done.accepted,
    review: done.review,
    refused: done.refused,
  };
}

async function work(ctx: Context, list: ListRow, year: number, progress: Progress): Promise<void> {
  try {
    const area = { lo: list.area_lo, hi: list.area_hi };
    const source = { path: ctx.files.pathOf(list.sha256), name: list.file_name, area, on: list.list_date };
    const survey = await readSurvey(ctx, { ...source, choices: choicesOf(list), signal: progress.signal });
    await progress.report(survey.rows.length, survey.rows.length, '登记意愿');
    await transaction(ctx, (tx) => keep(ctx, tx, list.list_id, survey, year));
  } catch (error) {
    if (error instanceof SheetRefused) {
      const refusal = { state: 'refused', refusal_code: error.code, refusal_message: error.message };
      return transaction(ctx, (tx) => updateList(tx, list.list_id, refusal));
    }
    if (progress.signal.aborted) await transaction(ctx, (tx) => forgetList(ctx, tx, list.list_id));
    throw error;
  }
}

async function keep(ctx: Context, tx: Tx, listId: string, survey: SurveyRead, year: number): Promise<void> {
  const list = await lockedList(tx, listId);
  if (list.state === 'published') return;
  if (list.state === 'cancelled') throw jobErrors.JOB_CANCELLED();
  const { problems, sure, counts } = settleSurvey(survey);
  await addWishes(
    tx,
    sure.flatMap((r) => answerOf(ctx, r, listId, year, list.list_date)),
  );
  await storeProblems(tx, ctx.vault, listId, problems);
  const seq = await sql<{ seq: number }>`select nextval('publication_seq') as seq`.execute(tx);
  await updateList(tx, listId, {
    state: 'published',
    ...counts,
    headings: JSON.stringify([survey.sheet]),
    publication_seq: seq.rows[0]!.seq,
    published_at: ctx.clock.now(),
  });
  await audit(tx, ctx, {
    action: 'wish.import',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: list.area_lo,
    summary: `导入${year}年意愿：${list.file_name}，登记 ${counts.accepted} 人，待核对 ${counts.review} 行`,
    payload: { sha256: list.sha256, accepted: counts.accepted, review: counts.review, refused: counts.refused },
  });
}

/** The answer of a row whose person is proved; none for any other. */
export function answerOf(ctx: Context, r: WishRow, listId: string, year: number, listDate: string): WishAnswer[] {
  if (r.match.decision !== 'auto') return [];
  return [
    {
      wishId: ctx.newId(),
      personId: r.match.person.key,
      villageCode: r.match.person.villageCode,
      year,
      study: r.wishStudy,
      train: r.wishTrain,
      trade: r.trade,
      refusalReason: r.reason,
      askedBy: r.askedBy ?? '',
      askedOn: r.askedOn ?? listDate,
      source: 'list',
      listId,
      evidenceFileId: null,
      recordedBy: ctx.actor!.userId,
      recordedAt: ctx.clock.now(),
    },
  ];
}
