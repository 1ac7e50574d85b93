import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { markWorkbook, type ImportMark } from '../../platform/sheets/index.ts';
import { listById, type ListRow } from './list-store.ts';
import { ListId } from '../schema.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LEVELS: Record<string, ImportMark['level']> = {
  auto: 'repaired',
  note: 'repaired',
  review: 'doubtful',
  refuse: 'refused',
};

/**
 * The sender's own workbook with every repaired, doubtful and refused cell marked and explained. It holds full numbers, so it goes to
 * offices that import, and each handing out is written to the audit.
 * @throws NOT_FOUND for a list outside the reader's area or whose file is gone
 */
export async function markedWorkbook(ctx: Context, input: ListId): Promise<Download> {
  authorise(ctx, 'register.import');
  const { listId } = ListId.parse(input);
  const list = await read(ctx, (tx) => listById(tx, listId));
  return markedCopy(ctx, list);
}

/**
 * {@link markedWorkbook} for a list that the caller has made sure the reader may have; `more` are marks beside the stored findings.
 * @throws NOT_FOUND when the file is gone
 */
export async function markedCopy(ctx: Context, list: ListRow, more: readonly ImportMark[] = []): Promise<Download> {
  const listId = list.list_id;
  if (!(await ctx.files.exists(list.sha256))) throw errors.NOT_FOUND();
  const marks = [...(await marksOf(ctx, list)), ...more];
  const folder = await mkdtemp(join(tmpdir(), 'jiqiao-marked-'));
  try {
    const path = join(folder, 'marked.xlsx');
    await markWorkbook(ctx.files.pathOf(list.sha256), marks, path);
    await transaction(ctx, (tx) =>
      audit(tx, ctx, {
        action: 'list.marked',
        subjectType: 'source_list',
        subjectId: listId,
        divisionCode: list.area_lo,
        summary: `下载标注后的名单：${list.file_name}`,
        payload: { marks: marks.length },
      }),
    );
    const body = createReadStream(path);
    body.once('close', () => void rm(folder, { recursive: true, force: true }));
    return new Download(`${list.file_name.replace(/\.[^.]*$/, '')}-标注.xlsx`, XLSX, body);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function marksOf(ctx: Context, list: ListRow): Promise<ImportMark[]> {
  const problems = await read(ctx, (tx) =>
    tx.selectFrom('import_problem').selectAll().where('list_id', '=', list.list_id).orderBy('seq').execute(),
  );
  const columns = columnsOf(list.headings);
  return problems.flatMap((p) => {
    const level = LEVELS[p.decision];
    if (level === undefined) return [];
    const column = p.column_name === null ? undefined : columns.get(`${p.sheet}\n${p.column_name}`);
    const was = ctx.vault.decrypt(p.was) ?? undefined;
    const now = ctx.vault.decrypt(p.now) ?? undefined;
    return [
      {
        sheet: p.sheet,
        row: p.row,
        level,
        code: p.code,
        note: p.message,
        was,
        now,
        ...(column === undefined ? {} : { column }),
      },
    ];
  });
}

/** Zero-based column of each heading by sheet, as the reader noted them. */
function columnsOf(headings: unknown): Map<string, number> {
  const columns = new Map<string, number>();
  for (const sheet of Array.isArray(headings) ? (headings as { sheet: string; headings: string[] }[]) : []) {
    for (const [index, heading] of sheet.headings.entries()) columns.set(`${sheet.sheet}\n${heading}`, index);
  }
  return columns;
}
