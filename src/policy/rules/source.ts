import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { isPlainDate } from '../../platform/plain-date.ts';
import casesSchema from '../../../rules/schema/cases.schema.json' with { type: 'json' };
import documentSchema from '../../../rules/schema/document.schema.json' with { type: 'json' };
import parametersSchema from '../../../rules/schema/parameters.schema.json' with { type: 'json' };
import ruleSchema from '../../../rules/schema/rule.schema.json' with { type: 'json' };

/** A fault in a rules file: where (line and column from 1), a stable code, what is wrong and what was expected, in Chinese. */
export type RuleProblem = { file: string; line: number; column: number; code: string; message: string };
export type RuleFile = { path: string; text: string };
export type SourceKind = 'rule' | 'document' | 'parameters' | 'cases';
export type Path = readonly (string | number)[];

/** One file read: its content as plain data, and how to report a fault at a place in it. */
export type Source = {
  path: string;
  kind: SourceKind;
  data: unknown;
  problemAt: (path: Path, code: string, message: string) => RuleProblem;
};

/** One reader of JSON Schemas for every kind of file; it compiles a schema when it is first asked and keeps it. */
export const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  verbose: true,
  formats: { date: isPlainDate },
});
const SCHEMAS: Readonly<Record<SourceKind, AnySchemaObject>> = {
  rule: ruleSchema,
  document: documentSchema,
  parameters: parametersSchema,
  cases: casesSchema,
};

/** What a file in the rules folder is, by its name: `document.yaml`, `parameters.yaml`, `cases/…`, and anything else a rule. */
export function sourceKind(path: string): SourceKind {
  if (path.endsWith('/document.yaml')) return 'document';
  if (path.endsWith('/parameters.yaml')) return 'parameters';
  return path.startsWith('cases/') ? 'cases' : 'rule';
}

/** Parses one rules file and checks it against the schema of its kind; faults carry file and line. */
export function parseSource(file: RuleFile): { source: Source | null; problems: readonly RuleProblem[] } {
  const kind = sourceKind(file.path);
  const { data, problems, problemAt } = readYaml(file, SCHEMAS[kind]);
  if (problems.length > 0) return { source: null, problems };
  return { source: { path: file.path, kind, data, problemAt }, problems: [] };
}

/** A YAML file as plain data and how to report a fault at a place in it; with problems, `data` is not to be used. */
export type YamlRead = { data: unknown; problems: readonly RuleProblem[]; problemAt: Source['problemAt'] };

/** Parses one YAML file and checks it against a JSON Schema; faults carry file, line and what was expected. */
export function readYaml(file: RuleFile, schema: AnySchemaObject): YamlRead {
  const validate = ajv.compile(schema);
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, version: '1.2' });
  const at = (offset: number, code: string, message: string): RuleProblem => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line, column: col, code, message };
  };
  const problemAt = (path: Path, code: string, message: string) => at(offsetOf(document, path), code, message);
  const invalid = document.errors.map((e) =>
    at(e.pos[0], 'YAML_INVALID', `不是有效的 YAML：${e.message.split('\n')[0]}`),
  );
  if (invalid.length > 0) return { data: null, problems: invalid, problemAt };
  const data: unknown = document.toJS();
  return { data, problems: validate(data) ? [] : faultsOf(validate, problemAt), problemAt };
}

function faultsOf(validate: ValidateFunction, problemAt: Source['problemAt']): readonly RuleProblem[] {
  return oneAPlace((validate.errors ?? []).filter(isCause)).map((e) => schemaProblem(e, problemAt));
}

/** Several types that would fit a place are told as one fault. */
function oneAPlace(causes: readonly ErrorObject[]): ErrorObject[] {
  const types = Map.groupBy(
    causes.filter((e) => e.keyword === 'type'),
    (e) => e.instancePath,
  );
  return causes.flatMap((error) => {
    if (
      error.keyword === 'format' &&
      causes.some((e) => e.keyword === 'pattern' && e.instancePath === error.instancePath)
    )
      return [];
    const same = error.keyword === 'type' ? types.get(error.instancePath)! : [error];
    if (same[0] !== error) return [];
    const type = [...new Set(same.map((e) => String(e.params.type)))].join(' 或 ');
    return same.length === 1 ? [error] : [{ ...error, params: { ...error.params, type } }];
  });
}

/** Start of the node at the path, or of its nearest parent that exists. */
export function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Whether an error says what is wrong, not only that some alternative failed. */
export const isCause = (error: ErrorObject): boolean =>
  !['if', 'anyOf', 'oneOf'].includes(error.keyword) || error.schemaPath.endsWith('/oneOf');

/** The place that a schema error speaks of. */
export function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function schemaProblem(error: ErrorObject, problemAt: Source['problemAt']): RuleProblem {
  const path = pathOf(error);
  const extra = error.keyword === 'additionalProperties' ? [...path, String(error.params.additionalProperty)] : path;
  return problemAt(extra, 'SCHEMA_INVALID', describe(error, path.join('.') || '文件'));
}

const COMPARED = /\.(eq|in|gte|lte|gt|lt|has_any|exists)$/;

function describe(error: ErrorObject, where: string): string {
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'required':
      return `${where} 缺少字段 ${String(params.missingProperty)}`;
    case 'additionalProperties':
      return `${where} 有不认识的字段 ${String(params.additionalProperty)}`;
    case 'enum':
      return `${where} 应为其中之一：${String(params.allowedValues)}`;
    case 'const':
      return `${where} 应为 ${String(params.allowedValue)}`;
    case 'type':
      return `${where} 应为 ${String(params.type)}${COMPARED.test(where) ? '（条件中不写数字，数字写在 parameters.yaml）' : ''}`;
    case 'pattern':
      return `${where} 格式应为 ${String(params.pattern)}`;
    case 'format':
      return `${where} 应为日历上有的日期 yyyy-mm-dd`;
    case 'oneOf':
      return `${where} 应恰好写一种比较`;
    default:
      return `${where} 不合要求：${error.message ?? error.keyword}`;
  }
}
