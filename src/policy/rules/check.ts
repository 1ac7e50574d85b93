import { checkCitation, overlap, type Known, type Report } from './check-citation.ts';
import { checkParameters } from './check-parameters.ts';
import { checkCondition, checkFactNamed, checkFactOfType, checkParameterNamed } from './check-conditions.ts';
import type { ConditionSource } from './condition-source.ts';
import type { CasesSource, DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import type { Path, RuleProblem, Source } from './source.ts';

const as = <T>(sources: readonly Source[], kind: Source['kind']) =>
  sources.filter((s) => s.kind === kind).map((s) => s.data as T);

/**
 * What a schema cannot say: every clause, parameter, test and fact exists and fits, no two versions of a key overlap in a
 * place, no parameter goes unused, tests do not use each other in a circle. Faults carry file and line.
 */
export function checkSources(sources: readonly Source[], ledger: ReadonlySet<string> | null): readonly RuleProblem[] {
  const rules = as<RuleSource>(sources, 'rule');
  const known: Known = {
    documents: new Map(as<DocumentSource>(sources, 'document').map((d) => [d.code, d])),
    parameters: new Map(
      as<ParametersSource>(sources, 'parameters').flatMap((s) => s.parameters.map((p) => [p.key, p] as const)),
    ),
    rules: Map.groupBy(rules, (r) => r.key),
  };
  const used = new Set([
    ...rules.flatMap(parametersNamed),
    ...[...known.parameters.values()].flatMap((p) => [p.inherits ?? [], p.bounded_by ?? []].flat()),
  ]);
  return sources.flatMap((source) => [
    ...checkSource(source, known, used),
    ...(ledger ? obligationProblems(source, ledger) : []),
  ]);
}

/** Every obligation named anywhere in a file, by where it stands, must be a row of the ledger. */
function obligationProblems(source: Source, ledger: ReadonlySet<string>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      if (key !== 'obligations' && key !== 'proves') walk(inner, here);
      else if (Array.isArray(inner))
        for (const [i, id] of inner.entries())
          if (!ledger.has(id))
            problems.push(source.problemAt([...here, i], 'OBLIGATION_UNKNOWN', `台账中没有义务 ${id}`));
    }
  };
  walk(source.data, []);
  return problems;
}

function checkSource(source: Source, known: Known, used: ReadonlySet<string>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const report: Report = (path, code, message) => problems.push(source.problemAt(path, code, message));
  if (source.kind === 'rule') checkRule(source.data as RuleSource, known, report);
  if (source.kind === 'parameters') checkParameters(source.data as ParametersSource, known, used, report);
  if (source.kind === 'cases') checkCases(source.data as CasesSource, known, report);
  return problems;
}

function checkRule(rule: RuleSource, known: Known, report: Report): void {
  checkCitation(rule.document, rule.clause, known, report, []);
  checkBasis(rule, known, report);
  for (const other of known.rules.get(rule.key) ?? []) {
    if (other !== rule && other.jurisdiction === rule.jurisdiction && overlap(other.valid, rule.valid)) {
      report(['valid'], 'VERSIONS_OVERLAP', `${rule.key} 在 ${rule.jurisdiction} 同一时期有两个版本`);
      break;
    }
  }
  if (rule.who) checkCondition(rule.who, ['who'], known, report);
  if (circular(rule.key, known, [])) report(['who'], 'TEST_CIRCULAR', `${rule.key} 引用了自身`);
  checkGrant(rule, known, report);
  checkDuties(rule, known, report);
  if (rule.transition) {
    checkParameterNamed(rule.transition.switch, ['boolean'], ['transition', 'switch'], known, report);
    const anchor = checkFactNamed(rule.transition.anchor, ['transition', 'anchor'], report);
    if (anchor && anchor.type !== 'date')
      report(['transition', 'anchor'], 'FACT_TYPE', `${rule.transition.anchor} 不是日期`);
  }
}

/** A rule by which a clause has other documents carried out states their numbers, and no number its document does not rest on (SD2017-3.4-13). */
function checkBasis(rule: RuleSource, known: Known, report: Report): void {
  const document = known.documents.get(rule.document);
  const wanted = (document?.clauses ?? []).flatMap((c) => c.carried_out ?? []).filter((c) => c.rule === rule.key);
  const missing = wanted.flatMap((c) => c.numbers).filter((number) => !rule.basis?.includes(number));
  if (missing.length > 0) report(['basis'], 'BASIS_MISSING', `${rule.key} 须以 ${missing.join('、')} 为依据`);
  for (const [i, number] of (rule.basis ?? []).entries())
    if (document && !document.based_on.includes(number))
      report(['basis', i], 'BASIS_UNKNOWN', `${rule.document} 的依据中没有 ${number}`);
}

