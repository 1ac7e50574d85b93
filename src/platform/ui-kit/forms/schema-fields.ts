import { z } from 'zod';

export interface FieldOption {
  value: string;
  label: string;
}

export type FieldKind = 'text' | 'longText' | 'number' | 'yesNo' | 'select' | 'multiSelect' | 'date' | 'area';

/** One field of a form, as read from the schema: `.meta({ title: '姓名', hint, kind, options })` on the schema's property says what the type cannot. */
export interface FieldSpec {
  name: string;
  label: string;
  hint?: string;
  kind: FieldKind;
  required: boolean;
  options: readonly FieldOption[];
  /** Area fields: the division below which to choose. */
  root?: string;
}

export type FieldOverrides = Readonly<Record<string, Partial<Omit<FieldSpec, 'name'>>>>;

type Property = Record<string, unknown>;

const isRecord = (value: unknown): value is Property =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const kinds: readonly FieldKind[] = ['text', 'longText', 'number', 'yesNo', 'select', 'multiSelect', 'date', 'area'];
const isKind = (value: unknown): value is FieldKind => kinds.some((kind) => kind === value);

/** The property itself, where the schema wraps it as "this or null". */
function unwrapped(property: Property): Property {
  const choices = Array.isArray(property.anyOf) ? property.anyOf.filter(isRecord) : [];
  const real = choices.find((choice) => choice.type !== 'null');
  return real === undefined ? property : { ...real, ...property };
}

function kindOf(property: Property): FieldKind {
  if (isKind(property.kind)) return property.kind;
  if (property.type === 'array') return 'multiSelect';
  if (Array.isArray(property.enum) || Array.isArray(property.options)) return 'select';
  if (property.type === 'boolean') return 'yesNo';
  if (property.type === 'number' || property.type === 'integer') return 'number';
  return property.format === 'date' ? 'date' : 'text';
}

function optionsOf(property: Property): FieldOption[] {
  if (Array.isArray(property.options)) {
    return property.options.filter(isRecord).map((one) => ({ value: String(one.value), label: String(one.label) }));
  }
  const listed = isRecord(property.items) ? property.items.enum : property.enum;
  return Array.isArray(listed) ? listed.map((value) => ({ value: String(value), label: String(value) })) : [];
}

/** The fields of a flat object schema, in its order; `overrides` by property name win. */
export function fieldsOf(schema: z.ZodObject, overrides: FieldOverrides = {}): FieldSpec[] {
  const shape: Property = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = Array.isArray(shape.required) ? shape.required : [];
  const properties = isRecord(shape.properties) ? Object.entries(shape.properties) : [];
  return properties.map(([name, value]) => {
    const property = isRecord(value) ? unwrapped(value) : {};
    return {
      name,
      label: typeof property.title === 'string' ? property.title : name,
      hint: typeof property.hint === 'string' ? property.hint : undefined,
      kind: kindOf(property),
      required: required.includes(name),
      options: optionsOf(property),
      ...overrides[name],
    };
  });
}
