import type { AreaRange } from '../../../platform/context.ts';
import { jurisdictionsOf, lawOf, type Law, type Rule, type RuleSet } from '../../../policy/index.ts';
import { areaRange } from '../../../standards/index.ts';

/** The law of a part of an area: that of a place with its own standards or rules, before that of the area itself. */
export type PartOfArea = { lo: number; hi: number; law: Law; rule: Rule | null };

const CODE_LENGTH = 12;

/**
 * Splits an area (12-digit codes, half-open) into the parts where the law may differ: one for each place inside that has set something of its own,
 * the smallest places first, and last the rest of the area. `rule` is that of `key` on the day, after its end its last version.
 */
export function lawsOfArea(set: RuleSet, areas: readonly AreaRange[], key: string, on: string): readonly PartOfArea[] {
  const codes = new Set([
    ...set.parameters.flatMap((p) => p.versions.map((v) => v.jurisdiction)),
    ...set.rules.map((r) => r.jurisdiction),
  ]);
  const own = [...codes]
    .filter((code) => code !== '00')
    .filter((code) => areasTouch(areas, code))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const parts = own.map((code) => ({ ...areaRange(code), ...ruleAt(set, code, key, on) }));
  return [...parts, { lo: 0, hi: Number('9'.repeat(CODE_LENGTH)) + 1, ...ruleAt(set, '', key, on) }];
}

function ruleAt(set: RuleSet, code: string, key: string, on: string): { law: Law; rule: Rule | null } {
  const law = lawOf(set, code === '' ? ['00'] : jurisdictionsOf(code));
  return { law, rule: law.rule(key, on) ?? law.versions(key).at(-1) ?? null };
}

/** The rule that a name means in an area on a day: the one in force there, else the last that was. */
export function ruleMeant(set: RuleSet, areas: readonly AreaRange[], benefit: string, on: string): Rule | null {
  const named = set.rules.filter((r) => r.who !== null && r.kind !== 'test' && isNamed(r.key, benefit));
  const [lowest] = areas;
  const law = lawOf(set, jurisdictionsOf(String(lowest?.lo ?? 0).padStart(CODE_LENGTH, '0')));
  const there = named.filter((r) => law.jurisdictions.includes(r.jurisdiction) || areasTouch(areas, r.jurisdiction));
  const inForce = there.filter((r) => r.valid.from <= on && (r.valid.to === null || on <= r.valid.to));
  return inForce[0] ?? there.toSorted((a, b) => (a.valid.from < b.valid.from ? 1 : -1))[0] ?? null;
}

function areasTouch(areas: readonly AreaRange[], code: string): boolean {
  if (code === '00') return true;
  const { lo, hi } = areaRange(code);
  return areas.some((area) => area.lo < hi && lo < area.hi);
}

function isNamed(key: string, asked: string): boolean {
  const last = (text: string) => text.slice(text.lastIndexOf('.') + 1).replaceAll('_', '-');
  return asked.includes('.') ? key === asked : last(key) === last(asked);
}
