import { SheetRefused } from '../sheet-refused.ts';
import type { Cell, ColumnChoice, ColumnsSpec, FoundHeader, MergedRange, SheetRow } from '../types.ts';

/** A header further down than this is not looked for. */
const ROWS_TO_SEARCH = 20;
/** What may stand in brackets behind a heading without changing what the column is: units and hints for filling in. */
const HINT =
  /\((必填|选填|年|月|日|人|岁|元[^)]*|万元|单位[^)]*|格式[^)]*|如[^)]*|例[^)]*|请[^)]*|是\/否|盖章|签字)\)/g;

/** A heading without what clerks vary: width, spaces, line breaks, brackets, stars, punctuation, case. */
export function foldHeading(cell: Cell | undefined): string {
  if (typeof cell !== 'string' && typeof cell !== 'number') return '';
  return String(cell)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

function foldWithoutHint(cell: Cell | undefined): string {
  return typeof cell === 'string' ? foldHeading(cell.normalize('NFKC').replace(/\s/g, '').replace(HINT, '')) : '';
}

/** Whose column it is changes what it is: what names another person is never taken for a hint. */
const OTHER_PERSON = /户主|监护人|家长|父|母|配偶|亲属|联系人|法人|负责人/;
/** Words that clerks put before or behind a heading without changing what it is. */
const BEFORE = /^(所在|所属|是否为|是否)/;
const BEHIND = /(情况|状况|说明|名称|信息)$/;

/**
 * What a heading comes to without brackets of any kind and such words, one for each of its names with a slash between them. Looser than
 * folding: {@link matchHeader} takes it only where it leaves one field and one column.
 */
function looseNames(heading: string): string[] {
  const plain = heading.normalize('NFKC').replace(/\s/g, '');
  const bare = plain.replace(/\(([^()]*)\)/g, (whole, inside: string) => (OTHER_PERSON.test(inside) ? whole : ''));
  const names = bare.split(/[/、]|或/).map((name) => foldHeading(name));
  return names
    .flatMap((name) => [
      name,
      name.replace(BEHIND, ''),
      name.replace(BEFORE, ''),
      name.replace(BEFORE, '').replace(BEHIND, ''),
    ])
    .filter((name) => name !== '');
}

/**
 * The header of a sheet: the row among its first 20 filled rows (or two rows, where headings have two storeys) in which most
 * of the wanted columns are found. Headings match official heading or alias after folding (`foldHeading`); hints in
 * brackets are ignored where nothing matches exactly; of two columns that match, the left one counts. What is left is matched loosely
 * (`looseNames`), where that leaves no doubt.
 * @param rows the first rows of one sheet
 * @param merges of that sheet, so that a heading above several columns reaches all of them
 * @param choices what a person said of single headings; they go before everything the spec knows
 * @returns null where no row holds at least two of the columns (one, if only one is wanted)
 */
export function findHeader<F extends string>(
  rows: readonly SheetRow[],
  columns: ColumnsSpec<F>,
  merges: readonly MergedRange[] = [],
  choices: readonly ColumnChoice[] = [],
): FoundHeader<F> | null {
  const first = rows.slice(0, ROWS_TO_SEARCH).filter(({ sheet }) => sheet === rows[0]?.sheet);
  let best: FoundHeader<F> | null = null;
  for (const row of first) best = better(best, matchHeader(row, row.row, row.cells.map(asText), columns, choices));
  for (const [index, row] of first.entries()) {
    const below = first[index + 1];
    if (below?.row !== row.row + 1) continue;
    best = better(best, matchHeader(below, row.row, twoStoreys(row, below, merges), columns, choices));
  }
  const wanted = Object.keys(columns).length;
  return best !== null && found(best) >= Math.min(2, wanted) ? best : null;
}

/**
 * `findHeader`, or a refusal that names what is wrong: SHEET_HEADER_NOT_FOUND; SHEET_COLUMNS_WRONG with `missing` (official
 * headings of required columns) and `unknown` (headings as written) where a required column is not there.
 */
export function requireHeader<F extends string>(
  rows: readonly SheetRow[],
  columns: ColumnsSpec<F>,
  merges: readonly MergedRange[] = [],
  choices: readonly ColumnChoice[] = [],
): FoundHeader<F> {
  const header = findHeader(rows, columns, merges, choices);
  if (header === null) throw new SheetRefused('SHEET_HEADER_NOT_FOUND');
  if (header.missing.length > 0) {
    const unknown = header.unknown.map(({ heading }) => heading);
    throw new SheetRefused('SHEET_COLUMNS_WRONG', { missing: header.missing, unknown });
  }
  return header;
}

/** Whether a later row is the header once more (a second page pasted below the first): most found columns hold their heading. */
export function isRepeatedHeader(row: SheetRow, header: FoundHeader): boolean {
  const places = headingsOf(header);
  const wanted = Math.max(Math.min(2, places.length), Math.floor(places.length / 2) + 1);
  let unequal = 0;
  for (const [column, heading] of places) {
    const same = heading !== '' && foldHeading(row.cells[column]) === heading;
    // Almost every row is none: it is asked no further once too few columns are left.
    if (!same && ++unequal > places.length - wanted) return false;
  }
  return places.length > 0;
}

/** The found columns of a header with their folded headings, worked out once: every row below is held against them. */
function headingsOf(header: FoundHeader): readonly (readonly [number, string])[] {
  let known = HEADINGS.get(header);
  if (!known) {
    const columns = Object.values(header.columns).filter((column) => column !== undefined);
    known = columns.map((column) => [column, foldHeading(header.headings[column])] as const);
    HEADINGS.set(header, known);
  }
  return known;
}

const HEADINGS = new WeakMap<FoundHeader, readonly (readonly [number, string])[]>();

function found(header: FoundHeader): number {
  return Object.keys(header.columns).length;
}

function better<F extends string>(best: FoundHeader<F> | null, next: FoundHeader<F>): FoundHeader<F> {
  return best === null || found(next) > found(best) ? next : best;
}

function asText(cell: Cell): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

/** Headings of two rows as one: below a group its own heading; without one below, the heading above. */
function twoStoreys(upper: SheetRow, lower: SheetRow, merges: readonly MergedRange[]): string[] {
  const length = Math.max(upper.cells.length, lower.cells.length);
  return Array.from({ length }, (_, column) => {
    const own = asText(lower.cells[column] ?? null);
    const above = asText(upper.cells[anchorColumn(upper.row, column, merges)] ?? null);
    return own === '' ? above : own;
  });
}

function anchorColumn(row: number, column: number, merges: readonly MergedRange[]): number {
  const range = merges.find(
    (merge) => merge.fromRow <= row && row <= merge.toRow && merge.fromColumn <= column && column <= merge.toColumn,
  );
  return range?.fromColumn ?? column;
}

function matchHeader<F extends string>(
  row: SheetRow,
  firstRow: number,
  headings: string[],
  spec: ColumnsSpec<F>,
  choices: readonly ColumnChoice[],
): FoundHeader<F> {
  const fields = Object.keys(spec) as F[];
  const { columns, ignored } = chosen(headings, fields, choices);
  const taken = new Set<number>([...ignored, ...(Object.values(columns) as number[])]);
  for (const fold of [foldHeading, foldWithoutHint]) {
    const folded = headings.map((heading) => fold(heading));
    for (const field of fields) {
      if (columns[field] !== undefined) continue;
      const names = [spec[field].heading, ...(spec[field].aliases ?? [])].map((name) => fold(name));
      const column = folded.findIndex((heading, at) => heading !== '' && !taken.has(at) && names.includes(heading));
      if (column === -1) continue;
      columns[field] = column;
      taken.add(column);
    }
  }
  matchLoosely(headings, spec, columns, taken);
  return {
    sheet: row.sheet,
    firstRow,
    row: row.row,
    columns,
    headings,
    ignored: [...ignored],
    unknown: headings.flatMap((heading, column) =>
      taken.has(column) || foldHeading(heading) === '' ? [] : [{ column, heading }],
    ),
    missing: fields
      .filter((field) => spec[field].required === true && columns[field] === undefined)
      .map((field) => spec[field].heading),
  };
}

/** Gives fields that have no column yet the one heading that can only mean them. */
function matchLoosely<F extends string>(
  headings: readonly string[],
  spec: ColumnsSpec<F>,
  columns: Partial<Record<F, number>>,
  taken: Set<number>,
): void {
  const fields = Object.keys(spec) as F[];
  const namesOf = (field: F): Set<string> =>
    new Set([spec[field].heading, ...(spec[field].aliases ?? [])].flatMap(looseNames));
  const names = new Map(fields.map((field) => [field, namesOf(field)]));
  const pairs = headings.flatMap((heading, column) => {
    const loose = taken.has(column) ? [] : looseNames(heading);
    return fields
      .filter((field) => loose.some((name) => names.get(field)!.has(name)))
      .map((field) => ({ column, field }));
  });
  for (const { column, field } of pairs) {
    const alone = pairs.filter((pair) => pair.column === column || pair.field === field).length === 1;
    if (!alone || columns[field] !== undefined) continue;
    columns[field] = column;
    taken.add(column);
  }
}

/** Columns that a person placed: the nth heading of that name, folded. A choice whose heading is not here says nothing. */
function chosen<F extends string>(
  headings: readonly string[],
  fields: readonly F[],
  choices: readonly ColumnChoice[],
): { columns: Partial<Record<F, number>>; ignored: Set<number> } {
  const columns: Partial<Record<F, number>> = {};
  const ignored = new Set<number>();
  const folded = headings.map((heading) => foldHeading(heading));
  for (const { heading, occurrence, field } of choices) {
    const wanted = foldHeading(heading);
    const column = folded.flatMap((text, at) => (text === wanted ? [at] : []))[occurrence - 1];
    if (column === undefined || wanted === '') continue;
    if (field === null) ignored.add(column);
    else if (fields.includes(field as F)) columns[field as F] = column;
  }
  return { columns, ignored };
}
