import type { Actor } from '../../platform/context.ts';
import { levels, lines, type Level, type Line } from '../roles/levels.ts';
import { areasHold } from '../scope/scope.ts';

export type GovernedUnit = { unitId: string; level: string; line: string; divisionCode: number | null };

/** Lines and levels of the units an administrator's unit stands above; where they lie is a matter of area. */
export function governedKinds(actor: Actor): { lines: Line[]; levels: Level[] } {
  if (actor.line === 'system') return { lines: [...lines], levels: [...levels] };
  const own = lines.filter((line) => line === actor.line);
  const village: Line[] = actor.line === 'hr' || actor.line === 'poverty' ? ['village'] : [];
  const schools: Line[] = actor.line === 'hr' ? ['school', 'institution'] : [];
  const rank = (levels as readonly string[]).indexOf(actor.level);
  return { lines: [...new Set([...own, ...village, ...schools])], levels: levels.slice(rank + 1) };
}

/**
 * Whether an administrator's unit stands above another: it lies in their area, on a lower level, and on their own line, or is a village or,
 * for the HR line, a school or institution. The system line stands above all.
 */
export function standsAbove(actor: Actor, unit: GovernedUnit): boolean {
  if (unit.unitId === actor.unitId) return false;
  if (actor.line === 'system') return true;
  const kinds = governedKinds(actor);
  const kindFits = kinds.lines.some((line) => line === unit.line) && kinds.levels.some((level) => level === unit.level);
  return kindFits && unit.divisionCode !== null && areasHold(actor.areas, unit.divisionCode);
}
