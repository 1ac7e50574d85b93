import {
  columnsRead,
  compileAmount,
  compileTruth,
  type CompiledSql,
  type FactName,
  type Law,
  type Rule,
  type RuleSet,
} from '../../policy/index.ts';
import { lawsOfArea, peopleOf, type AreaQuestion, type Places } from '../entitled/index.ts';

/** A rule whose answers may differ between two states of the law in an area on a day. */
export type Affected = { key: string; rule: Rule };

type Side = { set: RuleSet; key: string };

/** The eligibility and benefit rules whose compiled form differs between two states of the law for some place of the area. */
export function affectedRules(before: RuleSet, after: RuleSet, question: AreaQuestion): readonly Affected[] {
  const rules = new Map(
    [...before.rules, ...after.rules]
      .filter((r) => r.kind === 'benefit' || r.kind === 'eligibility')
      .map((r) => [r.key, r]),
  );
  return [...rules]
    .filter(([key]) => compiledText(before, key, question) !== compiledText(after, key, question))
    .map(([key, rule]) => ({ key, rule }))
    .toSorted((a, b) => a.rule.order - b.rule.order || (a.key < b.key ? -1 : 1));
}

/** What a law says of a rule, place by place, as text that can be compared. */
function compiledText(set: RuleSet, key: string, { areas, on }: AreaQuestion): string {
  const parts = lawsOfArea(set, areas, key, on).map(({ lo, hi, law, rule }) => [
    lo,
    hi,
    rule ? compileTruth(rule, law, on) : null,
    rule ? compileAmount(rule, law, on) : null,
  ]);
  return JSON.stringify(parts);
}

type Compiler = (rule: Rule, law: Law, day: string, options: { alias: string; firstPlace: number }) => CompiledSql;

function expression(
  compile: Compiler,
  { set, key }: Side,
  question: AreaQuestion,
  places: Places,
  none: string,
): string {
  const parts = lawsOfArea(set, question.areas, key, question.on);
  const covering = parts.findIndex((part) => question.areas.every((area) => part.lo <= area.lo && area.hi <= part.hi));
  const local = covering >= 0 ? parts.slice(0, covering + 1) : parts;
  const placed = local.map(({ lo, hi, law, rule }) => {
    if (!rule) return { lo, hi, sql: none };
    const { sql, values } = compile(rule, law, question.on, { alias: 'f', firstPlace: places.values.length + 1 });
    places.values.push(...values);
    return { lo, hi, sql };
  });
  const rest = placed.at(-1)?.sql ?? none;
  const own = placed
    .slice(0, -1)
    .map(
      ({ lo, hi, sql }) =>
        `when f.village_code >= ${places.put(lo, 'bigint')} and f.village_code < ${places.put(hi, 'bigint')} then ${sql}`,
    );
  return own.length === 0 ? rest : `case ${own.join(' ')} else ${rest} end`;
}

/**
 * Named queries for a `with` whose last, `compared`, has one row per human and affected rule: person_id, village_code, rule_key, the two truths and the
 * two sums. The facts are looked at once.
 */
export function comparedOf(
  before: RuleSet,
  after: RuleSet,
  rules: readonly Affected[],
  question: AreaQuestion,
  places: Places,
): string {
  const wanted = new Set<FactName>(
    [before, after].flatMap((set) =>
      rules.flatMap(({ key }) =>
        lawsOfArea(set, question.areas, key, question.on).flatMap(({ rule, law }) =>
          rule ? columnsRead(rule, law) : [],
        ),
      ),
    ),
  );
  const people = peopleOf(question, places, wanted);
  const row = ({ key }: Affected): string => {
    const side = (set: RuleSet) => ({ set, key });
    return `(${places.put(key, 'text')}, ${expression(compileTruth, side(before), question, places, 'false')}, ${expression(compileTruth, side(after), question, places, 'false')},
      ${expression(compileAmount, side(before), question, places, '0::bigint')}, ${expression(compileAmount, side(after), question, places, '0::bigint')})`;
  };
  return `${people},
    compared as materialized (select f.person_id, f.village_code, v.rule_key, v.before, v.after, v.fen_before, v.fen_after
      from people f cross join lateral (values ${rules.map(row).join(',\n      ')}) as v(rule_key, before, after, fen_before, fen_after))`;
}

/** What a change does to a row of `compared`, as SQL; null for nothing. */
export const EFFECT = `case when c.after and c.before is not true then 'gains' when c.before and c.after is not true then 'loses'
  when c.before and c.after and c.fen_after > c.fen_before then 'more' when c.before and c.after and c.fen_after < c.fen_before then 'less' end`;
