import { createHash } from 'node:crypto';
import type { Entry, EntryFacts, EntryState } from '../schema.ts';

type Dated = { state: EntryState; stateFrom: string | null };

/**
 * Whether an entry may be chosen on a day (yyyy-mm-dd): one that opens later is not yet open, one that is suspended or removed later is still open.
 * SD2017 三(三), obligation SD2017-3.3-18.
 */
export function openOn(entry: Dated, day: string): boolean {
  const begun = entry.stateFrom === null || entry.stateFrom <= day;
  return entry.state === 'open' ? begun : !begun;
}

/** What makes two lines the same entry: school, major, level, base and length. */
export function identityOf(entry: Pick<EntryFacts, 'schoolName' | 'major' | 'level' | 'base' | 'years'>): string {
  return [entry.schoolName, entry.major, entry.level, entry.base, entry.years].join('\u0000');
}

const compared = [
  'schoolName',
  'schoolGrade',
  'major',
  'level',
  'base',
  'years',
  'plan',
  'programmeSeats',
  'tuitionFen',
  'accommodationFen',
  'designated',
  'requirement',
  'state',
  'stateFrom',
] as const;

export type ComparedField = (typeof compared)[number];

/** SHA-256 over the entries in order of their key: equal lists give equal checksums whatever their order. */
export function checksumOf(entries: readonly Entry[]): string {
  const lines = entries
    .map((e) => JSON.stringify([e.entryKey, e.institutionId, ...compared.map((field) => e[field])]))
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

export type ChangedField = { field: ComparedField; before: Entry[ComparedField]; after: Entry[ComparedField] };

export type Differences = {
  added: Entry[];
  removed: Entry[];
  changed: { entry: Entry; fields: ChangedField[] }[];
  unchanged: number;
};

/** What differs from one list to another, entry by entry and field by field. */
export function differencesOf(before: readonly Entry[], after: readonly Entry[]): Differences {
  const old = new Map(before.map((e) => [e.entryKey, e]));
  const kept = new Set(after.map((e) => e.entryKey));
  const changed: Differences['changed'] = [];
  let unchanged = 0;
  for (const entry of after) {
    const previous = old.get(entry.entryKey);
    if (!previous) continue;
    const fields = compared
      .filter((field) => previous[field] !== entry[field])
      .map((field) => ({ field, before: previous[field], after: entry[field] }));
    if (fields.length > 0) changed.push({ entry, fields });
    else unchanged += 1;
  }
  return {
    added: after.filter((e) => !old.has(e.entryKey)),
    removed: before.filter((e) => !kept.has(e.entryKey)),
    changed,
    unchanged,
  };
}

/** Schools and majors of a list; a removed entry no longer counts. A major is counted once per school. */
export function countsOf(entries: readonly Entry[]): { schools: number; majors: number; entries: number } {
  const live = entries.filter((e) => e.state !== 'removed');
  return {
    schools: new Set(live.map((e) => e.institutionId)).size,
    majors: new Set(live.map((e) => `${e.institutionId} ${e.major}`)).size,
    entries: live.length,
  };
}
