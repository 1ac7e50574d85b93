import { FLAG, symbolsOf, type Segment } from '../reading/columns.ts';
import { compareRowNames, evidenceOf, sameHuman, sexesOf, statedBirth, type Run } from './evidence.ts';
import { ID } from './id-number.ts';
import { findRows } from './id-index.ts';
import { repairs } from './id-repair.ts';
import type { NameRelation } from './name-level.ts';
import { AGREES, HOWS, ruleNumber, type ResultColumns, type Rule } from './result.ts';

/** What is left for the scan: the rows, and register rows already known to come into question (row, register row, …). */
export type Undecided = { rows: number[]; seeds: number[] };

const AUTO = 1;
const PROVED = 1;
const INFERRED = 2;
const hits = new Int32Array(64);
const more = new Int32Array(64);
const symbols = new Uint8Array(64);

/** Decides every row whose number and name settle it, in one pass. */
export function decideAtOnce(run: Run, results: ResultColumns, segment: Segment): Undecided {
  const undecided: Undecided = { rows: [], seeds: [] };
  const { queries } = run;
  for (let query = segment.from; query < segment.to; query++) {
    if (queries.aside[query] !== 0) {
      results.rule[query] = ruleNumber('set_aside');
      continue;
    }
    const packed = queries.id[query]!;
    if (packed > 0) {
      const found = findRows(run.index, run.registry, packed, hits);
      if (found > 0) decideFound(run, results, query, found, undecided);
      else leave(undecided, query, 0);
    } else if (queries.idKind[query] === ID.invalid) decideRepaired(run, results, query, undecided);
    else if (queries.idKind[query] === ID.missing && queries.nameAt[query] === queries.nameAt[query + 1]) {
      results.rule[query] = ruleNumber('nothing_to_match');
    } else leave(undecided, query, 0);
  }
  return undecided;
}

function leave(undecided: Undecided, query: number, found: number): void {
  undecided.rows.push(query);
  for (let i = 0; i < found; i++) undecided.seeds.push(query, hits[i]!);
}

/** The number is in the register: settled where the name is equal too. */
function decideFound(run: Run, results: ResultColumns, query: number, found: number, undecided: Undecided): void {
  let best = -1;
  let name: NameRelation | null = null;
  let rivals = 0;
  for (let i = 0; i < found; i++) {
    const relation = compareRowNames(run, query, hits[i]!);
    if (relation.level !== 50) continue;
    if (name === null || better(run, relation, hits[i]!, name, best)) {
      best = hits[i]!;
      name = relation;
    }
    rivals++;
  }
  if (name === null) return leave(undecided, query, found);
  const proved = name.how === 'equal';
  accept(run, results, query, best, proved ? 'id_exact_name' : 'id_exact_name_script', name);
  results.grade[query] = proved ? PROVED : INFERRED;
  if (rivals > 1) for (let i = 0; i < found; i++) if (hits[i] !== best) results.runner[query] = hits[i]! + 1;
}

/** Of two lines of one person the one whose name is written the same, then the one still in force, then the first. */
function better(run: Run, a: NameRelation, row: number, b: NameRelation, best: number): boolean {
  if ((a.how === 'equal') !== (b.how === 'equal')) return a.how === 'equal';
  const ended = (one: number): number => run.registry.flags[one]! & FLAG.ended;
  return ended(row) < ended(best);
}

/** The check digit is wrong: settled where exactly one person of the register is one edit away and has the name. */
function decideRepaired(run: Run, results: ResultColumns, query: number, undecided: Undecided): void {
  const length = symbolsOf(run.queries, query, symbols);
  const sex = run.queries.flags[query]! & (FLAG.male | FLAG.female);
  let found = 0;
  let named = -1;
  let rivals = 0;
  let name: NameRelation | null = null;
  for (const packed of repairs(symbols, length)) {
    const rows = findRows(run.index, run.registry, packed, more);
    for (let i = 0; i < rows && found < hits.length; i++) {
      const row = more[i]!;
      hits[found++] = row;
      const relation = compareRowNames(run, query, row);
      if (relation.level !== 50 || (named >= 0 && sameHuman(run, named, row))) continue;
      if (sex !== 0 && (sexesOf(run.registry, row) & sex) === 0) continue;
      rivals++;
      named = row;
      name = relation;
    }
  }
  if (rivals !== 1 || name === null) return leave(undecided, query, found);
  accept(run, results, query, named, 'id_repaired_name', name);
  results.grade[query] = INFERRED;
}

function accept(run: Run, results: ResultColumns, query: number, row: number, rule: Rule, name: NameRelation): void {
  results.zone[query] = AUTO;
  results.rule[query] = ruleNumber(rule);
  results.how[query] = HOWS.indexOf(name.how);
  results.person[query] = row + 1;
  results.agrees[query] =
    rule === 'id_exact_name'
      ? agreesOf(run, query, row)
      : evidenceOf(run, query, row, statedBirth(run.queries, query)).agrees;
}

/** The fields that agree, for the many rows where number and name are equal: cheaper than the whole evidence. */
function agreesOf(run: Run, query: number, row: number): number {
  const { queries: q, registry: r } = run;
  let agrees: number = AGREES.birth;
  if (q.phone[query]! > 0 && q.phone[query] === r.phone[row]) agrees |= AGREES.phone;
  const [a, b] = [q.place[query]!, r.place[row]!];
  if (a > 0 && a === b) agrees |= a % 1000 === 0 ? AGREES.township : AGREES.village;
  const sex = q.flags[query]! & (FLAG.male | FLAG.female);
  if (sex !== 0) agrees |= (sexesOf(r, row) & sex) !== 0 ? AGREES.sex : AGREES.otherSex;
  return agrees;
}
