import type { Problem } from '../standards/cleaning/index.ts';
import type { ExpectedProblem } from './sample-files.ts';

/** How well an import found what is wrong with a sample file. */
export interface Score {
  expected: number;
  found: number;
  /** Expected (row, kind) that were not found. */
  missed: string[];
  /** Found (row, kind) that are not expected. */
  invented: string[];
  /** Repairs with another value than expected. */
  wrongRepairs: string[];
  /** Findings with another decision than expected. */
  wrongDecisions: string[];
}

/** Which found findings stand for which expected kinds. */
export interface ScoreRules {
  /** Kind as found or expected to the kind both are counted under. */
  same?: Readonly<Record<string, string>>;
  /** Kinds that cannot show in this form of the file. */
  without?: readonly string[];
  /** The answers list only one half of each pair of rows: either half, as found, will do. */
  pairs?: boolean;
}

const sameKinds: Readonly<Record<string, string>> = { id_typo: 'id_check_wrong' };

/** Compares findings with the answers by (row, kind), and the values of repairs cell by cell. */
export function score(found: readonly Problem[], expected: readonly ExpectedProblem[], rules: ScoreRules = {}): Score {
  const kindOf = (kind: string): string => rules.same?.[kind] ?? sameKinds[kind] ?? kind;
  const wanted = expected.filter(({ kind }) => !rules.without?.includes(kind));
  const keyOf = (row: number | undefined, kind: string): string => `${row} ${kindOf(kind)}`;
  const foundKeys = new Map(found.map((one) => [keyOf(one.row, one.code), one]));
  const wantedKeys = new Map(wanted.map((one) => [keyOf(one.row ?? one.record, one.kind), one]));
  const partners = new Set<string>();
  if (rules.pairs) {
    for (const one of found) {
      if (!wantedKeys.has(keyOf(one.row, one.code))) continue;
      for (const row of one.otherRows ?? []) partners.add(keyOf(row, one.code));
    }
  }
  const missed = [...wantedKeys.keys()].filter((key) => !foundKeys.has(key));
  const invented = [...foundKeys.keys()].filter((key) => !wantedKeys.has(key) && !partners.has(key));
  const both = [...wantedKeys].filter(([key]) => foundKeys.has(key));
  return {
    expected: wantedKeys.size,
    found: wantedKeys.size - missed.length,
    missed,
    invented,
    wrongDecisions: both.filter(([key, one]) => foundKeys.get(key)?.decision !== one.decision).map(([key]) => key),
    wrongRepairs: both
      .filter(([, one]) => one.decision === 'auto' && one.column !== undefined)
      .filter(([key, one]) => !sameValue(foundKeys.get(key)?.now ?? null, one.cleaned))
      .map(([key, one]) => `${key}: ${foundKeys.get(key)?.now} / ${String(one.cleaned)}`),
  };
}

function sameValue(now: string | null, cleaned: unknown): boolean {
  if (typeof cleaned === 'boolean') return now === (cleaned ? '是' : '否');
  if (Array.isArray(cleaned)) return now === cleaned.join('、');
  return now === (cleaned === null ? null : String(cleaned));
}

/** One line for the test log. */
export function scoreLine(name: string, one: Score): string {
  const share = ((100 * one.found) / one.expected).toFixed(2);
  return `${name}: ${one.found}/${one.expected} found (${share} %), ${one.invented.length} invented, ${one.wrongRepairs.length} wrong repairs, ${one.wrongDecisions.length} wrong decisions`;
}

/** Cells of stored rows that differ from the answers, as `row field: got / wanted`. */
export function differingCells(
  rows: readonly unknown[][],
  answers: { fields: readonly string[]; rows: readonly unknown[][] },
): string[] {
  const byRow = new Map(rows.map((row) => [row[0], row]));
  const differing: string[] = [];
  for (const wanted of answers.rows) {
    const got = byRow.get(wanted[0]);
    if (!got) {
      differing.push(`${String(wanted[0])}: not stored`);
      continue;
    }
    for (const [index, field] of answers.fields.entries()) {
      if (field === 'row' || field === 'record' || field === 'person') continue;
      const [a, b] = [JSON.stringify(got[index] ?? null), JSON.stringify(wanted[index] ?? null)];
      if (a !== b) differing.push(`${String(wanted[0])} ${field}: ${a} / ${b}`);
    }
  }
  return differing;
}

/** Matches that differ from the answers: another person, or another decision. */
export function differingMatches(
  found: readonly { row: number; match: { decision: string; reason?: string; person?: { key: string } } }[],
  answers: readonly {
    row?: number;
    record?: number;
    match: { decision: string; why?: string; register_row?: number };
  }[],
): string[] {
  const byRow = new Map(found.map((one) => [one.row, one.match]));
  return answers.flatMap(({ row, record, match }) => {
    const at = row ?? record ?? 0;
    const got = byRow.get(at);
    const same =
      got?.decision === match.decision &&
      (got.person?.key ?? null) === (match.register_row === undefined ? null : String(match.register_row)) &&
      (match.why === undefined || got.reason === match.why);
    const text = `${at}: ${got?.decision} ${got?.person?.key ?? '-'} ${got?.reason ?? ''}`;
    return same ? [] : [`${text} / ${match.decision} ${match.register_row ?? '-'} ${match.why ?? ''}`];
  });
}

/** Prints the score of a file into the test log. */
export function report(name: string, one: Score, more: unknown = ''): void {
  process.stdout.write(`${scoreLine(name, one)} ${JSON.stringify({ ...one, more })}\n`);
}
