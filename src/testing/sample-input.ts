import { randomUUID } from 'node:crypto';
import { z, type ZodType } from 'zod';

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
};

/**
 * The smallest input a verb's schema accepts, made from the schema itself, with `given` laid over it. Values carry no meaning: ids name
 * nothing that exists.
 */
export function sampleInput(schema: ZodType, given: Record<string, unknown> = {}): Record<string, unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const sample = sampleOf(shape);
  return { ...(typeof sample === 'object' && sample !== null ? sample : {}), ...given };
}

function sampleOf(s: Schema): unknown {
  if (s.const !== undefined) return s.const;
  if (s.enum) return s.enum[0];
  if (s.anyOf) return sampleOf(s.anyOf[0]!);
  if (s.allOf) return Object.assign({}, ...s.allOf.map(sampleOf));
  const type = Array.isArray(s.type) ? s.type[0] : s.type;
  if (type === 'object' || s.properties) return sampleObject(s);
  if (type === 'array') return Array.from({ length: Math.max(1, s.minItems ?? 0) }, () => sampleOf(s.items ?? {}));
  if (type === 'integer' || type === 'number') return Math.max(1, s.minimum ?? 1);
  if (type === 'boolean') return true;
  return sampleText(s);
}

function sampleObject(s: Schema): Record<string, unknown> {
  const required = new Set(s.required ?? []);
  return Object.fromEntries(
    Object.entries(s.properties ?? {})
      .filter(([name]) => required.has(name))
      .map(([name, value]) => [name, sampleOf(value)]),
  );
}

function sampleText(s: Schema): string {
  if (s.format === 'uuid') return randomUUID();
  if (s.format === 'date') return '2020-09-01';
  if (s.pattern?.startsWith('^\\d')) return '1234';
  return '测试'.padEnd(s.minLength ?? 2, '试');
}
