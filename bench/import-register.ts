import { fork } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { inspectUpload, readRows, writeWorkbook, type Cell, type SheetRow } from '../src/platform/sheets/index.ts';
import { storeUpload } from '../src/platform/routes/index.ts';
import { runJob } from '../src/platform/jobs.ts';
import { makeContext } from '../src/platform/services.ts';
import { definePeopleJobs } from '../src/people/jobs.ts';
import { receiveList } from '../src/people/lists/receive-list.ts';
import { anActor, PLACES } from '../src/testing/actors.ts';
import { measured, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, ROOT, servicesFor, startBenchCluster } from './world.ts';

type Side = 'ours' | 'peer';
type SideResult = { milliseconds: number; megabytes: number; rows: number; parts: Record<string, number> };

const SHORT_ROWS = 5000;

/**
 * 100,000 register rows from xlsx, end to end through the verbs (upload, validation, encryption, tokens, history, audit, publication),
 * beside reading the same file and COPYing its raw cells into a table without an index. Each side in a process of its own.
 */
export async function importRegister({ short, say }: BenchOptions): Promise<Measurement[]> {
  const cluster = await startBenchCluster();
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-bench-import-'));
  try {
    const file = join(dir, 'assisted-register.xlsx');
    const rows = await writeRegister(file, short ? SHORT_ROWS : Infinity);
    say(`wrote ${rows} rows as xlsx`);
    const runs: Record<Side, SideResult[]> = { ours: [], peer: [] };
    for (let turn = 0; turn < (short ? 1 : 3); turn++) {
      for (const side of ['peer', 'ours'] as const) {
        const database = await openBenchDatabase(cluster);
        const result = await inChild(side, database.url, file, database.dir);
        await database.close();
        runs[side].push(result);
        say(
          `${side}: ${(result.milliseconds / 1000).toFixed(1)} s, peak ${result.megabytes.toFixed(0)} MB, ${JSON.stringify(result.parts)}`,
        );
        if (result.rows < rows * 0.97) throw new Error(`${side} stored ${result.rows} of ${rows} rows`);
      }
    }
    const fastest = (side: Side) => runs[side].reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
    const peak = Math.max(...runs.ours.map((r) => r.megabytes));
    return [
      measured({
        name: 'import-register',
        what: `${rows} rows of xlsx through the verbs : the same file read and its raw cells copied`,
        ours: fastest('ours').milliseconds,
        peer: fastest('peer').milliseconds,
        unit: 'ms',
        atMost: 5,
        detail: fastest('ours').parts,
      }),
      measured({
        name: 'import-register memory',
        what: 'highest memory of the importing process with its threads',
        ours: peak,
        peer: null,
        unit: 'MB',
        atMost: 400,
        detail: { peer: Math.max(...runs.peer.map((r) => r.megabytes)) },
      }),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await cluster.stop();
  }
}

/** The sample register as a workbook with the same headings and cells; returns its rows. */
async function writeRegister(target: string, limit: number): Promise<number> {
  const source = join(ROOT, 'samples/assisted-register-100k.csv.gz');
  let headings: string[] = [];
  for await (const row of readRows(source)) {
    headings = row.cells.map(String);
    break;
  }
  const columns = headings.map((heading, i) => ({ key: String(i), heading, width: 14 }));
  let written = 0;
  const rows = async function* () {
    for await (const row of readRows(source)) {
      if (row.row === 1) continue;
      if (written >= limit) return;
      written += 1;
      yield Object.fromEntries(row.cells.map((cell, i) => [String(i), textOf(cell)]));
    }
  };
  await writeWorkbook({ sheets: [{ name: '帮扶名单', columns, rows: rows() }] }, target);
  return written;
}

function inChild(side: Side, url: string, file: string, dir: string): Promise<SideResult> {
  return new Promise((done, fail) => {
    const child = fork(import.meta.filename, [side, url, file, dir], {
      execArgv: ['--max-semi-space-size=16'], // as scripts/run.mjs starts the program
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let result: SideResult | null = null;
    child.on('message', (message) => (result = message as SideResult));
    child.on('exit', (code) =>
      result && code === 0 ? done(result) : fail(new Error(`the ${side} side ended with ${code}`)),
    );
  });
}

/** Highest resident memory of this process in MB, threads included. (On Linux ru_maxrss would also hold the parent's from before exec.) */
function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
}

async function ours(url: string, file: string, dir: string): Promise<SideResult> {
  definePeopleJobs();
  const services = servicesFor(url, dir);
  const officer = anActor('city_poverty_officer', PLACES.city);
  const ctx = makeContext(services, officer);
  const from = performance.now();
  const { fileId } = await storeUpload(ctx, {
    name: 'register.xlsx',
    stream: createReadStream(file),
    purpose: 'upload',
  });
  const list = {
    fileId,
    kind: 'assisted_register',
    coverage: 'complete',
    areaCode: PLACES.city,
    listDate: '2020-06-20',
    autoPublish: true,
  } as const;
  const received = await receiveList(ctx, list);
  await runJob(services, async () => officer, received.jobId!);
  const milliseconds = performance.now() - from;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const counted = await client.query<{
    rows: number;
    tokens: number;
    statuses: number;
    problems: number;
    audited: number;
  }>(
    `select (select count(*) from person)::int as rows, (select count(*) from person_token)::int as tokens, (select count(*) from person_status)::int as statuses,
      (select count(*) from import_problem)::int as problems, (select count(*) from audit_entry)::int as audited`,
  );
  const job = await client.query<{ state: string; message: string }>(
    'select state, message from job where job_id = $1',
    [received.jobId],
  );
  await client.end();
  await services.db.pool.end();
  if (job.rows[0]!.state !== 'done')
    throw new Error(`the import ended as ${job.rows[0]!.state}: ${job.rows[0]!.message}`);
  const { rows, ...parts } = counted.rows[0]!;
  if (parts.tokens < rows || parts.statuses < rows || parts.audited === 0)
    throw new Error(`something is missing: ${JSON.stringify(parts)}`);
  return { milliseconds, megabytes: peakMegabytes(), rows, parts };
}

async function peer(url: string, file: string): Promise<SideResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const from = performance.now();
  const document = await inspectUpload(file, 'register.xlsx');
  let rows = 0;
  const lines = async function* () {
    let chunk: string[] = [];
    for await (const row of readRows(file)) {
      chunk.push(lineOf(row));
      rows += 1;
      if (chunk.length === 250) {
        yield chunk.join('');
        chunk = [];
      }
    }
    yield chunk.join('');
  };
  await client.query(`create table raw_cells (${Array.from({ length: 25 }, (_, i) => `c${i} text`).join(', ')})`);
  await pipeline(Readable.from(lines()), client.query(copyFrom('copy raw_cells from stdin')));
  const milliseconds = performance.now() - from;
  await client.end();
  return { milliseconds, megabytes: peakMegabytes(), rows, parts: { sheets: document.sheets.length } };
}

function lineOf(row: SheetRow): string {
  const cells = Array.from({ length: 25 }, (_, i) => row.cells[i] ?? null);
  return `${cells.map((c) => (c === null ? '\\N' : textOf(c).replace(/[\\\t\n\r]/g, ' '))).join('\t')}\n`;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.date : String(cell);
}

if (process.send) {
  const [side, url, file, dir] = process.argv.slice(2) as [Side, string, string, string];
  process.send(side === 'ours' ? await ours(url, file, dir) : await peer(url, file));
  process.disconnect();
}
