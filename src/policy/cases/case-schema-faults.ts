import type { ErrorObject } from 'ajv/dist/2020.js';
import { caseSchema } from './case-schema.ts';
import { ajv, isCause, pathOf, type RuleProblem, type Source } from '../rules/source.ts';

/** Faults of a place itself, whatever is wrong inside it. */
const OWN = new Set(['additionalProperties', 'required']);
const SCHEMA = caseSchema();

/** Faults of a case file against its published schema, one for each place, with what was expected there; none when it fits. */
export function schemaFaults(data: unknown, problemAt: Source['problemAt']): readonly RuleProblem[] {
  const validate = ajv.compile(SCHEMA);
  if (validate(data)) return [];
  const causes = (validate.errors ?? []).filter(isCause);
  const byPlace = Map.groupBy(causes, (e) => `${e.instancePath} ${String(e.params.additionalProperty ?? '')}`);
  return [...byPlace.values()]
    .filter(
      ([first]) =>
        first && (OWN.has(first.keyword) || !causes.some((e) => e.instancePath.startsWith(`${first.instancePath}/`))),
    )
    .map((errors) => faultAt(errors, problemAt));
}

function faultAt(errors: readonly ErrorObject[], problemAt: Source['problemAt']): RuleProblem {
  const [first] = errors;
  const path = first ? pathOf(first) : [];
  const where = path.join('.') || '文件';
  const of = (keyword: string) => errors.find((e) => e.keyword === keyword);
  const unknown = of('additionalProperties');
  if (unknown) return unknownField(unknown, path, problemAt);
  const absent = of('required');
  if (absent && !of('type'))
    return problemAt(path, 'FIELD_MISSING', `${where} 缺少字段 ${String(absent.params.missingProperty)}`);
  const codes = of('enum');
  if (codes)
    return problemAt(
      path,
      'CODE_UNKNOWN',
      `${where} 应为其中之一：${String(codes.params.allowedValues)}，不知道时写 null`,
    );
  const pattern = of('pattern');
  if (pattern) return problemAt(path, 'FORMAT_INVALID', `${where} 格式应为 ${String(pattern.params.pattern)}`);
  const types = errors.filter((e) => e.keyword === 'type').map((e) => String(e.params.type));
  if (types.length > 0) return problemAt(path, 'TYPE_INVALID', `${where} 应为 ${[...new Set(types)].join(' 或 ')}`);
  return problemAt(path, 'SCHEMA_INVALID', `${where} 不合要求：${first?.message ?? ''}`);
}

function unknownField(
  error: ErrorObject,
  path: ReturnType<typeof pathOf>,
  problemAt: Source['problemAt'],
): RuleProblem {
  const name = String(error.params.additionalProperty);
  const known = error.parentSchema?.properties;
  const names = typeof known === 'object' && known !== null ? Object.keys(known).join('、') : '';
  const group = path[0] === 'person' || path[0] === 'household';
  return problemAt(
    [...path, name],
    group ? 'FACT_UNKNOWN' : 'FIELD_UNKNOWN',
    `${[...path, name].join('.')} 不认识；可用：${names}`,
  );
}
