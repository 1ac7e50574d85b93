import type { LoadedRules } from './load.ts';
import { nextDay } from '../engine/parameters.ts';
import type { DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import type { Validity } from '../engine/rule.ts';

type Sources = LoadedRules['sources'];
type ParameterSource = ParametersSource['parameters'][number];
export type ValueSource = ParameterSource['versions'][number];

/** What offices set or add to the law: documents with their parameters and rules, and values of parameters that are there already. */
export type Additions = {
  documents: readonly DocumentSource[];
  parameters: readonly ParameterSource[];
  rules: readonly RuleSource[];
  values: readonly { key: string; value: ValueSource }[];
};

/** What could not be joined because the folder brought the same itself or no longer knows the parameter. */
export type LeftOut = { kind: 'document' | 'parameter' | 'rule' | 'value'; key: string };

/**
 * The law of the folder joined with what offices added, in the order they came into force. The folder goes first: a document, parameter or rule
 * version it brings itself is not taken twice. A later value of a place ends the earlier one the day before it begins.
 */
export function joinAdditions(
  base: Sources,
  additions: readonly Additions[],
): { sources: Sources; leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const documents = new Map(base.documents.map((d) => [d.code, d]));
  const parameters = new Map(base.parameters.map((p) => [p.key, p]));
  const rules = new Map(base.rules.map((r) => [ruleName(r), r]));
  const add = <T>(to: Map<string, T>, name: string, item: T, kind: LeftOut['kind']): void => {
    if (to.has(name)) leftOut.push({ kind, key: name });
    else to.set(name, item);
  };
  for (const each of additions) {
    for (const d of each.documents) add(documents, d.code, d, 'document');
    for (const p of each.parameters) add(parameters, p.key, p, 'parameter');
    for (const r of each.rules) add(rules, ruleName(r), r, 'rule');
    for (const { key, value } of each.values) {
      const known = parameters.get(key);
      if (known) parameters.set(key, withValue(known, value));
      else leftOut.push({ kind: 'value', key });
    }
  }
  return {
    sources: { documents: [...documents.values()], parameters: [...parameters.values()], rules: [...rules.values()] },
    leftOut,
  };
}

const ruleName = (rule: RuleSource): string => `${rule.key} v${rule.version} ${rule.jurisdiction}`;

/** The parameter with the value set for its place; what held there before ends the day before and goes on after a limited value. */
export function withValue(parameter: ParameterSource, value: ValueSource): ParameterSource {
  const versions = parameter.versions.flatMap((v) =>
    v.jurisdiction === value.jurisdiction
      ? outside(v.valid, value.valid).map((valid) => Object.assign({}, v, { valid }))
      : [v],
  );
  return { ...parameter, versions: [...versions, value] };
}

/** The parts of a validity that lie before and after another. */
function outside(whole: Validity, cut: Validity): readonly Validity[] {
  if ((cut.to !== null && cut.to < whole.from) || (whole.to !== null && whole.to < cut.from)) return [whole];
  const parts: Validity[] = [];
  if (whole.from < cut.from) parts.push({ from: whole.from, to: dayBefore(cut.from) });
  if (cut.to !== null && (whole.to === null || cut.to < whole.to)) parts.push({ from: nextDay(cut.to), to: whole.to });
  return parts;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
