import type { Known, Report } from './check-citation.ts';
import type { ConditionSource, OperandSource } from './condition-source.ts';
import { FACTS, factDefinition, isFactName, type FactDefinition } from '../facts/facts.ts';
import { COMPARISONS, type Comparison, type Parameter } from '../engine/rule.ts';
import type { Path } from './source.ts';

/** Reports what a schema cannot say of a condition: facts, tests, parameters, comparisons and codes that do not exist or fit. */
export function checkCondition(source: ConditionSource, path: Path, known: Known, report: Report): void {
  for (const list of ['all', 'any'] as const) {
    for (const [i, part] of (source[list] ?? []).entries()) checkCondition(part, [...path, list, i], known, report);
  }
  if (source.not) checkCondition(source.not, [...path, 'not'], known, report);
  if (source.test !== undefined && !known.rules.get(source.test)?.some((r) => r.kind === 'test')) {
    report([...path, 'test'], 'TEST_UNKNOWN', `没有名为 ${source.test} 的判定`);
  }
  if (source.parameter !== undefined)
    checkParameterNamed(
      source.parameter,
      source.exists === undefined ? ['boolean', 'code', 'codes'] : ANY_TYPE,
      [...path, 'parameter'],
      known,
      report,
    );
  if (source.fact !== undefined) checkComparison(source, source.fact, path, known, report);
}

const ANY_TYPE: readonly Parameter['type'][] = [
  'integer',
  'number',
  'yuan',
  'boolean',
  'code',
  'codes',
  'divisions',
  'yearly_day',
  'day',
];

/** The definition of a fact by its name; reports a name that the catalogue lacks. */
export function checkFactNamed(name: string, path: Path, report: Report): FactDefinition | null {
  if (isFactName(name)) return factDefinition(name);
  report(path, 'FACT_UNKNOWN', `事实目录中没有 ${name}；可用：${Object.keys(FACTS).join('、')}`);
  return null;
}

/** Reports a parameter that the folder lacks or whose type does not fit. */
export function checkParameterNamed(
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

/** Reports a fact that the catalogue lacks or whose type does not fit. */
export function checkFactOfType(
  name: string,
  types: readonly FactDefinition['type'][],
  path: Path,
  report: Report,
): void {
  const fact = checkFactNamed(name, path, report);
  if (fact && !types.includes(fact.type))
    report(path, 'FACT_TYPE', `${name} 的类型是 ${fact.type}，此处应为 ${types.join(' 或 ')}`);
}
