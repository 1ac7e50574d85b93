import { createHash } from 'node:crypto';
import type { Decision } from '../../policy/index.ts';
import { BENEFITS, type Benefit, type LineOutcome, type Note } from './benefit-names.ts';

/** The item a rule decides, from its key: `<document>.work-study-post` is work_study_post; null for rules of other matters. */
export function benefitOf(ruleKey: string): Benefit | null {
  const name = ruleKey.slice(ruleKey.lastIndexOf('.') + 1).replaceAll('-', '_');
  return Object.hasOwn(BENEFITS, name) ? (name as Benefit) : null;
}

/** How the person stands with the register: proved or inferred, days since a list last confirmed it, the locality's limit (null: not set). */
export type MatchState = {
  certainty: 'proved' | 'inferred' | null;
  ageDays: number | null;
  limitDays: number | null;
  /** The county lets an outdated match stand for this school year. */
  excused: boolean;
};

/** Why a benefit may not be granted on this match yet; null when it may. Money needs a proved and valid match (SD2017 四(二)). */
export function matchHold(match: MatchState): Note | null {
  if (match.certainty === null) return null;
  if (match.certainty === 'inferred') return 'match_inferred';
  const outdated = match.limitDays !== null && match.ageDays !== null && match.ageDays > match.limitDays;
  return outdated && !match.excused ? 'match_outdated' : null;
}

/** A line of the card before it is stored; money in whole fen. */
export type CardLine = {
  benefit: Benefit;
  outcome: LineOutcome;
  amountFen: number | null;
  payee: string | null;
  fund: string | null;
  note: Note | null;
  fingerprint: string;
};

/** The line that follows from a decision: granted only on a match that holds, a day student's accommodation does not apply, an unset sum is said so. */
export function lineOf(benefit: Benefit, decision: Decision, match: MatchState): CardLine {
  const settled = settle(benefit, decision, match);
  return {
    benefit,
    ...settled,
    payee: settled.outcome === 'granted' ? decision.payee : null,
    fund: settled.outcome === 'granted' ? decision.fund : null,
    fingerprint: fingerprintOf(decision, settled),
  };
}

function settle(
  benefit: Benefit,
  decision: Decision,
  match: MatchState,
): { outcome: LineOutcome; amountFen: number | null; note: Note | null } {
  if (decision.outcome === 'no') return { outcome: 'refused', amountFen: null, note: null };
  if (decision.outcome === 'unknown') return { outcome: 'unknown', amountFen: null, note: null };
  const lines = decision.amount?.lines ?? [];
  if (benefit === 'accommodation' && lines.length > 0 && lines.every((line) => line.applies === false))
    return { outcome: 'not_applicable', amountFen: null, note: null };
  const hold = matchHold(match);
  if (hold) return { outcome: 'unknown', amountFen: null, note: hold };
  const amountFen = decision.amount?.totalFen ?? null;
  return { outcome: 'granted', amountFen, note: decision.amount && amountFen === null ? openSum(decision) : null };
}

function openSum(decision: Decision): Note {
  const lines = decision.amount?.lines ?? [];
  const open = lines.flatMap((line) => line.factors.filter((factor) => factor.value === null));
  if (open.some((factor) => factor.kind === 'parameter')) return 'no_standard';
  return open.length === 0 && lines.some((line) => line.applies === null) ? 'boarding_unknown' : 'fee_not_stated';
}

/** Equal for decisions that say the same from the same: outcome, sum, rule versions, values of facts and parameters. List dates do not count. */
function fingerprintOf(decision: Decision, settled: object): string {
  const said = {
    ...settled,
    outcomeOfRule: decision.outcome,
    rule: decision.rule.hash,
    tests: decision.tests.map((test) => test.hash),
    fails: decision.fails,
    facts: decision.facts.map(({ fact, value }) => [fact, value]),
    parameters: decision.parameters.map(({ key, value }) => [key, value]),
    missing: decision.missing,
    terms: decision.terms.basis,
  };
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
}

/** Which groups of the clause a student falls under, from the truth of their tests: A, B, both or none. */
export function groupsOf(truth: (test: string) => boolean | null | undefined, document: string): ('A' | 'B')[] {
  const groups = { A: 'a', B: 'b' } as const;
  return (['A', 'B'] as const).filter((group) => truth(`${document}.five-free-group-${groups[group]}`) === true);
}
