import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { transactionAs } from '../src/platform/db.ts';
import { csvLine, readRows, writeWorkbook } from '../src/platform/sheets/index.ts';
import { makeContext } from '../src/platform/services.ts';
import { exportColumns } from '../src/registers/exchange/sheet-columns.ts';
import { importRecords } from '../src/registers/exchange/import-records.ts';
import { loadRegisters } from '../src/registers/index.ts';
import { listRecords } from '../src/registers/records/list-records.ts';
import { openRegister } from '../src/registers/records/list-registers.ts';
import { anActor, PLACES } from '../src/testing/actors.ts';
import { measured, quantile, timed, turnByTurn, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, ROOT, servicesFor, startBenchCluster } from './world.ts';

const KEY = 'fyp14-school-forms';
const officer = anActor('county_hr_officer', PLACES.county);
const province = anActor('province_hr_officer', PLACES.province);
const PEER = `create table peer_form (record_id uuid primary key, division_code bigint not null, name text not null, ownership text, form text, mode text);
  create index on peer_form (division_code, record_id); create index on peer_form (ownership, division_code, record_id)`;

/**
 * A register drawn from a declaration beside the same thing made by hand: its page over many records beside a query on a table of its own behind the
 * same row security, and its import beside reading the sheet and copying the cells.
 */
export async function registers({ short, say }: BenchOptions): Promise<Measurement[]> {
  const cluster = await startBenchCluster();
  const database = await openBenchDatabase(cluster);
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-bench-registers-'));
  const services = servicesFor(database.url, database.dir);
  const owner = new pg.Client({ connectionString: database.url });
  try {
    await loadRegisters(services, join(ROOT, 'registers'), join(ROOT, 'rules'));
    await owner.connect();
    await owner.query(PEER);
    const imported = await imports(services, owner, dir, short ? 5000 : 50_000, say);
    const listed = await pages(services, owner, short ? 20_000 : 200_000, short, say);
    return [listed, imported];
  } finally {
    await owner.end();
    await services.db.pool.end();
    await database.close();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

type Services = ReturnType<typeof servicesFor>;

async function imports(
  services: Services,
  owner: pg.Client,
  dir: string,
  count: number,
  say: (line: string) => void,
): Promise<Measurement> {
  const path = join(dir, 'forms.xlsx');
  const ctx = makeContext(services, officer);
  const { definition } = await openRegister(ctx, { key: KEY });
  const rows = Array.from({ length: count }, (_, i) => ({
    name: `曹县第${i}技工学校`,
    ownership: i % 3 ? '公办' : '民办',
    form: i % 3 ? '' : '独资',
    mode: '集团化办学',
  }));
  await writeWorkbook(
    { sheets: [{ name: '填报', columns: exportColumns(definition, true), rows }] },
    createWriteStream(path),
  );
  const peer = await timed(async () => {
    await owner.query('create unlogged table peer_cells (a text, b text, c text, d text)');
    async function* lines() {
      for await (const row of readRows(path)) yield `${csvLine(row.cells.map((c) => String(c ?? '')))}\n`;
    }
    await pipeline(Readable.from(lines()), owner.query(copyFrom('copy peer_cells from stdin with (format csv)')));
  });
  const ours = await timed(async () => {
    const told = await importRecords(ctx, { key: KEY, path, name: 'forms.xlsx', importId: 'bench' });
    if (told.accepted !== count) throw new Error(`accepted ${told.accepted} of ${count}`);
  });
  say(`import of ${count} rows: ${(ours / 1000).toFixed(1)} s, read and copied ${(peer / 1000).toFixed(1)} s`);
  return measured({
    name: 'registers import',
    what: `${count} rows into a register : the same sheet read and copied`,
    ours,
    peer,
    unit: 'ms',
    atMost: 5,
  });
}

async function pages(
  services: Services,
  owner: pg.Client,
  count: number,
  short: boolean,
  say: (line: string) => void,
): Promise<Measurement> {
  await owner.query(
    `insert into register_record (record_id, register, definition_version, division_code, unit_id, state, title, data, counted_on, accepted_on, created_by, created_at, changed_at)
     select gen_random_uuid(), $1, 1, 370000000000 + (i % 170) * 1000000, gen_random_uuid(), 'accepted', '学校' || i,
       jsonb_build_object('name', '学校' || i, 'ownership', case when i % 20 = 0 then 'private' else 'public' end), '2022-01-01', '2022-01-01', 'bench', now(), now()
     from generate_series(1, $2::int) i`,
    [KEY, count],
  );
  await owner.query(
    `insert into register_value (record_id, field, value, register, division_code, state) select record_id, 'ownership', data ->> 'ownership', register, division_code, state
     from register_record where created_by = 'bench'`,
  );
  await owner.query(
    `insert into peer_form select record_id, division_code, title, data ->> 'ownership', data ->> 'form', data ->> 'mode' from register_record where register = '${KEY}'`,
  );
  await owner.query(`grant select on peer_form to jiqiao_app; alter table peer_form enable row level security;
    create policy peer_read on peer_form for select to jiqiao_app using ((select app_may_read('register_record')) and division_code <@ (select app_areas()))`);
  // As a database leaves both tables by itself soon after a load.
  await owner.query('vacuum analyze');
  const ctx = makeContext(services, province);
  const page = (turn: number) => 1 + (turn % 40);
  const times = await turnByTurn(
    short ? 20 : 60,
    (turn) => listRecords(ctx, { key: KEY, ownership: 'private', page: String(page(turn)) }),
    (turn) =>
      transactionAs(services.db, province, async (tx) => {
        const mine = sql`ownership = 'private' and division_code >= ${PLACES.province} and division_code < ${PLACES.province + 1e10}`;
        await sql`select count(*)::int from peer_form where ${mine}`.execute(tx);
        await sql`select * from peer_form where ${mine} order by division_code, record_id limit 50 offset ${(page(turn) - 1) * 50}`.execute(
          tx,
        );
      }),
  );
  const [ours, peer] = [quantile(times.ours, 0.5), quantile(times.peer, 0.5)];
  say(`page over ${count} records: ${ours.toFixed(1)} ms, by hand ${peer.toFixed(1)} ms`);
  return measured({
    name: 'registers page',
    what: `a filtered page with its total over ${count} records : the same by hand`,
    ours,
    peer,
    unit: 'ms',
    atMost: 2,
  });
}