function checkDuties({ due, target, rank }: RuleSource, known: Known, report: Report): void {
  if (due) {
    checkParameterNamed(
      due.parameter,
      due.since ? ['integer'] : ['yearly_day', 'day', 'integer'],
      ['due', 'parameter'],
      known,
      report,
    );
    if (due.year) checkFactOfType(due.year, ['integer'], ['due', 'year'], report);
    if (due.since) checkFactOfType(due.since, ['date'], ['due', 'since'], report);
  }
  if (target) {
    checkParameterNamed(target.parameter, ['integer', 'number'], ['target', 'parameter'], known, report);
    checkFactOfType(target.actual, ['integer'], ['target', 'actual'], report);
    if (target.tolerance)
      checkParameterNamed(target.tolerance, ['integer', 'number'], ['target', 'tolerance'], known, report);
  }
  if (!rank) return;
  for (const name of ['qualified', 'flagged'] as const) {
    if (!known.rules.get(rank[name])?.some((r) => r.kind === 'test'))
      report(['rank', name], 'TEST_UNKNOWN', `没有名为 ${rank[name]} 的判定`);
  }
  if (rank.score) checkFactOfType(rank.score, ['integer', 'fen'], ['rank', 'score'], report);
  if (rank.tie) checkParameterNamed(rank.tie, ['code'], ['rank', 'tie'], known, report);
}

function checkGrant(rule: RuleSource, known: Known, report: Report): void {
  if (rule.what?.instalments)
    checkParameterNamed(rule.what.instalments, ['integer'], ['what', 'instalments'], known, report);
  for (const [i, line] of (rule.what?.lines ?? []).entries()) {
    const path = ['what', 'lines', i];
    if (line.when) checkCondition(line.when, [...path, 'when'], known, report);
    for (const [j, factor] of line.factors.entries()) {
      if ('parameter' in factor)
        checkParameterNamed(factor.parameter, ['yuan', 'integer', 'number'], [...path, 'factors', j], known, report);
      else {
        const fact = checkFactNamed(factor.fact, [...path, 'factors', j], report);
        if (fact && fact.type !== 'fen' && fact.type !== 'integer')
          report([...path, 'factors', j], 'FACT_TYPE', `${factor.fact} 不是数量或金额`);
      }
    }
  }
}

function checkCases(cases: CasesSource, known: Known, report: Report): void {
  if (!known.rules.has(cases.rule)) report(['rule'], 'RULE_UNKNOWN', `没有规则 ${cases.rule}`);
  const groups: [Path, Record<string, unknown>][] = [[['facts'], cases.facts ?? {}]];
  for (const [i, c] of cases.cases.entries()) {
    groups.push([['cases', i, 'facts'], c.facts ?? {}]);
    for (const [j, who] of (c.candidates ?? []).entries())
      groups.push([['cases', i, 'candidates', j, 'facts'], who.facts ?? {}]);
    for (const key of Object.keys(c.parameters ?? {})) {
      if (!known.parameters.has(key)) report(['cases', i, 'parameters', key], 'PARAMETER_UNKNOWN', `没有参数 ${key}`);
    }
  }
  for (const [path, facts] of groups)
    for (const name of Object.keys(facts)) checkFactNamed(name, [...path, name], report);
}

function testsNamed(source: ConditionSource): string[] {
  const parts = [...(source.all ?? []), ...(source.any ?? []), ...(source.not ? [source.not] : [])];
  return [...(source.test === undefined ? [] : [source.test]), ...parts.flatMap(testsNamed)];
}

function circular(key: string, known: Known, seen: readonly string[]): boolean {
  if (seen.includes(key)) return key === seen[0];
  const next = (known.rules.get(key) ?? []).flatMap((r) => (r.who ? testsNamed(r.who) : []));
  return next.some((test) => circular(test, known, [...seen, key]));
}

/** Fields that name a parameter wherever they stand in a rule. */
const NAMING: readonly string[] = ['parameter', 'switch', 'tolerance', 'tie', 'instalments'];

function parametersNamed(rule: RuleSource): string[] {
  const named: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (NAMING.includes(key) && typeof inner === 'string') named.push(inner);
      else walk(inner);
    }
  };
  walk(rule);
  return named;
}
