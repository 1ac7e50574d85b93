import { sql, type RawBuilder } from 'kysely';

/** Lists of a type, as they are cast. */
const LIST_OF = {
  uuid: sql`uuid[]`,
  text: sql`text[]`,
  int: sql`int[]`,
  bigint: sql`bigint[]`,
  numeric: sql`numeric[]`,
  boolean: sql`boolean[]`,
  date: sql`date[]`,
  jsonb: sql`jsonb[]`,
} as const;
export type ColumnType = keyof typeof LIST_OF;

/** The value of one column in a row; lists are given as PostgreSQL writes them (see `arrayText`) and cast where they are used, because columns cannot hold lists. */
type ColumnOf<R> = { type: ColumnType; of: (row: R) => string | number | boolean | null };

/** Types whose values may hold what a list is written with. */
const QUOTED: readonly ColumnType[] = ['text', 'jsonb'];

/** A list as PostgreSQL writes it; written once, however many statements are given it. */
function listText<R>(rows: readonly R[], { type, of }: ColumnOf<R>): string {
  const quoted = QUOTED.includes(type);
  const written = rows.map((row) => {
    const value = of(row);
    if (value === null) return 'NULL';
    return quoted ? `"${String(value).replace(/["\\]/g, '\\$&')}"` : String(value);
  });
  return arrayText(written);
}

/**
 * Rows for `insert … select … from` and the like, sent as one list for each column: PostgreSQL reads them in a third of the time that it takes to read them as JSON.
 * Answers `unnest($1::uuid[], …) as r(person_id, …)`, columns in the order given.
 */
export function rowsAsColumns<R>(rows: readonly R[], columns: Record<string, ColumnOf<R>>): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const lists = Object.values(columns).map((column) => sql`${listText(rows, column)}::${LIST_OF[column.type]}`);
  return sql`unnest(${sql.join(lists)}) as r(${sql.join(names.map((name) => sql.ref(name)))})`;
}

/** A list of words or ids without commas, quotes or braces as PostgreSQL writes one. */
export const arrayText = (words: readonly (string | number)[]): string => `{${words.join(',')}}`;
