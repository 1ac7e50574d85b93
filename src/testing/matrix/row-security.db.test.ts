import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { accessOf, lines, type Line } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { areaRange } from '../../standards/index.ts';
import { anActor } from '../actors.ts';
import { openTestHouse } from '../context.ts';
import { guardedTables, OWN_PERSON, sampleRow, storeRow, type GuardedTable } from './guarded-tables.ts';
import { NEIGHBOUR, OTHER_SCHOOL, OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';
import { MAY_DELETE, OPEN_TABLES, OWN_RULE } from '../open-tables.ts';

const house = await openTestHouse();
const tables = await guardedTables(house);
const rows = new Map<string, Record<string, unknown>>();
for (const table of tables) {
  const row = await sampleRow(house, table);
  await storeRow(house, table.name, row);
  rows.set(table.name, row);
}
const realLines = lines.filter((l) => l !== 'system');

function at(line: Line, code: number | null, institutionId: string | null = null): Actor {
  const areas = code === null ? [] : [areaRange(String(code))];
  return anActor('viewer', OWN.county, { line, areas, institutionId });
}

/** Rows the actor sees in a table, asked as the application role without any predicate of its own. */
function seen(actor: Actor | null, table: string): Promise<number> {
  return transactionAs(house.services.db, actor, async (tx) => {
    const { rows: found } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
    return found[0]!.n;
  });
}

/** How many rows a change touched, or `refused` when the database would not have it. */
async function tried(actor: Actor, statement: string): Promise<number | 'refused'> {
  const undo = new Error('undo');
  let touched = 0;
  try {
    await transactionAs(house.services.db, actor, async (tx) => {
      const done = await sql.raw(statement).execute(tx);
      touched = Number(done.numAffectedRows ?? 0n);
      throw undo;
    });
  } catch (error) {
    if (error === undo) return touched;
    if ((error as { code?: string }).code === '42501') return 'refused';
    throw error;
  }
  return touched;
}

const may = (line: Line, table: string) => accessOf(line, table).right;
const reads = (line: Line, table: string) => ['read', 'change'].includes(may(line, table));

test('every table is guarded by area and line, has a rule of its own, or is open for a stated reason', async () => {
  const found = await house.owner(
    `select relname, relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind in ('r', 'p') order by 1`,
  );
  const guarded = new Set(tables.map((t) => t.name));
  const stray = (found.rows as { relname: string; relrowsecurity: boolean }[])
    .filter(
      ({ relname, relrowsecurity: on }) => !(on ? guarded.has(relname) || relname in OWN_RULE : relname in OPEN_TABLES),
    )
    .map((t) => t.relname);
  expect(guarded.size).toBeGreaterThanOrEqual(18);
  expect(stray).toEqual([]);
});

test('in each guarded table a line sees its own area when it may read, the neighbour and the lines that may not see nothing', async () => {
  const wrong: string[] = [];
  for (const { name } of tables)
    for (const line of realLines) {
      const own = await seen(at(line, OWN.county), name);
      if (own !== (reads(line, name) ? 1 : 0)) wrong.push(`${name} as ${line} at home: ${own}`);
      const neighbour = await seen(at(line, NEIGHBOUR.city), name);
      if (neighbour !== 0) wrong.push(`${name} as ${line} next door: ${neighbour}`);
    }
  for (const { name } of tables) if ((await seen(null, name)) !== 0) wrong.push(`${name}: the public`);
  expect(wrong).toEqual([]);
});

test('an institution sees its own rows wherever their place is, another institution none', async () => {
  const wrong: string[] = [];
  for (const t of tables) {
    const own = await seen(at('school', null, OWN_SCHOOL), t.name);
    const other = await seen(at('school', null, OTHER_SCHOOL), t.name);
    const expected = t.institutionColumn && reads('school', t.name) ? 1 : 0;
    if (own !== expected || other !== 0) wrong.push(`${t.name}: own ${own}, other ${other}`);
  }
  expect(wrong).toEqual([]);
});

test('a grant opens one person to one unit, from its first day until the day it ends', async () => {
  const granted = { ...at('school', null), unitId: OWN_UNIT };
  const open = tables.filter((t) => t.grants);
  const count = async () => {
    const visible: string[] = [];
    for (const t of open) if ((await seen(granted, t.name)) === 1) visible.push(t.name);
    return visible;
  };
  const expected = open.filter((t) => reads('school', t.name)).map((t) => t.name);
  expect(open.length).toBeGreaterThan(8);
  expect(await count()).toEqual([]);
  await house.owner(
    `insert into access_grant (person_id, unit_id, reason, valid_from, granted_by) values ($1, $2, 'student', '2020-09-01', 'test')`,
    [OWN_PERSON, OWN_UNIT],
  );
  expect(await count()).toEqual(expected);
  await house.owner(`update access_grant set valid_from = '2020-08-01', valid_to = '2020-09-01'`);
  expect(await count()).toEqual([]);
  await house.owner('delete from access_grant');
});

test('a line changes rows only where the matrix lets it, never the neighbour’s, and adds none outside its area', async () => {
  const wrong: string[] = [];
  for (const t of tables)
    for (const line of realLines) {
      const change = may(line, t.name) === 'change';
      const touch = `update ${t.name} set ${t.areaColumn} = ${t.areaColumn}`;
      const home = await tried(at(line, OWN.county), touch);
      if (home !== (t.privileges.has('UPDATE') ? (change ? 1 : 0) : 'refused'))
        wrong.push(`${t.name} changed as ${line}: ${home}`);
      const away = await tried(at(line, NEIGHBOUR.city), touch);
      if (away !== 0 && away !== 'refused') wrong.push(`${t.name} changed as ${line} next door: ${away}`);
      const added = await tried(at(line, NEIGHBOUR.city), insertOf(t));
      if (added !== 'refused') wrong.push(`${t.name} added as ${line} next door: ${added}`);
      const addedHome = change ? 'refused' : await tried(at(line, OWN.county), insertOf(t));
      if (addedHome !== 'refused') wrong.push(`${t.name} added as ${line} at home: ${addedHome}`);
    }
  expect(wrong).toEqual([]);
});

/** The stored row once more under another key; row security is asked before keys are. */
function insertOf(t: GuardedTable): string {
  const row = { ...rows.get(t.name)! };
  const json = JSON.stringify(row).replaceAll("'", "''");
  const columns = Object.keys(row).join(', ');
  return `insert into ${t.name} (${columns}) select ${columns} from jsonb_populate_record(null::${t.name}, '${json}')`;
}

test('the application deletes nothing but what is no history, and truncates nothing', async () => {
  const { rows: may } = await house.owner(
    `select table_name, privilege_type from information_schema.table_privileges where grantee in ('jiqiao_app', 'PUBLIC') and table_schema = 'public' and privilege_type in ('DELETE', 'TRUNCATE', 'TRIGGER')`,
  );
  const stray = (may as { table_name: string; privilege_type: string }[]).filter(
    (p) => p.privilege_type !== 'DELETE' || !(p.table_name in MAY_DELETE),
  );
  expect(stray).toEqual([]);
});

test('the application and import roles own nothing, bypass nothing and may not become each other', async () => {
  const found = await house.owner(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, (select count(*)::int from pg_class c where c.relowner = r.oid) as owns,
       (select count(*)::int from pg_proc f where f.proowner = r.oid) as functions, (select count(*)::int from pg_auth_members m where m.member = r.oid) as member_of
     from pg_roles r where rolname in ('jiqiao_app', 'jiqiao_import') order by 1`,
  );
  const nothing = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolcanlogin: false,
    owns: 0,
    functions: 0,
    member_of: 0,
  };
  expect(found.rows).toEqual([
    { rolname: 'jiqiao_app', ...nothing },
    { rolname: 'jiqiao_import', ...nothing },
  ]);
  const create = await house.owner(
    `select has_schema_privilege('jiqiao_app', 'public', 'create') as app, has_schema_privilege('jiqiao_import', 'public', 'create') as import`,
  );
  expect(create.rows[0]).toEqual({ app: false, import: false });
});

test('the import role touches staging only, and reads nothing of anybody else', async () => {
  const { rows: found } = await house.owner(
    `select distinct table_name, privilege_type from information_schema.table_privileges where grantee = 'jiqiao_import' and table_schema = 'public' order by 1, 2`,
  );
  const outside = (found as { table_name: string; privilege_type: string }[]).filter(
    (p) => !p.table_name.startsWith('staging_'),
  );
  expect(outside).toEqual([
    { table_name: 'division', privilege_type: 'SELECT' },
    { table_name: 'line_access', privilege_type: 'SELECT' },
  ]);
});

test('every view asks with the rights of whoever reads it', async () => {
  const { rows: views } = await house.owner(
    `select relname, coalesce(reloptions::text, '') as options from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind in ('v', 'm')`,
  );
  const plain = (views as { relname: string; options: string }[]).filter(
    (v) => !/security_invoker=(true|on)/.test(v.options),
  );
  expect(views.length).toBeGreaterThan(3);
  expect(plain).toEqual([]);
});

test('every function with the owner’s rights fixes where it looks names up, and is not for everybody', async () => {
  const { rows: found } = await house.owner(
    `select proname, coalesce(array_to_string(proconfig, ','), '') as config, has_function_privilege('public', p.oid, 'execute') as everybody
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and prosecdef`,
  );
  const loose = (found as { proname: string; config: string; everybody: boolean }[]).filter(
    (f) => !/search_path=.*pg_temp/.test(f.config) || f.everybody,
  );
  expect(found.length).toBeGreaterThan(3);
  expect(loose).toEqual([]);
});
