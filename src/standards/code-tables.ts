import education from '../../reference/codes/education.json' with { type: 'json' };
import employmentStatus from '../../reference/codes/employment-status.json' with { type: 'json' };
import ethnic from '../../reference/codes/ethnic.json' with { type: 'json' };
import health from '../../reference/codes/health.json' with { type: 'json' };
import marital from '../../reference/codes/marital.json' with { type: 'json' };
import political from '../../reference/codes/political.json' with { type: 'json' };
import relationship from '../../reference/codes/relationship.json' with { type: 'json' };
import sex from '../../reference/codes/sex.json' with { type: 'json' };
import urbanRural from '../../reference/codes/urban-rural.json' with { type: 'json' };
import { halfWidth } from './number-text.ts';
import { foldScript } from './script-folding.ts';

interface TableFile {
  standard: string;
  codes: Record<string, string>;
  aliases: Record<string, string>;
}

/** One entry of a code table, in the order of the standard. */
export interface CodeEntry {
  code: string;
  name: string;
}

const FILES = {
  ethnic,
  sex,
  education,
  political,
  marital,
  relationship,
  health,
  'employment-status': employmentStatus,
  'urban-rural': urbanRural,
} satisfies Record<string, TableFile>;

/** The name of a national code table: ethnic is GB/T 3304, sex GB/T 2261.1, education GB/T 4658, relationship GB/T 4761 … */
export type CodeTable = keyof typeof FILES;

/** All tables. */
export const CODE_TABLES = Object.keys(FILES) as CodeTable[];

const files: Record<CodeTable, TableFile> = FILES;
const codesByWord = new Map(CODE_TABLES.map((table) => [table, wordsOf(table)]));

/**
 * The code of a name as clerks write it: the standard's name, another word for it, or the code itself; blanks, width and script do
 * not matter, a missing 族 neither. Null when the word is not known: never the nearest one.
 */
export function codeOf(table: CodeTable, word: string): string | null {
  const key = keyOf(word);
  const words = codesByWord.get(table)!;
  const found = words.get(key) ?? (table === 'relationship' ? words.get(key.replace(/^之/, '')) : undefined);
  return found ?? (table === 'ethnic' ? words.get(`${key}族`) : undefined) ?? null;
}

/** The standard's name of a code; null when the table has no such code. */
export function nameOf(table: CodeTable, code: string): string | null {
  return Object.hasOwn(files[table].codes, code) ? files[table].codes[code]! : null;
}

/** The whole table in the order of the standard, for pickers. */
export function codeEntries(table: CodeTable): CodeEntry[] {
  return Object.entries(files[table].codes)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The standard a table comes from, e.g. `GB/T 3304-1991`. */
export function standardOf(table: CodeTable): string {
  return files[table].standard;
}

function wordsOf(table: CodeTable): Map<string, string> {
  const { codes, aliases } = files[table];
  const words = new Map(Object.entries(aliases).map(([word, code]) => [keyOf(word), code]));
  for (const [code, name] of Object.entries(codes)) words.set(keyOf(name), code).set(code, code);
  return words;
}

function keyOf(word: string): string {
  return foldScript(halfWidth(word).replace(/\s/g, '').toUpperCase());
}
