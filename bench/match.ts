import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qualityOf, writeLists, type Lists } from './match-lists.ts';
import { measured, type Bench, type BenchOptions, type Measurement } from './measure.ts';

const root = join(import.meta.dirname, '..');
const KEY = 'c0ffee00'.repeat(8);
/** As scripts/run.mjs starts the command line; the peer is started alike. */
const STARTED = {
  NODE_OPTIONS: '--max-semi-space-size=16',
  NODE_NO_WARNINGS: '1',
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
};

type Ran = { ms: number; json: Record<string, unknown> };

/** Runs a program to its end; the time includes its start. */
function run(script: string, args: readonly string[]): Ran {
  const from = performance.now();
  const done = spawnSync(process.execPath, [join(root, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...STARTED },
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return {
    ms: performance.now() - from,
    json: JSON.parse(done.stdout.trim().split('\n').at(-1)!) as Record<string, unknown>,
  };
}

const match = (lists: Lists, out: string, ...more: string[]): Ran =>
  run('src/cli.ts', [
    'match',
    '--registry',
    lists.registry,
    '--queries',
    lists.queries,
    '--out',
    out,
    '--json',
    ...more,
  ]);

type Size = { registry: number; queries: number; turns: number; ratio: number; memory: number };

/** Ours and the peer's turn by turn on the same files; the best turn of each counts. */
async function against(
  dir: string,
  lists: Lists,
  size: Size,
  say: (line: string) => void,
): Promise<{ ms: number; lines: Measurement[] }> {
  const [ours, peers]: [Ran[], Ran[]] = [[], []];
  for (let turn = 0; turn < size.turns; turn++) {
    ours.push(match(lists, join(dir, 'ours.csv')));
    peers.push(run('bench/match-duckdb.ts', [lists.registry, lists.queries, join(dir, 'peer.csv')]));
    say(`turn ${turn + 1}: ${Math.round(ours.at(-1)!.ms)} ms, DuckDB ${Math.round(peers.at(-1)!.ms)} ms`);
  }
  const best = (runs: readonly Ran[]): Ran => runs.reduce((a, b) => (b.ms < a.ms ? b : a));
  const [own, peer] = [best(ours), best(peers)];
  const [quality, theirs] = [
    await qualityOf(join(dir, 'ours.csv'), lists.truth),
    await qualityOf(join(dir, 'peer.csv'), lists.truth),
  ];
  if (quality.precision < 0.9999) throw new Error(`precision ${quality.precision}`);
  const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
  const name = `match-${size.registry >= 1e6 ? `${size.registry / 1e6}m` : `${size.registry / 1000}k`}`;
  const what = `${size.registry} register rows × ${size.queries} list rows`;
  const detail = {
    precision: percent(quality.precision),
    automatic: percent(quality.automatic),
    found: percent(quality.found),
    review: percent(quality.review),
    'DuckDB precision': percent(theirs.precision),
    'DuckDB automatic': percent(theirs.automatic),
    'DuckDB MB': Number(peer.json['peak_memory_mb']),
  };
  const memory = Number(own.json['peak_memory_mb']);
  return {
    ms: own.ms,
    lines: [
      measured({
        name,
        what: `${what}, whole program, beside DuckDB (exact join, three blocks)`,
        ours: own.ms,
        peer: peer.ms,
        unit: 'ms',
        atMost: size.ratio,
        detail,
      }),
      measured({
        name: `${name}-memory`,
        what: `${what}, peak memory`,
        ours: memory,
        peer: null,
        unit: 'MB',
        atMost: size.memory,
      }),
    ],
  };
}

/** What is decided again after ten thousand rows changed on each side. */
function changed(dir: string, lists: Lists, size: { registry: number; queries: number }): Measurement {
  const key = join(dir, 'key');
  const snapshot = join(dir, 'register.snapshot');
  writeFileSync(key, KEY, { mode: 0o600 });
  const few = writeLists(dir, { seed: 78, registry: 40_000, queries: size.queries, mix: 'everyday' });
  match({ ...lists, queries: few.queries }, join(dir, 'few.csv'), '--save-snapshot', snapshot, '--key-file', key);
  const { json } = run('bench/match-changes.ts', [snapshot, KEY, lists.registry, few.queries, String(size.queries)]);
  return measured({
    name: 'match-changes',
    what: `${size.queries} changed rows of the list and of the register against an open snapshot of ${size.registry}`,
    ours: Number(json['changes_ms']),
    peer: null,
    unit: 'ms',
    atMost: 1500,
    detail: {
      'open ms': Number(json['open_ms']),
      'processor ms': Number(json['changes_cpu_ms']),
      'peak MB': Number(json['peak_memory_mb']),
    },
  });
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-match-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Matching from CSV to CSV: time and memory beside DuckDB, growth from one million to ten, and what a change costs. */
export const matching: Bench = ({ short, say }: BenchOptions) =>
  inFolder(async (dir) => {
    if (short) {
      const size = { registry: 100_000, queries: 20_000, turns: 1, ratio: 0.6, memory: 400 };
      const lists = writeLists(dir, { seed: 77, mix: 'everyday', ...size });
      const { lines } = await against(dir, lists, size, say);
      return [...lines, changed(dir, lists, { registry: size.registry, queries: 1000 })];
    }
    const million = { registry: 1_000_000, queries: 200_000, turns: 2, ratio: 0.6, memory: 400 };
    const ten = { registry: 10_000_000, queries: 1_000_000, turns: 1, ratio: 0.35, memory: 1500 };
    const small = await against(dir, writeLists(dir, { seed: 77, mix: 'everyday', ...million }), million, say);
    const lists = writeLists(dir, { seed: 77, mix: 'everyday', ...ten });
    const large = await against(dir, lists, ten, say);
    const growth = measured({
      name: 'match-growth',
      what: 'time for ten times the rows',
      ours: large.ms,
      peer: small.ms,
      unit: 'ms',
      atMost: 11,
    });
    return [...small.lines, ...large.lines, growth, changed(dir, lists, { registry: ten.registry, queries: 10_000 })];
  });

/** Digest of a file too large to hold. */
function fingerprint(path: string): string {
  const digest = createHash('sha256');
  const part = Buffer.allocUnsafe(1 << 24);
  const file = openSync(path, 'r');
  for (let read = readSync(file, part); read > 0; read = readSync(file, part)) digest.update(part.subarray(0, read));
  closeSync(file);
  return digest.digest('hex');
}

/** A nation: 100 million register rows and a list of 4 million, from CSV and from a snapshot, with one answer to every row. By name only: 12 GB of files, 8 GB of memory. */
export const matchingNation: Bench = ({ short, say }: BenchOptions) =>
  inFolder(async (dir) => {
    const size = short ? { registry: 1_000_000, queries: 40_000 } : { registry: 100_000_000, queries: 4_000_000 };
    const lists = writeLists(dir, { seed: 79, mix: 'everyday', ...size });
    const key = join(dir, 'key');
    writeFileSync(key, KEY, { mode: 0o600 });
    const cold = match(lists, join(dir, 'cold.csv'), '--save-snapshot', join(dir, 'S'), '--key-file', key);
    say(`from CSV, a snapshot saved: ${JSON.stringify(cold.json['timings_ms'])}`);
    const warm = run('src/cli.ts', [
      'match',
      '--snapshot',
      join(dir, 'S'),
      '--key-file',
      key,
      '--queries',
      lists.queries,
      '--out',
      join(dir, 'warm.csv'),
      '--json',
    ]);
    say(`from the snapshot: ${JSON.stringify(warm.json['timings_ms'])}`);
    const bare = match(lists, join(dir, 'bare.csv'));
    say(`from CSV, no snapshot saved: ${JSON.stringify(bare.json['timings_ms'])}`);
    // Three ways with two kinds of index: what they answer must be the same to the byte.
    const [answers, ...others] = ['cold', 'warm', 'bare'].map((name) => fingerprint(join(dir, `${name}.csv`)));
    if (others.some((other) => other !== answers)) throw new Error(`answers differ: ${answers} ${others.join(' ')}`);
    const what = `${size.registry} register rows × ${size.queries} list rows`;
    const detail = (ran: Ran) => ({ 'peak MB': Number(ran.json['peak_memory_mb']) });
    return [
      measured({
        name: 'match-nation-csv',
        what: `${what} from CSV`,
        ours: bare.ms,
        peer: null,
        unit: 'ms',
        atMost: 120_000,
        detail: detail(bare),
      }),
      measured({
        name: 'match-nation-saved',
        what: `${what} from CSV, snapshot saved`,
        ours: cold.ms,
        peer: null,
        unit: 'ms',
        atMost: 120_000,
        detail: detail(cold),
      }),
      measured({
        name: 'match-nation-snapshot',
        what: `${what} from a snapshot`,
        ours: warm.ms,
        peer: null,
        unit: 'ms',
        atMost: 30_000,
        detail: detail(warm),
      }),
    ];
  });
