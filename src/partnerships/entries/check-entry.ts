import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { FieldError } from '../../platform/errors.ts';
import type { Commitment, Agreement, Party } from '../agreements/store.ts';
import type { Row } from '../engine/condition.ts';
import type { EntryKind } from '../engine/definition.ts';
import { faultsIn } from '../engine/fields.ts';
import { unmet } from '../engine/requirement.ts';
import type { EntryInput } from '../schema.ts';

/** Where an entry is recorded: alone or under an agreement, by which side. */
export type Under = {
  agreement: Agreement | null;
  parties: readonly Party[];
  commitments: readonly Commitment[];
  sides: readonly Party[];
};

/** What is wrong with an entry by itself and by its agreement, without looking at other records. */
export function faultsOfEntry(kind: EntryKind, entry: EntryInput, under: Under, today: string): FieldError[] {
  const faults: FieldError[] = [];
  const add = (path: string, message: string) => faults.push({ path, message });
  const data = faultsIn(kind.fields, entry.data);
  faults.push(...data.map((f) => ({ path: `data.${f.path}`, message: f.message })));
  if (kind.about?.of === 'institution' && !entry.aboutInstitution)
    add('aboutInstitution', `请选择${kind.about.title.zh}`);
  if (kind.about?.of === 'division' && entry.aboutDivision === undefined)
    add('aboutDivision', `请选择${kind.about.title.zh}`);
  if (kind.about?.of === 'name' && !entry.aboutName) add('aboutName', `请填写${kind.about.title.zh}`);
  if (kind.quantity?.required && !entry.quantity) add('quantity', `请填写${kind.quantity.title.zh}`);
  if (kind.staff && !entry.staffId) add('staffId', '请选择人员');
  if (kind.person && !entry.personId) add('personId', '请选择学生');
  if (kind.due && !entry.dueOn) add('dueOn', `请填写${kind.due.zh}`);
  if (entry.onDate > today && !kind.due) add('onDate', '日期不能晚于今天');
  if (kind.dates === 'span' && !entry.endedOn) add('endedOn', '请填写结束日期');
  if (entry.endedOn && entry.endedOn < entry.onDate) add('endedOn', '结束日期早于开始日期');
  codeFaults(kind, entry, under, add);
  termFaults(kind, entry, under, add);
  for (const u of unmet(
    kind.record,
    { commitments: [], entries: [], children: [], parties: [], rows: listsOf(entry.data) },
    today,
  ))
    add('data', u.which.length > 0 ? `${u.says}：${u.which.join('、')}` : u.says);
  return faults;
}

type Add = (path: string, message: string) => void;

function codeFaults({ code, second }: EntryKind, entry: EntryInput, under: Under, add: Add): void {
  if (code) {
    const { commitment } = code;
    const allowed = commitment
      ? under.commitments.filter((c) => c.kind === commitment).map((c) => c.code)
      : code.options.map((o) => o.code);
    if (!entry.code) add('code', `请选择${code.title.zh}`);
    else if (allowed.length > 0 && !allowed.includes(entry.code))
      add('code', `${code.title.zh}“${entry.code}”不在协议之内`);
  }
  if (second && !second.options.some((o) => o.code === entry.second)) add('second', `请选择${second.title.zh}`);
}

function termFaults(kind: EntryKind, entry: EntryInput, { agreement }: Under, add: Add): void {
  if (!kind.within_term || !agreement) return;
  const from = agreement.startsOn ?? agreement.inForceOn;
  const outside = (day: string) =>
    (from !== null && day < from) || (agreement.endsOn !== null && day > agreement.endsOn);
  if (outside(entry.onDate) || (entry.endedOn && outside(entry.endedOn))) add('onDate', '日期在协议期限之外');
}

/** List fields of an entry as records a requirement reads. */
export function listsOf(data: Readonly<Record<string, unknown>>): Record<string, Row[]> {
  const lists = Object.entries(data).filter(
    (pair): pair is [string, Record<string, never>[]] =>
      Array.isArray(pair[1]) && pair[1].every((r) => typeof r === 'object'),
  );
  return Object.fromEntries(
    lists.map(([key, rows]) => [
      key,
      rows.map((row, i): Row => ({
        ...row,
        id: String(i),
        kind: key,
        label: String(row.title ?? row.name ?? `第${i + 1}行`),
      })),
    ]),
  );
}

/** What the institution or the person an entry is about must be. */
export async function faultsOfSubjects(
  tx: Tx,
  kind: EntryKind,
  rows: readonly EntryInput[],
  today: string,
): Promise<Map<number, FieldError>> {
  const faults = new Map<number, FieldError>();
  const must = kind.about_must;
  if (must) {
    const ids = rows.flatMap((r) => r.aboutInstitution ?? []);
    const fit = new Set(
      [...(must.kind ? await confirmedAbout(tx, must.kind, ids) : ids)].filter((id) => ids.includes(id)),
    );
    const designated = must.designated ? await designatedOf(tx, ids) : fit;
    rows.forEach((row, i) => {
      if (row.aboutInstitution && !(fit.has(row.aboutInstitution) && designated.has(row.aboutInstitution)))
        faults.set(i, { path: 'aboutInstitution', message: must.says });
    });
  }
  if (kind.person_must.length > 0) {
    const persons = rows.flatMap((r) => r.personId ?? []);
    const assisted = kind.person_must.includes('assisted') ? await assistedOf(tx, persons) : new Set(persons);
    const enrolled = kind.person_must.includes('enrolled') ? await enrolledOf(tx, persons, today) : new Set(persons);
    rows.forEach((row, i) => {
      if (!row.personId) return;
      if (!enrolled.has(row.personId)) faults.set(i, { path: 'personId', message: '“在校”条件不符：这名学生不在校' });
      else if (!assisted.has(row.personId))
        faults.set(i, { path: 'personId', message: '“贫困”条件不符：不在帮扶名册' });
    });
  }
  return faults;
}

async function confirmedAbout(tx: Tx, kind: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct about_institution as id from agreement_entry where kind = ${kind} and confirmed_at is not null
    and state not in ('returned', 'declined', 'cancelled', 'withdrawn') and about_institution = any(${ids}::uuid[])`.execute(
    tx,
  );
  return rows.map((r) => r.id);
}

/** Institutions with a designated entry in a published catalogue, and training institutions, which are designated by register. */
async function designatedOf(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct e.institution_id as id from catalogue_entry e join catalogue_version v using (version_id)
    where v.state = 'published' and e.designated and e.state <> 'removed' and e.institution_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return new Set(rows.map((r) => r.id));
}

async function assistedOf(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct person_id as id from fact_assisted where person_id = any(${ids}::uuid[])
    and known_to is null and valid_to is null`.execute(tx);
  return new Set(rows.map((r) => r.id));
}

async function enrolledOf(tx: Tx, ids: readonly string[], today: string): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct person_id as id from fact_student where person_id = any(${ids}::uuid[])
    and active_student_status and valid_from <= ${today}::date and (valid_to is null or ${today}::date < valid_to)`.execute(
    tx,
  );
  return new Set(rows.map((r) => r.id));
}
