import { LineCounter, parseDocument } from 'yaml';
import { isPlainDate } from '../../platform/plain-date.ts';
import { fits } from '../rules/check-parameters.ts';
import {
  FACTS,
  factsOf,
  isFactName,
  type Day,
  type Facts,
  type FactStatement,
  type FactValue,
} from '../facts/facts.ts';
import { jurisdictionsOf, lawOf, levelOf, respects } from '../engine/parameters.ts';
import type { ParameterValue, RuleSet } from '../engine/rule.ts';
import { schemaFaults } from './case-schema-faults.ts';
import { offsetOf, type Path, type RuleFile, type RuleProblem } from '../rules/source.ts';

/** A question read from a file: one person on one day, with the local standards it assumes. */
export type CaseQuestion = {
  date: Day;
  division: string;
  benefit: string | null;
  facts: Facts;
  parameters: Readonly<Record<string, ParameterValue>>;
};

type Given = FactValue | { value: FactValue; source?: string; as_of?: Day; note?: string };
type CaseSource = {
  date: Day;
  division: string;
  benefit?: string;
  person?: Record<string, Given>;
  household?: Record<string, Given>;
  parameters?: Record<string, ParameterValue>;
};

/**
 * Reads a case file (JSON) against the published schema, the facts catalogue and the law's parameters. Pure. A file at fault gives no
 * question but problems with line, column, a stable code, and what was expected.
 */
export function readCase(
  file: RuleFile,
  set: RuleSet,
): { question: CaseQuestion | null; problems: readonly RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, version: '1.2' });
  const at = (offset: number, code: string, message: string): RuleProblem => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line, column: col, code, message };
  };
  const notJson = jsonFault(file.text);
  if (notJson !== null || document.errors.length > 0) {
    const offset = document.errors[0]?.pos[0] ?? notJson?.at ?? 0;
    return {
      question: null,
      problems: [at(offset, 'JSON_INVALID', `不是有效的 JSON：${notJson?.message ?? '同一名称写了两次'}`)],
    };
  }
  const problemAt = (path: Path, code: string, message: string) => at(offsetOf(document, path), code, message);
  const data: unknown = document.toJS();
  const shape = schemaFaults(data, problemAt);
  const source = data as CaseSource;
  const problems = shape.length > 0 ? shape : contentProblems(source, set, problemAt);
  return problems.length > 0 ? { question: null, problems } : { question: questionOf(source), problems: [] };
}

function jsonFault(text: string): { message: string; at: number | null } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /position (\d+)/.exec(error.message)?.[1];
    return { message: error.message, at: position === undefined ? firstFault(text, error.message) : Number(position) };
  }
}

/** Where a fault stands that is told without its place: the end of the shortest beginning that already has it. */
function firstFault(text: string, message: string): number {
  const kind = message.slice(0, 16);
  let [low, high] = [1, text.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (messageOf(text.slice(0, middle)).startsWith(kind)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof SyntaxError ? error.message : '';
  }
}

function questionOf(source: CaseSource): CaseQuestion {
  const { date, division, benefit = null, person = {}, household = {}, parameters = {} } = source;
  const stated = Object.entries({ ...household, ...person }).map(
    ([name, given]) => [name, statementOf(given)] as const,
  );
  const places = jurisdictionsOf(division);
  const at = (length: number) => places.find((code) => code.length === length && code !== '00') ?? null;
  const place = factsOf({
    county: at(6),
    city: at(4),
    province: places.find((c) => c.length === 2 && c !== '00') ?? null,
  });
  return { date, division, benefit, facts: { ...place, ...Object.fromEntries(stated) }, parameters };
}

function statementOf(given: Given): FactStatement {
  if (typeof given !== 'object' || given === null || !('value' in given)) return { value: given };
  const { as_of: asOf, ...rest } = given;
  return asOf === undefined ? rest : { ...rest, asOf };
}

type ProblemAt = (path: Path, code: string, message: string) => RuleProblem;

function contentProblems(source: CaseSource, set: RuleSet, problemAt: ProblemAt): RuleProblem[] {
  const problems = dayProblems(source, problemAt);
  for (const name of Object.keys(source.household ?? {})) {
    if (source.person && Object.hasOwn(source.person, name))
      problems.push(problemAt(['household', name], 'FACT_TWICE', `${name} 在 person 和 household 中都写了`));
  }
  for (const [key, value] of Object.entries(source.parameters ?? {})) {
    const fault = parameterFault(key, value, source, set);
    if (fault) problems.push(problemAt(['parameters', key], ...fault));
  }
  const { benefit } = source;
  if (benefit !== undefined && !set.rules.some((rule) => names(rule.key, benefit)))
    problems.push(problemAt(['benefit'], 'BENEFIT_UNKNOWN', `没有事项 ${benefit}；可用：${askable(set).join('、')}`));
  return problems;
}

function dayProblems(source: CaseSource, problemAt: ProblemAt): RuleProblem[] {
  const days: (readonly [Path, unknown])[] = [[['date'], source.date]];
  for (const group of ['person', 'household'] as const) {
    for (const [name, given] of Object.entries(source[group] ?? {})) {
      const { value, asOf } = statementOf(given);
      if (asOf !== undefined) days.push([[group, name, 'as_of'], asOf]);
      if (isFactName(name) && FACTS[name].type === 'date' && value !== null) days.push([[group, name], value]);
    }
  }
  return days
    .filter(([, day]) => typeof day !== 'string' || !isPlainDate(day))
    .map(([path, day]) => problemAt(path, 'DATE_INVALID', `${String(day)} 不是日历上的一天，应为 yyyy-mm-dd`));
}

function parameterFault(
  key: string,
  value: ParameterValue,
  { division, date }: CaseSource,
  set: RuleSet,
): [code: string, message: string] | null {
  const parameter = set.parameters.find((p) => p.key === key);
  if (!parameter) return ['PARAMETER_UNKNOWN', `没有参数 ${key}`];
  if (!fits(parameter.type, value)) return ['VALUE_TYPE', `参数 ${key} 的值应为 ${parameter.type}`];
  const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  if (parameter.options && codes.some((code) => !parameter.options?.includes(code)))
    return ['CODE_UNKNOWN', `参数 ${key} 可用：${parameter.options.join('、')}`];
  const [own, ...above] = jurisdictionsOf(division);
  const binding = lawOf(set, above.length > 0 ? above : ['00']);
  const standing = binding.parameter(parameter.boundedBy ?? key, date)?.version;
  if (own === undefined || levelOf(own) === null || typeof value !== 'number' || typeof standing?.value !== 'number')
    return null;
  if (respects(standing.operator, standing.value, value)) return null;
  return [
    'STANDARD_NOT_ALLOWED',
    `参数 ${key} 应${standing.operator === 'cap' ? '不超过' : '不低于'} ${standing.value}（${standing.document} ${standing.clause}）`,
  ];
}

/** Whether a rule's key is what was asked for: the whole key, or its last part, with - or _. */
export function names(key: string, asked: string): boolean {
  return asked.includes('.') ? key === asked.replaceAll('_', '-') : lastPart(key) === lastPart(asked);
}

const lastPart = (key: string): string => key.slice(key.lastIndexOf('.') + 1).replaceAll('_', '-');

const askable = (set: RuleSet): readonly string[] => [
  ...new Set(
    set.rules.filter((r) => r.kind !== 'deadline' && r.kind !== 'target' && r.kind !== 'ranking').map((r) => r.key),
  ),
];
