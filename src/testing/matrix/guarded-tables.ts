import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL } from './matrix-places.ts';

/** A table behind the common guard, as the database itself describes it. */
export type GuardedTable = {
  name: string;
  areaColumn: string;
  institutionColumn: string | null;
  grants: boolean;
  /** What the application role may do at all. */
  privileges: Set<string>;
};

export const OWN_PERSON = '01890000-0000-7000-8000-00000000c0de';

/** Every table whose policy of reading asks app_may_read for itself and compares an area column: read from pg_policies. */
export async function guardedTables(house: TestHouse): Promise<GuardedTable[]> {
  const { rows } = await house.owner(`
    select p.tablename as name, p.qual, array(select privilege_type::text from information_schema.table_privileges t
      where t.table_name = p.tablename and t.grantee = 'jiqiao_app') as privileges
    from pg_policies p where p.schemaname = 'public' and p.cmd = 'SELECT' and p.permissive = 'PERMISSIVE'
      and p.qual like '%app_may_read(''' || p.tablename || '''%' and p.qual like '%<@%' and p.tablename <> 'audit_entry' order by 1`);
  return (rows as { name: string; qual: string; privileges: string[] }[]).map(({ name, qual, privileges }) => ({
    name,
    areaColumn: /(\w+) <@/.exec(qual)![1]!,
    institutionColumn: /(\w+) = \( SELECT app_institution/.exec(qual)?.[1] ?? null,
    grants: qual.includes('access_grant'),
    privileges: new Set(privileges),
  }));
}

type Column = { name: string; type: string; allowed: string | null };

/**
 * A row the table accepts, made from its columns: required ones only, the first allowed word where a check names words, OWN's place, school
 * and person.
 */
export async function sampleRow(house: TestHouse, t: GuardedTable): Promise<Record<string, unknown>> {
  const { rows } = await house.owner(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       (select (regexp_match(pg_get_constraintdef(c.oid), '''([^'']+)''::text'))[1] from pg_constraint c
        where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]) as allowed
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = ''`,
    [t.name],
  );
  const row = Object.fromEntries((rows as Column[]).map((c) => [c.name, c.allowed ?? valueOf(c)]));
  if ('person_id' in row) row.person_id = OWN_PERSON;
  row[t.areaColumn] = OWN.village;
  if (t.institutionColumn) row[t.institutionColumn] = OWN_SCHOOL;
  return { ...row, ...SPECIAL[t.name] };
}

/** What several columns must say together. */
const SPECIAL: Record<string, Record<string, unknown>> = {
  scorecard: { year: 2020 },
  training_need: { year: 2020 },
  application_review: { decision: 'pass', closed: true },
  policy_decision: { outcome: 'no' },
  major_fact: { dual_qualified: true },
  record_match: { decision: 'offered' },
  training_class: { state: 'planned' },
  training_session: { from_minute: 480, to_minute: 720 },
  claim_line: { state: 'dropped' },
};

function valueOf({ name, type }: Column): unknown {
  if (type === 'uuid') return '01890000-0000-7000-8000-0000000000aa';
  if (type === 'date') return '2020-08-01';
  if (type.startsWith('timestamp')) return '2020-08-01T00:00:00Z';
  if (type === 'boolean') return false;
  if (type === 'jsonb') return {};
  if (type === 'bytea') return '\\x01';
  if (type.endsWith('[]')) return [];
  if (name === 'year') return 2020;
  if (type === 'text') return `row security ${name}`;
  return 1;
}

/** Stores a row as the owner without asking what it refers to: only its visibility is under test. */
export async function storeRow(house: TestHouse, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row).join(', ');
  const json = JSON.stringify(row).replaceAll("'", "''");
  await house.owner(
    `begin; set local session_replication_role = replica; insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, '${json}'); commit`,
  );
}
