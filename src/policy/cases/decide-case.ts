import { cardOf, type DecisionCard } from './card.ts';
import { names, readCase, type CaseQuestion } from './case-file.ts';
import { withSettings } from './cases.ts';
import { smallestChange } from '../engine/change.ts';
import { errors } from '../errors.ts';
import { concernsPersons } from '../engine/concerns.ts';
import { evaluate } from '../engine/evaluate.ts';
import { jurisdictionsOf, lawOf, type Law } from '../engine/parameters.ts';
import type { Rule, RuleSet } from '../engine/rule.ts';
import type { RuleFile } from '../rules/source.ts';

/** What the law answers to a case file: one card for each matter asked about, in the order of the law. */
export type CaseAnswer = {
  date: string;
  division: string;
  jurisdictions: readonly string[];
  decisions: DecisionCard[];
};

/**
 * Decides a case file with the law given and nothing else: no database, no clock. Every eligibility and benefit of the place unless the file or
 * `benefit` names one; a test may be named, too.
 * @throws POLICY_CASE_INVALID with file, line, column, code and what was expected of every fault
 */
export function decideCase(file: RuleFile, set: RuleSet, benefit?: string): CaseAnswer {
  const { question, problems } = readCase(file, set);
  if (!question) {
    const fields = problems.map((p) => ({
      path: `${p.file}:${p.line}:${p.column}`,
      message: `${p.code} ${p.message}`,
    }));
    throw errors.POLICY_CASE_INVALID({ fields, details: { codes: problems.map((p) => p.code) } });
  }
  return answer(question, set, benefit ?? question.benefit);
}

function answer(question: CaseQuestion, set: RuleSet, benefit: string | null): CaseAnswer {
  const jurisdictions = jurisdictionsOf(question.division);
  const own = jurisdictions[0] ?? '00';
  const law = lawOf(withSettings(set, question.parameters, own), jurisdictions);
  const rules = rulesAsked(set, law, question.date, benefit);
  if (rules.length === 0) throw errors.POLICY_BENEFIT_UNKNOWN({ details: { benefit, division: question.division } });
  const decisions = rules.map((rule) => {
    const change = smallestChange(rule, question.facts, law, question.date);
    return cardOf(evaluate(rule, question.facts, law, question.date), null, change);
  });
  return { date: question.date, division: question.division, jurisdictions, decisions };
}

/**
 * The rules of a place on a day that answer a question: those in force, and after a document's end its last ones, which answer "ended" or keep
 * their terms. `asked` is a key or its last part; every eligibility and benefit that asks about a person when null.
 */
export function rulesAsked(set: RuleSet, law: Law, day: string, asked: string | null): readonly Rule[] {
  const fitting = (rule: Rule) =>
    asked === null
      ? (rule.kind === 'eligibility' || rule.kind === 'benefit') && concernsPersons(rule, set.rules)
      : names(rule.key, asked) && rule.who !== null;
  const keys = set.rules
    .filter(fitting)
    .toSorted((a, b) => a.order - b.order)
    .map((rule) => rule.key);
  return [...new Set(keys)]
    .map((key) => law.rule(key, day) ?? law.versions(key).at(-1))
    .filter((rule) => rule !== undefined);
}
