import { keyOf, symbolsOf } from '../reading/columns.ts';
import type { Run } from './evidence.ts';
import { describeEdit } from './id-relation.ts';
import { ID, unpack } from './id-number.ts';
import { MOST_OFFERED, type Residual } from './decide-residual.ts';
import { ASIDE } from '../reading/read-lists.ts';
import {
  AGREES,
  GRADES,
  HOWS,
  RULES,
  ZONES,
  type Profile,
  type ResultColumns,
  type Rule,
  type Zone,
} from './result.ts';

/** The answer to one row, in the words of the output. */
export type Decision = {
  rowId: string;
  personId: string;
  zone: Zone;
  grade: '' | 'proved' | 'inferred';
  rule: Rule;
  /** Name relation, edit of the number, agreeing fields, runner-up and margin, and why a row has no answer. */
  reason: string;
  /** Whom a person may choose from, the likely one first. Empty for rows that stand alone. */
  candidates: string[];
};

const written = new Uint8Array(64);
const whole = new Uint8Array(64);
const KIND_WORDS = [
  'no number',
  'valid',
  '15 digits',
  'check digit wrong',
  'rounded',
  'scientific',
  'hidden digits',
  'not a citizen number',
];
const AGREE_WORDS = Object.entries(AGREES).filter(([word]) => word !== 'otherSex');
const agreeTexts = Array.from({ length: 256 }, (_, bits) => {
  const words = AGREE_WORDS.filter(([, bit]) => (bits & bit) !== 0).map(([word]) => word);
  return `agree=${words.join('+') || 'none'}${(bits & AGREES.otherSex) !== 0 ? ' differ=sex' : ''}`;
});

/** Zone under a profile: `strict` lets only proved answers stand alone, the inferred ones go to review with the answer prepared. */
export function zoneUnder(profile: Profile, results: ResultColumns, query: number): Zone {
  const zone = ZONES[results.zone[query]!]!;
  return profile === 'strict' && zone === 'auto' && results.grade[query] !== GRADES.indexOf('proved') ? 'review' : zone;
}

/** One row's answer. `record` names rows without a row_id. */
export function decisionOf(
  run: Run,
  results: ResultColumns,
  residual: Residual,
  profile: Profile,
  query: number,
  record: number,
): Decision {
  const rule = RULES[results.rule[query]!]!;
  const zone = zoneUnder(profile, results, query);
  const key = keyOf(run.queries, query);
  const person = results.person[query]!;
  return {
    rowId: key === '' ? `#${record}` : key,
    personId: person === 0 ? '' : keyOf(run.registry, person - 1),
    zone,
    grade: GRADES[results.grade[query]!]!,
    rule,
    reason: reasonOf(run, results, rule, query),
    candidates: zone === 'review' ? candidatesOf(run, results, residual, query) : [],
  };
}

function candidatesOf(run: Run, results: ResultColumns, residual: Residual, query: number): string[] {
  const at = results.residual[query]!;
  if (at === 0) return [keyOf(run.registry, results.person[query]! - 1)];
  const rows = residual.offered.subarray((at - 1) * MOST_OFFERED, at * MOST_OFFERED);
  return [...new Set([...rows].filter((row) => row > 0).map((row) => keyOf(run.registry, row - 1)))];
}

function reasonOf(run: Run, results: ResultColumns, rule: Rule, query: number): string {
  if (rule === 'set_aside') return `set_aside:${ASIDE[run.queries.aside[query]!]}`;
  const person = results.person[query]!;
  const kind = run.queries.idKind[query]!;
  if (person === 0) return `${rule} id=${KIND_WORDS[kind]}`;
  const how = HOWS[results.how[query]!]!;
  const agrees = agreeTexts[results.agrees[query]!]!;
  if (rule === 'id_exact_name' && results.runner[query] === 0) return `name=${how} ${agrees}`;
  const runner = results.runner[query]!;
  const margin = runner === 0 ? '' : ` runner_up=${keyOf(run.registry, runner - 1)} margin=${results.margin[query]}`;
  return `name=${how} ${editOf(run, query, person - 1)}${agrees}${margin}`;
}

/** Kind and place of the difference of the numbers, on whichever side it is. */
function editOf(run: Run, query: number, row: number): string {
  const { queries: q, registry: r } = run;
  const [a, b] = [q.id[query]!, r.id[row]!];
  if (a > 0 && b > 0) return a === b ? '' : 'id=other ';
  if (a === 0 && b > 0 && q.idKind[query] === ID.invalid) {
    unpack(b, whole);
    return `edit=${describeEdit(written, symbolsOf(q, query, written), whole)} `;
  }
  if (a > 0 && b === 0 && r.idKind[row] === ID.invalid) {
    unpack(a, whole);
    return `register_edit=${describeEdit(written, symbolsOf(r, row, written), whole)} `;
  }
  return a > 0 ? `register_id=${KIND_WORDS[r.idKind[row]!]} ` : `id=${KIND_WORDS[q.idKind[query]!]} `;
}

const QUOTED = /[",\n\r]/;
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d+$))/;

/** A cell of the output: quoted where needed; a text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const OUTPUT_HEADER = 'row_id,person_id,zone,grade,rule,reason,candidates\n';

/** One line of the output. */
export function decisionLine(d: Decision): string {
  return `${cell(d.rowId)},${cell(d.personId)},${d.zone},${d.grade},${d.rule},${cell(d.reason)},${cell(d.candidates.join(';'))}\n`;
}
