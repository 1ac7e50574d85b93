import { checkCitation, overlap, type Known, type Report } from './check-citation.ts';
import { checkParameters } from './check-parameters.ts';
import type { ConditionSource, OperandSource } from './condition-source.ts';
import { FACTS, factDefinition, isFactName, type FactDefinition } from './facts.ts';
import type { CasesSource, DocumentSource, ParametersSource, RuleSource } from './rule-source.ts';
import { COMPARISONS, type Comparison, type Parameter } from './rule.ts';
import type { Path, RuleProblem, Source } from './source.ts';

const as = <T>(sources: readonly Source[], kind: Source['kind']) =>
  sources.filter((s) => s.kind === kind).map((s) => s.data as T);

/**
 * What a schema cannot say: every clause, parameter, test and fact exists and fits, no two versions of a key overlap in a
 * place, no parameter goes unused, tests do not use each other in a circle. Faults carry file and line.
 */
export function checkSources(sources: readonly Source[]): readonly RuleProblem[] {
  const rules = as<RuleSource>(sources, 'rule');
  const known: Known = {
    documents: new Map(as<DocumentSource>(sources, 'document').map((d) => [d.code, d])),
    parameters: new Map(
      as<ParametersSource>(sources, 'parameters').flatMap((s) => s.parameters.map((p) => [p.key, p] as const)),
    ),
    rules: Map.groupBy(rules, (r) => r.key),
  };
  const used = new Set(rules.flatMap(parametersNamed));
  return sources.flatMap((source) => checkSource(source, known, used));
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

function checkDuties({ due, target, rank }: RuleSource, known: Known, report: Report): void {
  if (due) {
    checkParameterNamed(
      due.parameter,
      due.since ? ['integer'] : ['yearly_day', 'day', 'integer'],
      ['due', 'parameter'],
      known,
      report,
    );
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

function checkFactOfType(name: string, types: readonly FactDefinition['type'][], path: Path, report: Report): void {
  const fact = checkFactNamed(name, path, report);
  if (fact && !types.includes(fact.type))
    report(path, 'FACT_TYPE', `${name} 的类型是 ${fact.type}，此处应为 ${types.join(' 或 ')}`);
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

function checkCondition(source: ConditionSource, path: Path, known: Known, report: Report): void {
  for (const list of ['all', 'any'] as const) {
    for (const [i, part] of (source[list] ?? []).entries()) checkCondition(part, [...path, list, i], known, report);
  }
  if (source.not) checkCondition(source.not, [...path, 'not'], known, report);
  if (source.test !== undefined && !known.rules.get(source.test)?.some((r) => r.kind === 'test')) {
    report([...path, 'test'], 'TEST_UNKNOWN', `没有名为 ${source.test} 的判定`);
  }
  if (source.parameter !== undefined)
    checkParameterNamed(source.parameter, ['boolean', 'code', 'codes'], [...path, 'parameter'], known, report);
  if (source.fact !== undefined) checkComparison(source, source.fact, path, known, report);
}

function checkFactNamed(name: string, path: Path, report: Report): FactDefinition | null {
  if (isFactName(name)) return factDefinition(name);
  report(path, 'FACT_UNKNOWN', `事实目录中没有 ${name}；可用：${Object.keys(FACTS).join('、')}`);
  return null;
}

function checkParameterNamed(
  key: string,
  types: readonly Parameter['type'][],
  path: Path,
  known: Known,
  report: Report,
): void {
  const found = known.parameters.get(key);
  if (!found) report(path, 'PARAMETER_UNKNOWN', `没有参数 ${key}`);
  else if (!types.includes(found.type))
    report(path, 'PARAMETER_TYPE', `参数 ${key} 的类型是 ${found.type}，此处应为 ${types.join(' 或 ')}`);
}

const FITTING: Readonly<Record<FactDefinition['type'], readonly Comparison[]>> = {
  boolean: ['eq', 'exists'],
  integer: ['eq', 'gte', 'lte', 'gt', 'lt', 'exists'],
  fen: ['eq', 'gte', 'lte', 'gt', 'lt', 'exists'],
  date: ['eq', 'gte', 'lte', 'gt', 'lt', 'exists'],
  code: ['eq', 'in', 'exists'],
  codes: ['has_any', 'exists'],
};

function checkComparison(source: ConditionSource, name: string, path: Path, known: Known, report: Report): void {
  const fact = checkFactNamed(name, [...path, 'fact'], report);
  const op = COMPARISONS.find((c) => source[c] !== undefined);
  const operand = op === undefined ? undefined : source[op];
  if (!fact || op === undefined || operand === undefined) return;
  const here = [...path, op];
  if (!FITTING[fact.type].includes(op))
    return report(
      here,
      'COMPARISON_UNFIT',
      `${name}（${fact.type}）不能用 ${op}，可用 ${FITTING[fact.type].join('、')}`,
    );
  if (op === 'exists') {
    if (typeof operand !== 'boolean') report(here, 'OPERAND_TYPE', 'exists 应为 true 或 false');
    return;
  }
  checkOperand(operand, op, fact, here, known, report);
}

function checkOperand(
  operand: OperandSource,
  op: Comparison,
  fact: FactDefinition,
  path: Path,
  known: Known,
  report: Report,
): void {
  const many = op === 'in' || op === 'has_any';
  if (typeof operand === 'object' && 'parameter' in operand) {
    const wanted = parameterTypeFor(fact, many);
    return checkParameterNamed(operand.parameter, wanted, [...path, 'parameter'], known, report);
  }
  if (typeof operand === 'object' && 'fact' in operand) {
    const other = checkFactNamed(operand.fact, [...path, 'fact'], report);
    if (other && other.type !== fact.type)
      report(path, 'OPERAND_TYPE', `两个事实的类型不同：${fact.type} 与 ${other.type}`);
    return;
  }
  if (typeof operand === 'object' && 'date' in operand) {
    if (fact.type !== 'date') report(path, 'OPERAND_TYPE', '只有日期可以与办理日比较');
    return;
  }
  if (typeof operand === 'boolean') {
    if (fact.type !== 'boolean') report(path, 'OPERAND_TYPE', `应为 ${fact.type}，而不是是/否`);
    return;
  }
  checkCodes(operand, many, fact, path, report);
}

function checkCodes(
  operand: string | readonly string[],
  many: boolean,
  fact: FactDefinition,
  path: Path,
  report: Report,
): void {
  if (many !== (typeof operand !== 'string')) report(path, 'OPERAND_TYPE', many ? '应为代码列表' : '应为一个代码');
  const codes = typeof operand === 'string' ? [operand] : operand;
  for (const code of codes) {
    if (!fact.options || !Object.hasOwn(fact.options, code))
      report(path, 'CODE_UNKNOWN', `没有代码 ${code}；可用：${Object.keys(fact.options ?? {}).join('、')}`);
  }
}

function parameterTypeFor(fact: FactDefinition, many: boolean): readonly Parameter['type'][] {
  if (many) return fact.type === 'code' && !fact.options ? ['codes', 'divisions'] : ['codes'];
  if (fact.type === 'fen') return ['yuan', 'integer'];
  if (fact.type === 'integer') return ['integer'];
  if (fact.type === 'date') return ['day'];
  return fact.type === 'boolean' ? ['boolean'] : ['code'];
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
