import { checkCitation, overlap, type Known, type Report } from './check-citation.ts';
import type { ParametersSource } from './rule-source.ts';
import { jurisdictionsOf, levelOf, respects, yearlyDay } from '../engine/parameters.ts';
import type { ParameterType, ParameterValue } from '../engine/rule.ts';
import { isPlainDate } from '../../platform/plain-date.ts';
import type { Path } from './source.ts';

type Source = ParametersSource['parameters'][number];

/** Checks values against types, places against levels, versions against each other, citations and use. */
export function checkParameters(
  source: ParametersSource,
  known: Known,
  used: ReadonlySet<string>,
  report: Report,
): void {
  for (const [i, parameter] of source.parameters.entries()) {
    const path = ['parameters', i];
    if (known.parameters.get(parameter.key) !== parameter)
      report([...path, 'key'], 'PARAMETER_TWICE', `参数 ${parameter.key} 定义了两次`);
    if (!used.has(parameter.key) && parameter.left_open === undefined)
      report([...path, 'key'], 'PARAMETER_UNUSED', `参数 ${parameter.key} 没有被任何规则使用`);
    checkReferences(parameter, known, path, report);
    for (const [j, version] of parameter.versions.entries()) {
      const here = [...path, 'versions', j];
      checkVersion(parameter, version, here, report);
      checkBound(parameter, version, known, here, report);
      checkCitation(version.document, version.clause, known, report, here);
      const clash = parameter.versions
        .slice(0, j)
        .some((v) => v.jurisdiction === version.jurisdiction && overlap(v.valid, version.valid));
      if (clash)
        report(
          [...here, 'valid'],
          'VERSIONS_OVERLAP',
          `参数 ${parameter.key} 在 ${version.jurisdiction} 同一时期有两个值`,
        );
    }
  }
}

function checkReferences(parameter: Source, known: Known, path: Path, report: Report): void {
  for (const name of ['inherits', 'bounded_by'] as const) {
    const key = parameter[name];
    if (key !== undefined && known.parameters.get(key)?.type !== parameter.type)
      report([...path, name], 'PARAMETER_UNKNOWN', `没有类型为 ${parameter.type} 的参数 ${key}`);
  }
}

/** A figure set by a place is held against every figure that binds it while both are in force there. */
function checkBound(
  parameter: Source,
  version: Source['versions'][number],
  known: Known,
  path: Path,
  report: Report,
): void {
  const bounds = parameter.bounded_by === undefined ? [] : (known.parameters.get(parameter.bounded_by)?.versions ?? []);
  for (const bound of bounds) {
    const here =
      jurisdictionsOf(version.jurisdiction).includes(bound.jurisdiction) && overlap(bound.valid, version.valid);
    if (!here || typeof bound.value !== 'number' || typeof version.value !== 'number') continue;
    if (!respects(bound.operator, bound.value, version.value))
      report(
        [...path, 'value'],
        'STANDARD_NOT_ALLOWED',
        `参数 ${parameter.key} 的值 ${version.value} 不合 ${bound.document} ${bound.clause} 的 ${bound.value}（${bound.operator}）`,
      );
  }
}

function checkVersion(parameter: Source, version: Source['versions'][number], path: Path, report: Report): void {
  const level = levelOf(version.jurisdiction);
  if (!level || !parameter.levels.includes(level)) {
    report([...path, 'jurisdiction'], 'LEVEL_UNFIT', `参数 ${parameter.key} 应由 ${parameter.levels.join('、')} 设定`);
  }
  if (!fits(parameter.type, version.value))
    report([...path, 'value'], 'VALUE_TYPE', `参数 ${parameter.key} 的值应为 ${parameter.type}`);
  const codes = typeof version.value === 'string' ? [version.value] : Array.isArray(version.value) ? version.value : [];
  const strange = parameter.options ? codes.filter((code) => !parameter.options?.includes(code)) : [];
  if (strange.length > 0)
    report(
      [...path, 'value'],
      'CODE_UNKNOWN',
      `没有选项 ${strange.join('、')}；可用：${parameter.options?.join('、')}`,
    );
}

/** Whether a value is of the parameter's type. */
export function fits(type: ParameterType, value: ParameterValue): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'yuan':
    case 'number':
      return typeof value === 'number' && value >= 0;
    case 'boolean':
      return typeof value === 'boolean';
    case 'code':
      return typeof value === 'string';
    case 'codes':
      return isList(value) && value.every((code) => !/^\d/.test(code));
    case 'divisions':
      return isList(value) && value.every((code) => levelOf(code) !== null);
    case 'day':
      return typeof value === 'string' && isPlainDate(value);
    case 'yearly_day':
      return typeof value === 'string' && isYearlyDay(value);
  }
}

const isList = (value: ParameterValue): value is readonly string[] => Array.isArray(value);

/** Every day of any year is a day of this one. */
const LEAP_YEAR = 2000;

function isYearlyDay(text: string): boolean {
  try {
    return isPlainDate(yearlyDay(text, LEAP_YEAR));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
