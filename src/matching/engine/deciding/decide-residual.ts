import { FLAG } from '../reading/columns.ts';
import {
  birthOf,
  evidenceOf,
  sameHuman,
  statedBirth,
  statesTownshipOnly,
  type Evidence,
  type Run,
} from './evidence.ts';
import { placeDepth } from '../reading/fields.ts';
import { ID } from './id-number.ts';
import { verdictOf, type Asked, type Verdict } from './ordered-rules.ts';
import { GRADES, HOWS, ruleNumber, ZONES, type ResultColumns, type Rule } from './result.ts';

/** The undecided rows with the register rows that come into question: those of residual row i stand at starts[i] … starts[i + 1]. */
export type Residual = {
  rows: Int32Array;
  starts: Int32Array;
  candidates: Int32Array;
  /** How many register rows carry the phone of each. */
  phones: Int32Array;
  /** Whom to offer: `MOST_OFFERED` places per residual row, register row + 1. */
  offered: Int32Array;
};

export const MOST_OFFERED = 5;

/** An answer for one row, best first. */
type Answer = { rule: Rule; auto: boolean; best: Evidence | null; others: Evidence[] };

/** Decides residual rows `from` … `to`. Rows are independent of each other, so parts may be decided by several threads. */
export function decideResidual(run: Run, results: ResultColumns, residual: Residual, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const query = residual.rows[i]!;
    if (residual.starts[i] === residual.starts[i + 1]) {
      results.residual[query] = i + 1;
      results.rule[query] = ruleNumber(noneRule(run.queries.idKind[query]!));
      continue;
    }
    const rows = [...new Set(residual.candidates.subarray(residual.starts[i], residual.starts[i + 1]))].sort(
      (a, b) => a - b,
    );
    const answer = answerFor(run, query, rows, residual.phones[i]!);
    store(run, results, residual, i, query, answer);
  }
}

function answerFor(run: Run, query: number, rows: readonly number[], phoneRows: number): Answer {
  const birth = statedBirth(run.queries, query);
  const evidence = rows.map((row) => evidenceOf(run, query, row, birth));
  const packed = run.queries.id[query]!;
  const owners = packed === 0 ? [] : evidence.filter((e) => run.registry.id[e.row] === packed);
  if (owners.length > 0) return otherName(run, owners, evidence);
  const asked: Asked = {
    kind: run.queries.idKind[query]!,
    rounded: (run.queries.flags[query]! & FLAG.rounded) !== 0,
    townshipOnly: statesTownshipOnly(run.queries, query),
    sharedPhone: phoneRows > run.parameters.shared_phone_rows,
  };
  const answer = byRules(run, evidence, asked);
  return answer.best === null ? (ownersHousehold(run, evidence) ?? answer) : answer;
}

/** The number is in the register under a name that is not equal: near enough, a twin's, or somebody else's. */
function otherName(run: Run, owners: readonly Evidence[], evidence: readonly Evidence[]): Answer {
  const owner = owners.toSorted((a, b) => b.level - a.level || b.score - a.score || a.row - b.row)[0]!;
  const mates = evidence.filter((e) => !owners.includes(e) && isMate(run, owner, e));
  const named = mates.filter((e) => e.level === 50);
  const others = suggestions(owner, [...named, ...evidence.filter((e) => e.level >= 40)]);
  const answer = (rule: Rule, best: Evidence): Answer => ({
    rule,
    auto: true,
    best,
    others: others.filter((e) => e !== best),
  });
  const rivals = owners.filter((e) => e !== owner && e.level === owner.level && !sameHuman(run, e.row, owner.row));
  if (rivals.length > 0)
    return { rule: 'two_equal_candidates', auto: false, best: owner, others: [...rivals, ...others] };
  if (owner.level === 40 && named.length === 0) return answer('id_exact_name_sound', owner);
  const bornThen = (e: Evidence): boolean => birthOf(run.registry, e.row) === birthOf(run.registry, owner.row);
  const betterNamed = mates.some((e) => e.level > owner.level);
  if (!betterNamed && isNear(owner)) return answer('id_exact_name_near', owner);
  const twins = named.filter(bornThen);
  if (twins.length === 1 && owner.level < 40 && !twins[0]!.otherSex) return answer('household', twins[0]!);
  const best = named.length === 1 ? named[0]! : owner;
  return { rule: 'id_other_name', auto: false, best, others: suggestions(best, [owner, ...others]) };
}

