import { normalizeAreas, rangeOf } from '../../../organizations/index.ts';
import type { AreaRange } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/db.ts';
import { jurisdictionsOf, lawOf, currentPolicy, type Law, type RuleSet } from '../../../policy/index.ts';
import type { Goal, Operator } from './assess.ts';
import type { Count, IndicatorDefinition } from '../definition.ts';
import { window } from '../period.ts';

/** A goal and where it comes from: the document's target rule, or the split of the place above. */
export type SetGoal = Goal & { rule: string; document: string; clause: string; source: 'law' | 'split' };

const codeText = (code: number) => String(code).padStart(12, '0');

/** The law in use. */
export async function lawSet(tx: Tx): Promise<RuleSet> {
  return (await currentPolicy(tx)).set;
}

/** Laws of places, kept as long as the rule set they are of. */
const laws = new WeakMap<RuleSet, Map<string, Law>>();

function lawAt(set: RuleSet, code: number): Law {
  const known = laws.get(set) ?? new Map<string, Law>();
  laws.set(set, known);
  const places = jurisdictionsOf(codeText(code));
  const law = known.get(places.join()) ?? lawOf(set, places);
  known.set(places.join(), law);
  return law;
}

/** The goals that documents set for a place itself on a day, one per target rule of the indicator. */
export function goalsOfLaw(set: RuleSet, d: IndicatorDefinition, code: number, on: string): SetGoal[] {
  if (d.goal) return [statedGoal(set, d, d.goal, code, on)];
  const law = lawAt(set, code);
  const day = window(d.period, on).to;
  return d.targets.flatMap((key) => {
    const rule = law.rule(key, day);
    const target = rule?.target;
    if (!rule || !target) return [];
    const version = law.parameter(target.parameter, day)?.version;
    if (typeof version?.value !== 'number') return [];
    const tolerance = target.tolerance ? law.parameter(target.tolerance, day)?.version?.value : undefined;
    return [
      {
        value: version.value,
        operator: target.operator as Operator,
        tolerance: typeof tolerance === 'number' ? tolerance : 0,
        rule: key,
        document: rule.document,
        clause: rule.clause,
        source: 'law' as const,
      },
    ];
  });
}

function statedGoal(
  set: RuleSet,
  d: IndicatorDefinition,
  goal: NonNullable<IndicatorDefinition['goal']>,
  code: number,
  on: string,
): SetGoal {
  const { tolerance_parameter: key, tolerance, ...stated } = goal;
  const local =
    key === undefined ? undefined : lawAt(set, code).parameter(key, window(d.period, on).to)?.version?.value;
  return {
    ...stated,
    tolerance: typeof local === 'number' ? local : tolerance,
    rule: d.key,
    document: d.document,
    clause: d.clause,
    source: 'law',
  };
}

/** The definition with the areas of its counts filled in: those that the named parameters list anywhere on the day. */
export function withAreas(set: RuleSet, d: IndicatorDefinition, on: string): IndicatorDefinition {
  const day = window(d.period, on).to;
  const filled = (count: Count): Count =>
    count.areas ? { ...count, ranges: listedAreas(set, count.areas, day) } : count;
  return {
    ...d,
    ...(d.count ? { count: filled(d.count) } : {}),
    also: d.also.map(filled),
    ...(d.share ? { share: { part: filled(d.share.part), whole: filled(d.share.whole) } } : {}),
    ...(d.coverage
      ? { coverage: { ...d.coverage, all: filled(d.coverage.all), reached: filled(d.coverage.reached) } }
      : {}),
  };
}

/** Lists that begin later in the period hold for all of it: a published list of areas is no matter of the day it was printed on. */
function listedAreas(set: RuleSet, keys: readonly string[], day: string): AreaRange[] {
  const versions = set.parameters.filter((p) => keys.includes(p.key)).flatMap((p) => p.versions);
  const codes = versions
    .filter((v) => v.valid.to === null || v.valid.to >= day)
    .flatMap((v) => (Array.isArray(v.value) ? v.value : []));
  return normalizeAreas(codes.map((code) => rangeOf(Number(String(code).padEnd(12, '0')))));
}

/** Shares in force of several places on a day, by indicator and place; a share of the day's year goes before one for the whole period. */
async function sharesOf(tx: Tx, codes: readonly number[], on: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('indicator_share')
    .select(['indicator', 'division_code', 'value'])
    .where('division_code', 'in', [...codes])
    .where('published', '=', true)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .where((eb) => eb.or([eb('year', 'is', null), eb('year', '=', Number(on.slice(0, 4)))]))
    .orderBy('year', (o) => o.asc().nullsFirst())
    .execute();
  return new Map(rows.map((r) => [`${r.indicator} ${r.division_code}`, Number(r.value)]));
}

/** Whether the document's goal holds at every place as it stands: rates and each-goals are not split. */
export const isUndivided = (d: IndicatorDefinition, goal: Goal): boolean =>
  d.unit === 'percent' || d.unit === 'per_mille' || goal.operator === 'each';

/**
 * What each place is held against on a day, by indicator: a rate's goal is everybody's; a figure's is the nation's by law, and a place's own by the split of
 * the place above it, with the operator of the document, or by what its own law sets. Places without one are left out.
 */
export async function goalsOf(
  tx: Tx,
  set: RuleSet,
  definitions: readonly IndicatorDefinition[],
  codes: readonly number[],
  on: string,
): Promise<Map<string, Map<number, SetGoal>>> {
  const shares = await sharesOf(tx, codes, on);
  return new Map(
    definitions.map((d) => [d.key, goalsOfOne(set, d, codes, on, (code) => shares.get(`${d.key} ${code}`))]),
  );
}

function goalsOfOne(
  set: RuleSet,
  d: IndicatorDefinition,
  codes: readonly number[],
  on: string,
  shareOf: (code: number) => number | undefined,
): Map<number, SetGoal> {
  const goals = new Map<number, SetGoal>();
  const stated = goalsOfLaw(set, d, jurisdictionCode(d), on)[0];
  if (stated === undefined) return goals;
  for (const code of codes) {
    const share = shareOf(code);
    const own = goalsOfLaw(set, d, code, on)[0];
    if (own === undefined) continue;
    if (isUndivided(d, own) || code === jurisdictionCode(d) || own.value !== stated.value) goals.set(code, own);
    else if (share !== undefined) goals.set(code, { ...own, value: share, source: 'split' });
  }
  return goals;
}

/** The place whose figure the document itself names. */
export function jurisdictionCode(d: IndicatorDefinition): number {
  return d.jurisdiction === '00' ? 0 : Number(d.jurisdiction.padEnd(12, '0'));
}
