import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import {
  findHeader,
  inspectUpload,
  readRows,
  SheetRefused,
  type Cell,
  type ColumnsSpec,
  type SheetRow,
} from '../../platform/sheets/index.ts';
import { choicesOf } from './column-choices.ts';
import { describeSheet, importFields, type DescribedSheet, type ImportField } from './described-sheet.ts';
import { listById, type ListRow } from './list-store.ts';
import { registerColumns } from '../register/sheet/register-columns.ts';
import { ListId } from '../schema.ts';
import { wishColumns } from '../wishes/wishes-columns.ts';

const ROWS_BEFORE_HEADER = 20;
const SAMPLES = 3;

/** One column of a list: what is written above it, which field it was taken for, and the first few values below. */
export type ListColumn = {
  column: number;
  heading: string;
  /** Counts equal headings from the left, from 1. */
  occurrence: number;
  field: string | null;
  state: 'recognised' | 'chosen' | 'ignored' | 'unknown';
  samples: string[];
};

export type ShownColumns = {
  fields: ImportField[];
  sheets: { sheet: string; headerRow: number; columns: ListColumn[]; missing: string[] }[];
  /** Where no header was found: the first rows as written, for a person to say which one is it. */
  firstRows: { row: number; cells: string[] }[];
  /** Whether the choice can still be changed and the list checked again. */
  changeable: boolean;
};

/** The importer's columns for a kind of list. */
export function columnsOf(kind: string): ColumnsSpec {
  return kind === 'wishes' ? wishColumns : registerColumns;
}

/** Whether a list may be read again with other columns: a register until it is published, a survey only when it was refused. */
export function mayRecheck(list: Pick<ListRow, 'kind' | 'state'>): boolean {
  if (list.kind === 'assisted_register') return ['checked', 'refused', 'failed'].includes(list.state);
  return list.kind === 'wishes' && ['refused', 'failed'].includes(list.state);
}

/**
 * What the sender's office sees of how its file is read: every column with its heading, its field and a few values; or the first rows where
 * no header was found. The values are the sender's own, so only the sender's office asks.
 * @throws NOT_FOUND for another office's list
 */
export async function showColumns(ctx: Context, input: ListId): Promise<ShownColumns> {
  const actor = authoriseAny(ctx, ['register.import', 'wish.record']);
  const { listId } = ListId.parse(input);
  const list = await read(ctx, (tx) => listById(tx, listId));
  if (list.sender_unit_id !== actor.unitId) throw errors.NOT_FOUND();
  const spec = columnsOf(list.kind);
  const shown = { fields: importFields(spec), changeable: mayRecheck(list) };
  const { sheets, rows } = await readSheets(ctx, list);
  const asText = (row: SheetRow) => ({ row: row.row, cells: row.cells.map(textOf) });
  return {
    ...shown,
    sheets: sheets.map((sheet) => ({
      sheet: sheet.sheet,
      headerRow: sheet.headerRow,
      columns: columnsIn(sheet, list, rows),
      missing: shown.fields.filter((f) => f.required && sheet.at[f.field] === undefined).map((f) => f.label),
    })),
    firstRows: sheets.length === 0 ? rows.slice(0, ROWS_BEFORE_HEADER).map(asText) : [],
  };
}

/** How the sheets of a list were read, or would be, with the first rows of the first sheet; nothing for a file that cannot be opened. */
export async function readSheets(ctx: Context, list: ListRow): Promise<{ sheets: DescribedSheet[]; rows: SheetRow[] }> {
  const known = (list.headings ?? []) as DescribedSheet[];
  if (!(await ctx.files.exists(list.sha256))) return { sheets: known, rows: [] };
  const path = ctx.files.pathOf(list.sha256);
  try {
    if (known.length > 0) return { sheets: known, rows: await firstRows(path, known[0]!.sheet, known[0]!.headerRow) };
    const document = await inspectUpload(path, list.file_name);
    const first = document.sheets.find((s) => !s.hidden && s.rows > 0);
    if (!first) return { sheets: [], rows: [] };
    const rows = await firstRows(path, first.name, ROWS_BEFORE_HEADER);
    const top = rows.slice(0, ROWS_BEFORE_HEADER);
    const header = findHeader(top, columnsOf(list.kind), first.merges, choicesOf(list));
    return { sheets: header === null ? [] : [describeSheet(header)], rows };
  } catch (error) {
    if (error instanceof SheetRefused) return { sheets: known, rows: [] };
    throw error;
  }
}

async function firstRows(path: string, sheet: string, upTo: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readRows(path, { sheet })) {
    rows.push(row);
    if (row.row > upTo && rows.length >= upTo + SAMPLES) break;
    if (rows.length > upTo + ROWS_BEFORE_HEADER) break;
  }
  return rows;
}

function columnsIn(sheet: DescribedSheet, list: ListRow, rows: readonly SheetRow[]): ListColumn[] {
  const fieldAt = new Map(Object.entries(sheet.at ?? {}).map(([field, column]) => [column, field]));
  const chosen = new Set(choicesOf(list).map((c) => `${c.heading} ${c.occurrence}`));
  const below = rows.filter((r) => r.sheet === sheet.sheet && r.row > sheet.headerRow);
  const counted = new Map<string, number>();
  return sheet.headings.flatMap((written, column) => {
    const heading = written.trim();
    if (heading === '') return [];
    const occurrence = (counted.get(heading) ?? 0) + 1;
    counted.set(heading, occurrence);
    const field = fieldAt.get(column) ?? null;
    const byChoice = chosen.has(`${heading} ${occurrence}`);
    const state = (sheet.ignored ?? []).includes(column)
      ? 'ignored'
      : field === null
        ? 'unknown'
        : byChoice
          ? 'chosen'
          : 'recognised';
    const samples = below.map((r) => textOf(r.cells[column] ?? null)).filter((text) => text !== '');
    return [{ column, heading, occurrence, field, state, samples: samples.slice(0, SAMPLES) } as const];
  });
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.date : String(cell);
}
