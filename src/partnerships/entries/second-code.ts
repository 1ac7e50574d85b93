import type { EntryKind } from '../engine/definition.ts';
import type { EntryInput } from '../schema.ts';

/** An entry's further values; its second code stands among them as `second`. */
export function secondInData(kind: EntryKind, entry: Pick<EntryInput, 'data' | 'second'>): Record<string, unknown> {
  return kind.second && entry.second ? { ...entry.data, second: entry.second } : entry.data;
}
