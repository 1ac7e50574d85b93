import { fits } from './check-parameters.ts';
import { jurisdictionsOf, levelOf, respects } from '../engine/parameters.ts';
import { inForce, type Parameter, type ParameterValue, type RuleSet, type Validity } from '../engine/rule.ts';

/** What an office would set for its place. */
export type LocalValue = { key: string; jurisdiction: string; value: ParameterValue; valid: Validity };

/** Why a value may not be set; `bound` is the figure it undercuts or exceeds. */
export type ValueRefusal =
  | {
      why: 'unknown_parameter' | 'wrong_level' | 'wrong_type' | 'unknown_option' | 'wrong_dates' | 'stated_by_document';
    }
  | { why: 'outside_bound'; bound: number; operator: string; document: string; clause: string };

/**
 * Whether a place may set a parameter so: a level that may, a value of its type and options, days in order, nothing the document itself states for that
 * place (unless a new document of that place changes it: `byDocument`), and within the floor or cap that binds it. Null when it may.
 */
export function refusalOf(set: RuleSet, local: LocalValue, byDocument = false): ValueRefusal | null {
  const parameter = set.parameters.find((p) => p.key === local.key);
  if (!parameter) return { why: 'unknown_parameter' };
  const own = byDocument && parameter.versions.some((v) => v.jurisdiction === local.jurisdiction);
  const level = levelOf(local.jurisdiction);
  if (!own && (level === null || !parameter.levels.includes(level))) return { why: 'wrong_level' };
  if (!fits(parameter.type, local.value)) return { why: 'wrong_type' };
  if (!optionsHeld(parameter, local.value)) return { why: 'unknown_option' };
  if (local.valid.to !== null && local.valid.to < local.valid.from) return { why: 'wrong_dates' };
  const stated = parameter.versions.some(
    (v) => v.jurisdiction === local.jurisdiction && v.status === 'stated' && overlaps(v.valid, local.valid),
  );
  if (stated && !own) return { why: 'stated_by_document' };
  return boundBroken(set, parameter, local);
}

function optionsHeld(parameter: Parameter, value: ParameterValue): boolean {
  const { options } = parameter;
  if (options === null) return true;
  const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  return codes.every((code) => options.includes(code));
}

function boundBroken(set: RuleSet, parameter: Parameter, local: LocalValue): ValueRefusal | null {
  const { value } = local;
  if (parameter.boundedBy === null || typeof value !== 'number') return null;
  const places = jurisdictionsOf(local.jurisdiction);
  const bounds = set.parameters.find((p) => p.key === parameter.boundedBy)?.versions ?? [];
  for (const bound of bounds) {
    if (!places.includes(bound.jurisdiction) || !overlaps(bound.valid, local.valid)) continue;
    if (typeof bound.value === 'number' && !respects(bound.operator, bound.value, value)) {
      const { operator, document, clause } = bound;
      return { why: 'outside_bound', bound: bound.value, operator, document, clause };
    }
  }
  return null;
}

const overlaps = (a: Validity, b: Validity): boolean => inForce(a, b.from) || inForce(b, a.from);
