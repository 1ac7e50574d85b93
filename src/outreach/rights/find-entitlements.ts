import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { jurisdictionsOf, lawOf, currentPolicy, type Facts, type Law, type RuleSet } from '../../policy/index.ts';
import { asIfAtSchool, atGraduation } from '../look-up/ahead.ts';
import { factsOfAnswers, isStudent } from './entitlement-facts.ts';
import { placeServed } from './place-served.ts';
import { plainBenefit } from './plain-benefit.ts';
import { suffixOf } from './plain-words.ts';
import { FindEntitlements, type Entitlements, type PlainBenefit } from '../schema.ts';

const TRAINING = new Set(['training', 'training-subsidy']);

/**
 * 我能享受什么: what somebody may receive, by five answers, from the rules in force today where they live. For anybody; nothing is kept or logged.
 * What is not known stays open and names the paper that settles it.
 */
export async function findEntitlements(ctx: Context, input: FindEntitlements): Promise<Entitlements> {
  const answers = FindEntitlements.parse(input);
  const on = ctx.clock.today();
  const { set, place } = await read({ ...ctx, actor: null }, async (tx) => ({
    set: (await currentPolicy(tx)).set,
    place: await placeServed(tx),
  }));
  const law = lawOf(
    set,
    jurisdictionsOf(answers.cityCode === undefined ? (place ?? placeOf(set, on)) : String(answers.cityCode)),
  );
  const facts = factsOfAnswers(answers, on);
  const ask = asker(law, on);
  const school = ask('eligibility', ['enrolment'], facts)[0] ?? null;
  const ahead = !isStudent(answers.schooling);
  const atSchoolFacts = ahead
    ? asIfAtSchool(facts, on, { tuition: null, accommodation: null })
    : { ...facts, ...atGraduation(on) };
  const trained: Facts = { ...facts, training_completed: { value: true, source: '按参训合格推算', asOf: on } };
  const mayNot = ahead && school?.outcome === 'no';
  return {
    on,
    school,
    atSchool: mayNot ? [] : ask('benefit', null, atSchoolFacts),
    ahead,
    training: [...ask('eligibility', ['training'], trained), ...ask('benefit', ['training-subsidy'], trained)],
    document: documentOf(set, school),
  };
}

function asker(law: Law, on: string) {
  return (kind: 'eligibility' | 'benefit', only: readonly string[] | null, facts: Facts): PlainBenefit[] =>
    law
      .rules([kind], on)
      .filter((rule) => (only === null ? !TRAINING.has(suffixOf(rule.key)) : only.includes(suffixOf(rule.key))))
      .toSorted((a, b) => a.order - b.order)
      .map((rule) => plainBenefit(rule, facts, law, on));
}

/** The widest place whose documents are in force; where none is, the newest document's. */
function placeOf(set: RuleSet, on: string): string {
  const documents = set.documents.toSorted((a, b) => b.valid.from.localeCompare(a.valid.from));
  const current = documents.find(
    (d) => d.jurisdiction !== '00' && d.valid.from <= on && (d.valid.to === null || on <= d.valid.to),
  );
  return (current ?? documents[0])?.jurisdiction ?? '00';
}

function documentOf(set: RuleSet, answer: PlainBenefit | null): Entitlements['document'] {
  const found = answer && set.documents.find((d) => d.code === answer.documentCode);
  return found ? { title: found.title, validTo: found.valid.to } : null;
}
