import type { FieldType, RegisterDefinition } from './definition.ts';

/** Types by field, with what every record has besides. */
export function fieldTypes(definition: RegisterDefinition): Map<string, FieldType> {
  const types = new Map<string, FieldType>(definition.fields.map((f) => [f.key, f.type]));
  types.set('state', 'code').set('stage', 'code').set('counted_on', 'date').set('title', 'text');
  return types.has('province') ? types : types.set('province', 'text');
}
