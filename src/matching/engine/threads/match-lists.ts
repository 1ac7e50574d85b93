import type { Crew } from './crew.ts';
import { damagedLines } from '../reading/damaged-lines.ts';
import { MOST_OFFERED, type Residual } from '../deciding/decide-residual.ts';
import type { Run } from '../deciding/evidence.ts';
import { decisionOf, zoneUnder, type Decision } from '../deciding/explain.ts';
import { FLAG, piecesOf } from '../reading/columns.ts';
import type { OpenList, OpenRegistry } from '../reading/open-lists.ts';
import type { QueryColumns } from '../reading/columns.ts';
import type { MatchParameters } from '../parameters.ts';
import { setAsideRepeated } from '../reading/repeated-keys.ts';
import { residualKeys, type Pairs } from '../deciding/residual-keys.ts';
import { GRADES, resultColumns, RULES, type Profile, type ResultColumns } from '../deciding/result.ts';

/** A finished match, still as columns. */
export type Match = {
  run: Run;
  results: ResultColumns;
  residual: Residual;
  queries: OpenList<QueryColumns>;
  repeated: number;
};

/** How often something happened, by name. */
export type Counts = Record<string, number>;

/** What a run says of itself. */
export type MatchCounts = {
  rows: number;
  zones: Counts;
  grades: Counts;
  rules: Counts;
  /** Things that two lines of the lists cannot both be right about; each is a task for a person. */
  conflicts: {
    person_matched_by_several_rows: number;
    id_of_somebody_else: number;
    id_on_several_register_lines: number;
    matched_but_deceased: number;
  };
};

/** Decides every row of a list against the register. The lists stay in memory until the answer is dropped. */
export async function matchLists(
  crew: Crew,
  registry: OpenRegistry,
  queries: OpenList<QueryColumns>,
  parameters: MatchParameters,
): Promise<Match> {
  const run: Run = { registry: registry.columns, queries: queries.columns, index: registry.index, parameters };
  const results = resultColumns(queries.columns.capacity);
  const repeated = setAsideRepeated(queries.columns, queries.segments);
  const pieces = queries.segments.flatMap((segment) => piecesOf(segment, crew.size));
  const undecided = await crew.all<'at-once'>(pieces.map((segment) => ({ do: 'at-once', run, results, segment })));
  const rows = concat(undecided.map((u) => u.rows));
  const seeds = seedsByOwner(rows, concat(undecided.map((u) => u.seeds)));
  const damaged = damagedLines(run, registry.segments, rows, seeds);
  const keys = residualKeys(run, rows, seeds, damaged.byNumber);
  const scans = registry.segments.flatMap((segment) => piecesOf(segment, crew.size));
  const found =
    keys.entries === 0
      ? []
      : await crew.all<'scan'>(scans.map((segment) => ({ do: 'scan', run, rows, keys, segments: [segment] })));
  const residual = gather(rows, [seeds, damaged.byName, damaged.byNumber], found);
  const parts = piecesOf({ from: 0, to: rows.length }, crew.size * 4);
  await crew.all<'residual'>(parts.map(({ from, to }) => ({ do: 'residual', run, results, residual, from, to })));
  return { run, results, residual, queries, repeated };
}

function concat(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(new SharedArrayBuffer(parts.reduce((sum, part) => sum + part.length, 0) * 4));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Both lists are in the order of the query rows. */
function seedsByOwner(rows: Int32Array, seeds: Int32Array): Map<number, number[]> {
  const byOwner = new Map<number, number[]>();
  let owner = 0;
  for (let i = 0; i < seeds.length; i += 2) {
    while (rows[owner] !== seeds[i]) owner++;
    const list = byOwner.get(owner);
    if (list) list.push(seeds[i + 1]!);
    else byOwner.set(owner, [seeds[i + 1]!]);
  }
  return byOwner;
}

function gather(rows: Int32Array, known: readonly ReadonlyMap<number, number[]>[], scans: readonly Pairs[]): Residual {
  const shared = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(Math.max(1, length) * 4));
  const starts = shared(rows.length + 1);
  const count = (owner: number, many: number): void => {
    starts[owner + 1] = starts[owner + 1]! + many;
  };
  for (const one of known) for (const [owner, list] of one) count(owner, list.length);
  for (const { pairs } of scans) for (let i = 0; i < pairs.length; i += 2) count(pairs[i]!, 1);
  for (let owner = 0; owner < rows.length; owner++) count(owner, starts[owner]!);
  const candidates = shared(starts[rows.length]!);
  const filled = starts.slice();
  const put = (owner: number, row: number): void => {
    candidates[filled[owner]!++] = row;
  };
  for (const one of known) for (const [owner, list] of one) for (const row of list) put(owner, row);
  for (const { pairs } of scans) for (let i = 0; i < pairs.length; i += 2) put(pairs[i]!, pairs[i + 1]!);
  const phones = shared(rows.length);
  for (const scan of scans) for (let i = 0; i < rows.length; i++) phones[i] = phones[i]! + scan.phones[i]!;
  return { rows, starts, candidates, phones, offered: shared(rows.length * MOST_OFFERED) };
}

/** The answers of a match in the order of the list. */
export function* decisions(match: Match, profile: Profile): Generator<Decision> {
  let record = 0;
  for (const { from, to } of match.queries.segments) {
    for (let query = from; query < to; query++) {
      record++;
      yield decisionOf(match.run, match.results, match.residual, profile, query, record);
    }
  }
}

/** Counts what became of the rows. */
export function countMatch(match: Match, profile: Profile): MatchCounts {
  const { results, run } = match;
  const counts: MatchCounts = {
    rows: match.queries.rows,
    zones: { auto: 0, review: 0, none: 0 },
    grades: { proved: 0, inferred: 0 },
    rules: {},
    conflicts: {
      person_matched_by_several_rows: 0,
      id_of_somebody_else: 0,
      id_on_several_register_lines: 0,
      matched_but_deceased: 0,
    },
  };
  const taken = new Uint8Array(Math.ceil(run.registry.capacity / 8));
  const rules = RULES.map(() => 0);
  for (const { from, to } of match.queries.segments) {
    for (let query = from; query < to; query++) {
      rules[results.rule[query]!]!++;
      const zone = zoneUnder(profile, results, query);
      counts.zones[zone]!++;
      if (zone !== 'auto') continue;
      counts.grades[GRADES[results.grade[query]!]!]!++;
      countConflicts(counts.conflicts, match, query, taken);
    }
  }
  for (const [i, rule] of RULES.entries()) if (rules[i]! > 0) counts.rules[rule] = rules[i]!;
  counts.conflicts.id_of_somebody_else = counts.rules['id_other_name'] ?? 0;
  return counts;
}

function countConflicts(
  conflicts: MatchCounts['conflicts'],
  { results, run }: Match,
  query: number,
  taken: Uint8Array,
): void {
  const row = results.person[query]! - 1;
  const bit = 1 << (row & 7);
  if ((taken[row >>> 3]! & bit) !== 0) conflicts.person_matched_by_several_rows++;
  taken[row >>> 3] = taken[row >>> 3]! | bit;
  if (RULES[results.rule[query]!] === 'id_exact_name' && results.runner[query] !== 0)
    conflicts.id_on_several_register_lines++;
  if ((run.registry.flags[row]! & FLAG.deceased) !== 0) conflicts.matched_but_deceased++;
}
