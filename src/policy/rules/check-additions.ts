import { checkSources } from './check.ts';
import { joinAdditions, type Additions } from './additions.ts';
import type { LoadedRules } from './load.ts';
import type { DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import { parseSource, type RuleFile, type RuleProblem, type Source, type SourceKind } from './source.ts';

/** What was read of uploaded files, and every fault in them with file, line and column. */
export type ReadAdditions = { additions: Additions; problems: readonly RuleProblem[] };

/**
 * Reads a document folder (its files by name: document.yaml, parameters.yaml, rules) and checks it as `policy check` would, together with the law
 * that is in use: it may name parameters and tests of other documents and must not clash with them. Cases among the files are left aside.
 */
export function readAdditions(base: LoadedRules['sources'], files: readonly RuleFile[]): ReadAdditions {
  const parsed = files.filter((f) => !f.path.startsWith('cases/')).map(parseSource);
  const sources = parsed.map((p) => p.source).filter((s) => s !== null);
  const of = <T>(kind: SourceKind) => sources.filter((s) => s.kind === kind).map((s) => s.data as T);
  const additions: Additions = {
    documents: of<DocumentSource>('document'),
    parameters: of<ParametersSource>('parameters').flatMap((s) => s.parameters),
    rules: of<RuleSource>('rule'),
    values: [],
  };
  const own = new Set(files.map((f) => f.path));
  const clashes = joinAdditions(base, [additions]).leftOut.map((l): RuleProblem => ({
    file: l.key,
    line: 1,
    column: 1,
    code: 'ALREADY_HELD',
    message: `${l.key} 已在规则库中`,
  }));
  const found = checkSources([...sourcesFrom(base), ...sources], null).filter((p) => own.has(p.file));
  return { additions, problems: [...parsed.flatMap((p) => p.problems), ...clashes, ...found] };
}

/** Faults of additions made by a form instead of files; they are told by key. */
export function checkAdditions(base: LoadedRules['sources'], additions: Additions): readonly RuleProblem[] {
  const joined = joinAdditions(base, [additions]);
  const before = new Set(checkSources(sourcesFrom(base), null).map(told));
  return checkSources(sourcesFrom(joined.sources), null).filter((p) => !before.has(told(p)));
}

const told = (p: RuleProblem): string => `${p.file} ${p.code} ${p.message}`;

/** The law in use in the shape that checks read; its own faults are told by key. */
function sourcesFrom(base: LoadedRules['sources']): readonly Source[] {
  const source = (path: string, kind: SourceKind, data: unknown): Source => ({
    path,
    kind,
    data,
    problemAt: (_at, code, message) => ({ file: path, line: 1, column: 1, code, message }),
  });
  return [
    ...base.documents.map((d) => source(`(${d.code})`, 'document', d)),
    source('(parameters)', 'parameters', { parameters: base.parameters }),
    ...base.rules.map((r) => source(`(${r.key})`, 'rule', r)),
  ];
}
