import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import {
  decide,
  jurisdictionsOf,
  keepDecisions,
  lawOf,
  currentPolicy,
  prepareRule,
  type Decision,
  type PreparedRule,
  type RuleSet,
} from '../../policy/index.ts';
import { applicantFacts, type ApplicantRecord, type ApplicationClaims } from './applicant-facts.ts';
import { applicantRecords } from './applicant-store.ts';
import { enrolmentErrors } from '../errors.ts';

/**
 * Whose eligibility is asked: the person, the place whose law applies, and what the application claims. `begunOn` is the day on which they
 * applied, once they have: a case begun in time is finished under the rule of that day.
 */
export type Applicant = {
  personId: string;
  villageCode: number;
  year: number;
  claims: ApplicationClaims;
  begunOn?: string | null;
};

export type EligibilityAnswer = { decision: Decision; record: ApplicantRecord; lawVersion: number };

const RULE_NAME = '.enrolment';

/**
 * Who may enrol, asked of the rule in force today where each applicant lives (SD2017 三(二); SD2017-3.2-01 to -04). The rule of a document is
 * called `<document>.enrolment`; a successor document brings its own. Applicants the actor may not see are missing from the answer.
 * @throws POLICY_EXPIRED, naming the document, when none is in force
 */
export async function decideEligibility(
  tx: Tx,
  ctx: Context,
  applicants: readonly Applicant[],
): Promise<Map<string, EligibilityAnswer>> {
  if (applicants.length === 0) return new Map();
  const { set, version } = await currentPolicy(tx);
  const today = ctx.clock.today();
  const records = await applicantRecords(
    tx,
    applicants.map((a) => a.personId),
    applicants[0]!.year,
  );
  const prepared = new Map<string, PreparedRule>();
  const answers = new Map<string, EligibilityAnswer>();
  for (const applicant of applicants) {
    const record = records.get(applicant.personId);
    if (!record) continue;
    const key = `${Math.floor(applicant.villageCode / 1_000_000)} ${applicant.begunOn ?? ''}`;
    const rule = prepared.get(key) ?? ruleFor(set, applicant, today);
    prepared.set(key, rule);
    const decision = decide(rule, applicantFacts(record, applicant.claims, today));
    answers.set(applicant.personId, { decision, record, lawVersion: version });
  }
  return answers;
}

/** Today's rule; for a case already begun, where that has ended, the rule of the day on which it began. @throws POLICY_EXPIRED */
function ruleFor(set: RuleSet, applicant: Applicant, today: string): PreparedRule {
  const law = lawOf(set, jurisdictionsOf(String(applicant.villageCode)));
  const inForce = law.rules(['eligibility'], today).some((r) => r.key.endsWith(RULE_NAME));
  return enrolmentRule(set, applicant.villageCode, inForce ? today : (applicant.begunOn ?? today));
}

/** The enrolment rule in force at a village on a day, ready for many persons. @throws POLICY_EXPIRED */
export function enrolmentRule(set: RuleSet, villageCode: number, day: string): PreparedRule {
  const law = lawOf(set, jurisdictionsOf(String(villageCode)));
  const rule = law.rules(['eligibility'], day).find((r) => r.key.endsWith(RULE_NAME));
  if (rule) return prepareRule(rule, law, day);
  const last = set.rules
    .filter((r) => r.key.endsWith(RULE_NAME) && law.jurisdictions.includes(r.jurisdiction))
    .sort((a, b) => (b.valid.to ?? '').localeCompare(a.valid.to ?? ''))[0];
  const document = last && law.document(last.document);
  throw enrolmentErrors.POLICY_EXPIRED({
    message: document
      ? `《${document.title.zh}》有效期至 ${last.valid.to}，现已到期，没有接续政策，不能新办申请。`
      : undefined,
    details: { document: last?.document ?? null, validTo: last?.valid.to ?? null },
  });
}

/** What an application remembers of a decision on eligibility. */
export type RememberedEligibility = ReturnType<typeof rememberedOf>;

/** Keeps answers as decisions and says what the application remembers of each, by person. */
export async function keepEligibility(
  tx: Tx,
  ctx: Context,
  answers: ReadonlyMap<string, EligibilityAnswer>,
  villageOf: (personId: string) => number,
) {
  const kept = [...answers].map(([personId, a]) => ({ personId, answer: a, decisionId: ctx.newId() }));
  await keepDecisions(
    tx,
    kept.map(({ personId, answer, decisionId }) => ({
      decisionId,
      personId,
      villageCode: villageOf(personId),
      institutionId: null,
      lawVersion: answer.lawVersion,
      knownAt: null,
      decision: answer.decision,
    })),
    { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' },
  );
  return new Map(kept.map(({ personId, answer, decisionId }) => [personId, rememberedOf(answer, decisionId)]));
}

function rememberedOf({ decision, record }: EligibilityAnswer, decisionId: string) {
  return {
    eligibility: decision.outcome,
    decision_id: decisionId,
    register_list_id: record.register?.listId ?? record.covering?.listId ?? null,
    register_list_date: record.register?.listDate ?? record.covering?.listDate ?? null,
    match_certainty: record.register ? (record.idState === 'valid' ? 'proved' : 'inferred') : null,
  };
}
