import type { KeptProblem } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import { identityOf } from './entry.ts';
import type { CatalogueFileRead, ListedRow } from '../file/read-catalogue.ts';
import type { Entry } from '../schema.ts';
import { linkSchools, type LinkedSchool } from '../file/schools.ts';

export type DraftEntries = { entries: Entry[]; problems: KeptProblem[]; newSchools: string[]; carriedOver: number };

const NOT_LISTED = '新导入的目录未列入';

/** Facts an entry cannot be published without; they may be undecided in a draft only. */
export const decidedFields = [
  'schoolName',
  'major',
  'level',
  'base',
  'years',
  'designated',
  'tuitionFen',
  'accommodationFen',
] as const;

/**
 * Turns what was read into the entries of a draft: schools linked by their exact name, keys, declared seats and states kept from the version
 * published before, and entries of that version the file no longer lists carried over as removed.
 */
export async function draftEntries(
  tx: Tx,
  given: { cityCode: number; onDate: string; read: CatalogueFileRead; before: readonly Entry[]; newId: () => string },
): Promise<DraftEntries> {
  const { read, before, newId } = given;
  const names = read.rows.map((r) => r.schoolName).filter((name) => name !== '');
  const links = await linkSchools(tx, given.cityCode, given.onDate, names);
  const newIds = new Map<string, string>();
  const idOf = (link: LinkedSchool): string => {
    if (link.institutionId !== null) return link.institutionId;
    const id = newIds.get(link.name) ?? newId();
    newIds.set(link.name, id);
    return id;
  };
  const problems = [...read.problems];
  const keys = new Map(before.map((e) => [keyOf(e), e]));
  const used = new Set<string>();
  const entries = read.rows.map((row) => {
    const link = links.get(row.schoolName) ?? unnamed;
    const doubts = new Set(problems.filter((p) => p.listRow === row.listRow && p.decision === 'review').map(doubtOf));
    if (link.doubt !== null) {
      doubts.add('schoolName');
      problems.push(schoolProblem(row, link));
    }
    const entry = entryOf(row, link.name, idOf(link), doubts);
    const known = keys.get(keyOf(entry));
    if (known === undefined || used.has(known.entryKey)) return { ...entry, entryKey: newId() };
    used.add(known.entryKey);
    const { entryKey, programmeSeats, state, stateFrom, stateReason } = known;
    return { ...entry, entryKey, programmeSeats, state, stateFrom, stateReason };
  });
  const last = Math.max(0, ...entries.map((e) => e.position));
  const gone = before.filter((e) => !used.has(e.entryKey)).map((e, i) => ({ ...removed(e), position: last + 1 + i }));
  return { entries: [...entries, ...gone], problems, newSchools: [...newIds.keys()], carriedOver: gone.length };
}

const unnamed: LinkedSchool = { institutionId: null, name: '', byShortName: false, doubt: null, message: null };

function keyOf(e: Pick<Entry, 'institutionId' | 'major' | 'level' | 'base' | 'years'>): string {
  return identityOf({ ...e, schoolName: e.institutionId });
}

function doubtOf(problem: KeptProblem): string {
  return problem.field ?? problem.code;
}

function removed(entry: Entry): Entry {
  return entry.state === 'removed' ? entry : { ...entry, state: 'removed', stateFrom: null, stateReason: NOT_LISTED };
}

function schoolProblem(row: ListedRow, link: LinkedSchool): KeptProblem {
  const place = { sheet: row.sheet, row: row.row, listRow: row.listRow, column: '学校名称', field: 'schoolName' };
  const said = { code: link.doubt ?? '', message: link.message ?? '', was: row.schoolName, now: link.name };
  return { ...place, decision: 'review', ...said };
}

function entryOf(
  row: ListedRow,
  schoolName: string,
  institutionId: string,
  doubts: Set<string>,
): Omit<Entry, 'entryKey'> {
  const { schoolGrade, plan, tuitionFen, accommodationFen, requirement } = row;
  const known = {
    schoolName,
    major: row.major ?? '',
    level: row.level ?? '',
    base: row.base ?? '',
    years: row.years ?? 0,
    designated: row.designated ?? false,
    tuitionFen,
    accommodationFen,
  };
  for (const field of decidedFields)
    if (isUndecided(field === 'designated' || field === 'years' ? row[field] : known[field])) doubts.add(field);
  return {
    ...known,
    institutionId,
    schoolGrade,
    plan,
    programmeSeats: null,
    requirement,
    state: 'open',
    stateFrom: null,
    stateReason: null,
    doubts: [...doubts].sort(),
    position: row.listRow,
  };
}

function isUndecided(value: string | number | boolean | null): boolean {
  return value === null || value === '';
}
