import { sql, type RawBuilder } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import type { AreaRange } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { agreementsInScope } from '../agreements/store.ts';
import type { Cell, Row } from '../engine/condition.ts';
import type { Source } from '../engine/definition.ts';
import { definitions } from '../engine/definition-files.ts';
import { deadStates } from '../engine/transitions.ts';
import { partnershipErrors } from '../errors.ts';

/** Whose records are read: one agreement's, or those of the reader's areas (or the part of them asked for). */
export type Scope = { agreementId: string } | { institutionId: string | null; areas: readonly AreaRange[] };

/** More records of one source than this are not counted in memory. */
const MOST = 50_000;

/** The records of a source in a scope as measures see them. @throws MEASURE_TOO_WIDE */
export async function rowsOf(tx: Tx, scope: Scope, source: Source, today: string): Promise<Row[]> {
  const kinds = source.kind === undefined ? null : [source.kind].flat();
  const rows = await readers[source.of](tx, scope, kinds, today);
  if (rows.length > MOST) throw partnershipErrors.MEASURE_TOO_WIDE({ details: { most: MOST } });
  return rows;
}

const readers = { entries: entryRows, agreements: agreementRows, commitments: commitmentRows, parties: partyRows };

const ofKinds = (column: string, kinds: string[] | null): RawBuilder<boolean> =>
  kinds === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${kinds}::text[])`;

const places = (code: number | null, prefix = '') =>
  code === null
    ? {}
    : {
        [`${prefix}county`]: Math.floor(code / 1e6) * 1e6,
        [`${prefix}city`]: Math.floor(code / 1e8) * 1e8,
        [`${prefix}province`]: Math.floor(code / 1e10) * 1e10,
      };

type EntryRecord = {
  id: string;
  kind: string;
  state: string;
  agreement: string | null;
  agreement_kind: string | null;
  agreement_state: string | null;
  parent: string | null;
  commitment: string | null;
  division: number;
  institution: string | null;
  institution_label: string | null;
  about: string | null;
  about_name: string | null;
  about_division: number | null;
  code: string | null;
  quantity: number | null;
  on: string;
  ended: string | null;
  due: string | null;
  staff: string | null;
  staff_name: string | null;
  person: string | null;
  data: Record<string, Cell>;
  evidence: string[];
  confirmed: boolean;
  side: string | null;
};

async function entryRows(tx: Tx, scope: Scope, kinds: string[] | null): Promise<Row[]> {
  const mine =
    'agreementId' in scope
      ? sql`e.agreement_id = ${scope.agreementId}::uuid`
      : sql`(${insideRanges('e.division_code', scope.areas)} or ${scope.institutionId === null ? sql`false` : sql`e.institution_id = ${scope.institutionId}::uuid`}
          or e.agreement_id in ${agreementsInScope(scope, scope.areas)})`;
  const { rows } =
    await sql<EntryRecord>`select e.entry_id as id, e.kind, e.state, e.agreement_id as agreement, a.kind as agreement_kind,
      a.state as agreement_state, e.parent_id as parent, e.commitment_id as commitment, e.division_code as division, e.institution_id as institution,
      i.name as institution_label, e.about_institution as about, coalesce(e.about_name, b.name) as about_name, e.about_division, e.code,
      e.quantity::float8 as quantity, e.on_date as "on", e.ended_on as ended, e.due_on as due, e.staff_id as staff, s.name as staff_name,
      e.person_id as person, e.data, e.evidence, e.confirmed_at is not null as confirmed,
      (select p.role from agreement_party p where p.agreement_id = e.agreement_id and p.institution_id is not distinct from e.institution_id
        and p.division_code = e.division_code order by p.seq limit 1) as side
    from agreement_entry e left join agreement a on a.agreement_id = e.agreement_id left join institution i on i.institution_id = e.institution_id
      left join institution b on b.institution_id = e.about_institution left join support_staff s on s.staff_id = e.staff_id
    where ${ofKinds('e.kind', kinds)} and ${mine} order by e.on_date, e.recorded_at, e.ordinal, e.entry_id limit ${MOST + 1}`.execute(
      tx,
    );
  return rows.map(({ data, about_name, staff_name, ...r }) => ({
    ...data,
    ...r,
    ...places(r.division),
    ...places(r.about_division, 'about_'),
    live: !deadStates.has(r.state),
    year: Number(r.on.slice(0, 4)),
    // Who or what the entry is about: an institution, a place or a name.
    subject: r.about ?? r.about_division ?? about_name,
    subject_label: about_name,
    about_label: about_name,
    staff_label: staff_name,
    code_label: codeLabel(r.kind, r.code),
    label: labelOf(r.kind, about_name, staff_name, data, codeLabel(r.kind, r.code)),
  }));
}

function codeLabel(kind: string, code: string | null): string | null {
  const option = definitions()
    .entries.get(kind)
    ?.code?.options.find((o) => o.code === code);
  return option?.title.zh ?? code;
}

function labelOf(
  kind: string,
  about: string | null,
  staff: string | null,
  data: Record<string, Cell>,
  code: string | null,
): string {
  const titled = typeof data.title === 'string' ? data.title : null;
  return titled ?? about ?? staff ?? code ?? definitions().entries.get(kind)?.title.zh ?? kind;
}

type AgreementRecord = {
  id: string;
  kind: string;
  label: string;
  number: string;
  state: string;
  from: string | null;
  to: string | null;
  in_force: string | null;
  ended: string | null;
  signed: boolean;
  data: Record<string, Cell>;
  renewed: boolean;
  sections: string[];
  parties: { role: string; institution: string | null; division: number; name: string; officer: string | null }[];
};

async function agreementRows(tx: Tx, scope: Scope, kinds: string[] | null, today: string): Promise<Row[]> {
  const { rows } =
    await sql<AgreementRecord>`select a.agreement_id as id, a.kind, a.title as label, a.number, a.state, a.starts_on as "from", a.ends_on as "to",
      a.in_force_on as in_force, a.ended_on as ended, a.data, exists (select 1 from agreement r where r.renews = a.agreement_id and r.state in ('signed', 'in_force', 'ended')) as renewed,
      a.state in ('signed', 'in_force', 'ended') as signed,
      array(select s.section from agreement_section s where s.agreement_id = a.agreement_id
        and (select count(*) from jsonb_object_keys(s.confirmed)) >= (select count(*) from agreement_party p where p.agreement_id = a.agreement_id)) as sections,
      (select jsonb_agg(jsonb_build_object('role', p.role, 'institution', p.institution_id, 'division', p.division_code, 'name', p.name, 'officer', p.officer) order by p.seq)
        from agreement_party p where p.agreement_id = a.agreement_id) as parties
    from agreement a where ${ofKinds('a.kind', kinds)} and ${agreementScope(scope)} order by a.number limit ${MOST + 1}`.execute(
      tx,
    );
  return rows.map((r) => agreementRow(r, today));
}

const agreementScope = (scope: Scope) =>
  'agreementId' in scope
    ? sql`a.agreement_id = ${scope.agreementId}::uuid`
    : sql`a.agreement_id in ${agreementsInScope(scope, scope.areas)}`;

function agreementRow({ data, parties, ...r }: AgreementRecord, today: string): Row {
  const byRole = Map.groupBy(parties, (p) => p.role);
  const sides = Object.fromEntries(
    [...byRole].flatMap(([role, list]) => [
      [role, list.map((p) => p.institution ?? String(p.division))],
      [`${role}_county`, list.map((p) => String(Math.floor(p.division / 1e6) * 1e6))],
      [`${role}_province`, list.map((p) => String(Math.floor(p.division / 1e10) * 1e10))],
      [`${role}_label`, list.map((p) => p.name).join('、')],
    ]),
  );
  const provinces = new Set(parties.map((p) => Math.floor(p.division / 1e10)));
  return {
    ...data,
    ...r,
    ...sides,
    on: r.in_force ?? r.from,
    live: r.state !== 'discarded',
    expired: r.to !== null && r.to < today,
    active: r.state === 'in_force' && (r.to === null || r.to >= today),
    scope: provinces.size > 1 ? 'inter' : 'intra',
    regions: [...new Set(parties.map((p) => String(Math.floor(p.division / 1e10) * 1e10)))],
    officers: parties.filter((p) => p.officer).length,
    members: parties.length,
  };
}

async function commitmentRows(tx: Tx, scope: Scope, kinds: string[] | null): Promise<Row[]> {
  const { rows } = await sql<
    Row & { state: string }
  >`select c.commitment_id as id, c.kind, c.title as label, c.code, c.quantity::float8 as quantity, c.due_on as due,
      coalesce(c.due_on, a.in_force_on, a.starts_on) as "on", a.agreement_id as agreement, a.kind as agreement_kind, a.state as agreement_state, a.division_code as division
    from agreement_commitment c join agreement a using (agreement_id)
    where c.removed_at is null and a.state <> 'discarded' and ${ofKinds('c.kind', kinds)} and ${agreementScope(scope)} order by c.kind, c.commitment_id limit ${MOST + 1}`.execute(
    tx,
  );
  return rows;
}

async function partyRows(tx: Tx, scope: Scope, kinds: string[] | null, today: string): Promise<Row[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    label: string;
    institution: string | null;
    division: number;
    agreement: string;
    agreement_kind: string;
    agreement_state: string;
    on: string | null;
    to: string | null;
    data: Record<string, Cell>;
  }>`select p.agreement_id || ':' || p.seq as id, p.role as kind, p.name as label, p.institution_id as institution, p.division_code as division,
      a.agreement_id as agreement, a.kind as agreement_kind, a.state as agreement_state, coalesce(a.in_force_on, a.starts_on) as "on", a.ends_on as "to", p.data
    from agreement_party p join agreement a using (agreement_id)
    where a.state <> 'discarded' and ${ofKinds('p.role', kinds)} and ${agreementScope(scope)} order by p.role, p.name limit ${MOST + 1}`.execute(
    tx,
  );
  return rows.map(({ data, ...r }) => ({
    ...data,
    ...r,
    ...places(r.division),
    subject: r.institution ?? String(r.division),
    subject_label: r.label,
    active: r.agreement_state === 'in_force' && (r.to === null || r.to >= today),
  }));
}