/** Swapped, cut, or one of several characters; one of three, or one of three missing, only where the phone agrees too and nothing speaks against it. */
function isNear(owner: Evidence): boolean {
  const weak = owner.level === 30 || owner.name.how === 'cut-short';
  if (weak) return owner.phone && !owner.otherSex && owner.place !== 0;
  return owner.level === 35 && (!owner.otherSex || owner.phone || owner.village);
}

function suggestions(best: Evidence, list: readonly Evidence[]): Evidence[] {
  return [...new Set(list)].filter((e) => e !== best);
}

/** Of one household or one phone, or born on one day in one village. */
function isMate(run: Run, owner: Evidence, e: Evidence): boolean {
  const { registry: r } = run;
  const [a, b] = [r.household[owner.row]!, r.household[e.row]!];
  if (a !== 0 && a === b) return true;
  const phone = r.phone[owner.row]! > 0 && r.phone[owner.row] === r.phone[e.row];
  if (phone) return true;
  const village = placeDepth(r.place[owner.row]!) === 12 && r.place[owner.row] === r.place[e.row];
  return village && birthOf(r, owner.row) === birthOf(r, e.row);
}

function byRules(run: Run, evidence: readonly Evidence[], asked: Asked): Answer {
  const judged: { e: Evidence; verdict: Verdict }[] = [];
  for (const e of evidence) {
    const verdict = verdictOf(e, asked, run.parameters);
    if (verdict) judged.push({ e, verdict });
  }
  judged.sort((a, b) => b.e.score - a.e.score || a.e.row - b.e.row);
  const first = judged[0];
  if (!first) return { rule: noneRule(asked.kind), auto: false, best: null, others: [] };
  const rivals = judged.slice(1).filter(({ e }) => !sameHuman(run, e.row, first.e.row));
  const others = rivals.map(({ e }) => e);
  const tooNear = rivals.length > 0 && first.e.score - rivals[0]!.e.score < run.parameters.margin;
  if (first.verdict.auto && tooNear) return { rule: 'two_equal_candidates', auto: false, best: first.e, others };
  return { rule: first.verdict.rule, auto: first.verdict.auto, best: first.e, others };
}

/** The number is that of a damaged line with another name: a member of that household who has the name may have given it. */
function ownersHousehold(run: Run, evidence: readonly Evidence[]): Answer | null {
  for (const owner of evidence) {
    if (run.registry.id[owner.row]! > 0 || owner.edits < 0 || owner.edits > 1 || owner.level >= 40) continue;
    const named = evidence.filter((e) => e.level === 50 && e !== owner && isMate(run, owner, e));
    if (named.length === 1) return { rule: 'id_other_name', auto: false, best: named[0]!, others: [owner] };
  }
  return null;
}

function noneRule(kind: number): Rule {
  if (kind === ID.valid || kind === ID.old) return 'valid_id_not_in_register';
  if (kind === ID.invalid) return 'invalid_id_no_candidate';
  return kind === ID.missing || kind === ID.other ? 'no_id_no_candidate' : 'partial_id_no_candidate';
}

function store(run: Run, results: ResultColumns, residual: Residual, i: number, query: number, answer: Answer): void {
  results.residual[query] = i + 1;
  results.rule[query] = ruleNumber(answer.rule);
  const best = answer.best;
  if (best === null) return;
  results.zone[query] = ZONES.indexOf(answer.auto ? 'auto' : 'review');
  results.grade[query] = GRADES.indexOf(answer.auto ? 'inferred' : '');
  results.how[query] = HOWS.indexOf(best.name.how);
  results.agrees[query] = best.agrees;
  results.person[query] = best.row + 1;
  const runner = answer.others[0];
  results.runner[query] = runner ? runner.row + 1 : 0;
  results.margin[query] = runner ? best.score - runner.score : 0;
  const offered = [best, ...answer.others].slice(0, Math.min(MOST_OFFERED, run.parameters.candidates));
  for (const [at, e] of offered.entries()) residual.offered[i * MOST_OFFERED + at] = e.row + 1;
}
