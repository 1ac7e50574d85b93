// Runs on any Node 20 or newer with nothing installed: installs the locked packages, then hands over to the Node that is in them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const [task = 'start', ...rest] = process.argv.slice(2);

const run = (command, args, env = process.env, stdout = 'inherit') => {
  const done = spawnSync(command, args, {
    stdio: ['inherit', stdout, 'inherit'],
    env,
    shell: process.platform === 'win32',
  });
  if (done.error) throw done.error;
  return done.status ?? (done.signal ? 1 : 0);
};

/** Installs exactly the lock file's packages when they are missing or the lock has changed. */
function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const mark = join('node_modules', '.jiqiao-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  if (!existsSync(mark) && existsSync(join('node_modules', '.package-lock.json'))) {
    const ok =
      spawnSync('npm', ['ls', '--depth=0', '--silent'], { stdio: 'ignore', shell: process.platform === 'win32' })
        .status === 0;
    if (ok) return writeFileSync(mark, lock);
  }
  // On standard error: what a command prints with --json is JSON only.
  console.error('正在安装依赖（只在第一次或依赖变化时）… installing packages');
  const status = run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error', '--ignore-scripts'], process.env, 2);
  if (status !== 0) process.exit(status);
  writeFileSync(mark, lock);
}

/** Environment in which `node` is the Node 24 that came with the packages, where this platform has one. */
function environment() {
  const bin = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
  );
  const local = join(root, 'node_modules', '.bin');
  const path = [existsSync(bin) ? bin : null, local, process.env.PATH].filter(Boolean).join(delimiter);
  // Node 24 lets the young generation grow to 128 MB in each program; a third of it serves as well (measured on the register import).
  const options = [process.env.NODE_OPTIONS, '--max-semi-space-size=16'].filter(Boolean).join(' ');
  // What was compiled once is kept: a command begins in two thirds of the time.
  const compiled = join(root, 'node_modules', '.cache', 'compile');
  return {
    ...process.env,
    PATH: path,
    NODE_NO_WARNINGS: '1',
    NODE_OPTIONS: options,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compiled,
  };
}

const newest = (dir) =>
  Math.max(
    0,
    ...readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => statSync(join(e.parentPath ?? e.path, e.name)).mtimeMs),
  );

/** Builds the browser bundle when a source file is newer than the last build. */
function buildWeb(env, force = false) {
  const mark = join('dist', '.built');
  if (!force && existsSync(mark) && statSync(mark).mtimeMs >= newest('src')) return;
  const status = run('vite', ['build', '--logLevel', 'warn'], env);
  if (status !== 0) process.exit(status);
  mkdirSync('dist', { recursive: true });
  writeFileSync(mark, '');
}

install();
const env = environment();
const node = (...args) => run('node', args, env);
const tasks = {
  start: () => (buildWeb(env), node('src/main.ts', ...rest)),
  dev: () => node('--watch', 'src/main.ts', ...rest),
  build: () => (buildWeb(env, true), 0),
  jiqiao: () => node('src/cli.ts', ...rest),
  types: () => node('scripts/generate-db-types.ts'),
  format: () => run('oxfmt', rest.length ? rest : ['.'], env),
  verify: () => node('scripts/verify.ts', ...rest),
  test: () => (buildWeb(env), node('scripts/test.ts', ...rest)),
  e2e: () => (buildWeb(env), run('vitest', ['run', '--project', 'journeys', ...rest], env)),
  bench: () => node('bench/run.ts', ...rest),
  long: () => node('scripts/long.ts', ...rest),
  vitest: () => run('vitest', ['run', ...rest], env),
};
if (!tasks[task]) {
  console.error(`未知任务 ${task}；可用：${Object.keys(tasks).join(' ')}`);
  process.exit(2);
}
process.exit(tasks[task]());
