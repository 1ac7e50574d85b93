import { checkCitation, overlap, type Known, type Report } from './check-citation.ts';
import type { ParametersSource } from './rule-source.ts';
import { levelOf, yearlyDay } from './parameters.ts';
import type { ParameterType, ParameterValue } from './rule.ts';
import { isPlainDate } from '../platform/plain-date.ts';
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
    if (!used.has(parameter.key))
      report([...path, 'key'], 'PARAMETER_UNUSED', `参数 ${parameter.key} 没有被任何规则使用`);
    for (const [j, version] of parameter.versions.entries()) {
      const here = [...path, 'versions', j];
      checkVersion(parameter, version, here, report);
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

function isYearlyDay(text: string): boolean {
  try {
    return yearlyDay(text, 2000) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
