import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { decide, keepDecisions, type Decision, type Facts } from '../../policy/index.ts';
import { factsOfPeople, type PersonFacts } from '../../students/index.ts';
import { linesOf } from './owed-lines.ts';
import { lockOwed, replaceRefusals, storeOwed, type Already, type Owed } from './owed-store.ts';
import { itemOfRule, rulesOf, type PlacedRules } from './rule-of-place.ts';

/** A case for a benefit: whom, for what, on which day, and what is known beyond the register and the roll. */
export type EntitlementCase = {
  personId: string;
  institutionId: string | null;
  on: string;
  periodKey: string;
  basis: Owed['basis'];
  basisId: string;
  dueOn: string;
  facts: Facts;
};

export type Refused = { personId: string; period: string; reasons: readonly string[] };
export type Entitled = { due: number; dueFen: number; refused: Refused[]; unchanged: number };

/** What counts under the yearly cap on subsidised training. */
const CAP = 'training';

/**
 * Decides cases by a stored rule and writes what follows: entitlements due, or refused with their reasons. What a human is owed already for the item and period is not owed
 * again, under whichever of their records; counts under a yearly cap (of the year of filing) grow with each case. One decision is kept per case. Repeating changes nothing.
 * @throws POLICY_NOT_LOADED
 */
export async function entitle(
  tx: Tx,
  ctx: Context,
  ruleKey: string,
  cases: readonly EntitlementCase[],
): Promise<Entitled> {
  const item = itemOfRule(ruleKey);
  const capYear = Number(ctx.clock.today().slice(0, 4));
  const rules = await rulesOf(tx, ruleKey);
  const already = await lockOwed(
    tx,
    cases.map((c) => c.personId),
    { item, capKey: CAP, capYear },
  );
  const people = await peopleByDay(tx, cases);
  const result: Entitled = { due: 0, dueFen: 0, refused: [], unchanged: 0 };
  const owed: Owed[] = [];
  const kept: Parameters<typeof keepDecisions>[1][number][] = [];
  for (const [known, group] of byHuman(cases, already)) {
    for (const one of group) {
      const person = people.get(`${one.personId} ${one.on}`);
      const rule = person ? rules.at(person.villageCode, one.on) : null;
      if (!person || !rule) {
        result.refused.push({
          personId: one.personId,
          period: one.periodKey,
          reasons: [person ? 'NO_RULE' : 'not_in_area'],
        });
        continue;
      }
      const decision = decide(rule, { ...person.facts, ...countFacts(known, one), ...one.facts });
      const decisionId = ctx.newId();
      const lines = linesOf(decision, one.dueOn);
      if (isOwedAlready(known, one, lines.length)) {
        if (decision.outcome === 'yes' || one.basis === 'training') result.unchanged += 1;
        else result.refused.push({ personId: one.personId, period: one.periodKey, reasons: decision.fails });
        continue;
      }
      kept.push(keptOf(person, one, decision, decisionId, rules));
      const first = rules.first(person.villageCode, one.on, person.facts);
      const own = lines.map((line) =>
        owedOf(one, person, decision, line, { item, ruleKey, decisionId, capYear, first }),
      );
      owed.push(...own);
      for (const line of own) if (line.outcome === 'due') known.periods.add(`${line.periodKey}/${line.part}`);
      if (own.some((line) => line.outcome === 'due')) known.capped += 1;
    }
  }
  await keepDecisions(tx, kept, { at: ctx.clock.now().toISOString(), by: ctx.actor?.userId ?? 'system' });
  await replaceRefusals(tx, ctx, owed);
  result.due = await storeOwed(tx, ctx, owed);
  for (const o of owed)
    if (o.outcome === 'refused') result.refused.push({ personId: o.personId, period: o.periodKey, reasons: o.reasons });
    else result.dueFen += o.amountFen;
  return result;
}

/** Whether every line that a case could give is owed to the human already. */
const isOwedAlready = (known: Already, one: EntitlementCase, lines: number): boolean =>
  Array.from({ length: lines }, (_, i) => i + 1).every((part) => known.periods.has(`${one.periodKey}/${part}`));

/** Cases of one human share what they are owed already, so that the first of a batch counts for the second. */
function byHuman(
  cases: readonly EntitlementCase[],
  already: ReadonlyMap<string, Already>,
): Map<Already, EntitlementCase[]> {
  const humans = new Map<string, Already>();
  const groups = new Map<Already, EntitlementCase[]>();
  for (const one of cases) {
    const found = already.get(one.personId) ?? { human: one.personId, periods: new Set<string>(), capped: 0 };
    const known = humans.get(found.human) ?? found;
    humans.set(found.human, known);
    groups.set(known, [...(groups.get(known) ?? []), one]);
  }
  return groups;
}

async function peopleByDay(tx: Tx, cases: readonly EntitlementCase[]): Promise<Map<string, PersonFacts>> {
  const found = new Map<string, PersonFacts>();
  for (const [on, group] of Map.groupBy(cases, (c) => c.on)) {
    const people = await factsOfPeople(tx, [...new Set(group.map((c) => c.personId))], on);
    for (const [id, person] of people) found.set(`${id} ${on}`, person);
  }
  return found;
}

const countFacts = (known: Already, one: EntitlementCase): Facts => ({
  subsidised_this_year: { value: known.capped, source: '资金台账', asOf: one.on },
  yulu_paid_this_school_year: {
    value: [...known.periods].some((p) => p.startsWith(`${one.periodKey}/`)),
    source: '资金台账',
    asOf: one.on,
  },
});

function keptOf(
  person: PersonFacts,
  one: EntitlementCase,
  decision: Decision,
  decisionId: string,
  rules: PlacedRules,
): Parameters<typeof keepDecisions>[1][number] {
  return {
    decisionId,
    personId: one.personId,
    villageCode: person.villageCode,
    institutionId: one.institutionId,
    lawVersion: rules.version,
    knownAt: person.knownAt,
    decision,
  };
}

function owedOf(
  one: EntitlementCase,
  person: PersonFacts,
  decision: Decision,
  line: ReturnType<typeof linesOf>[number],
  of: { item: string; ruleKey: string; decisionId: string; capYear: number; first: boolean },
): Owed {
  return {
    personId: one.personId,
    villageCode: person.villageCode,
    institutionId: one.institutionId,
    item: of.item,
    title: line.title,
    periodKey: one.periodKey,
    part: line.part,
    ruleKey: of.ruleKey,
    decisionId: of.decisionId,
    basis: one.basis,
    basisId: one.basisId,
    outcome: line.reasons.length === 0 && line.amountFen > 0 ? 'due' : 'refused',
    reasons: line.reasons.length === 0 && line.amountFen === 0 ? ['NO_STANDARD'] : line.reasons,
    fund: decision.fund,
    amountFen: line.reasons.length === 0 ? line.amountFen : 0,
    payee: decision.payee ?? 'household',
    capKey: one.basis === 'training' ? CAP : null,
    capYear: one.basis === 'training' ? of.capYear : null,
    dueOn: line.dueOn,
    flagged: of.first,
  };
}
