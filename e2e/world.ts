import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFailed } from 'vitest';
import type { DemoStage } from '../src/desk/demo/index.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { cloneDatabase } from '../src/testing/cluster.ts';
import { watchPage, type PageNotes } from './watch-page.ts';

export const chromiumPath = findChromium();
export const ROOT = join(import.meta.dirname, '..');
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export type Visitor = { page: Page; notes: PageNotes; close: () => Promise<void> };

export type World = {
  address: string;
  databaseUrl: string;
  /** The installation's folder of files and keys. */
  dataDir: string;
  browser: Browser;
  /** A browser window of one person, signed in under this user name (null: nobody). What its console says is kept in `notes`. */
  visit(username: string | null, options?: BrowserContextOptions): Promise<Visitor>;
};

/** The one password of the demonstration's accounts. */
export const PASSWORD = 'jiqiao-2020';

/**
 * A running installation on a database of its own and a Chromium beside it: opened before the file's first test, closed after its last.
 * @param stages which stages of the demonstration stand
 * @param people how many assisted persons it has
 */
export function openWorld(stages: readonly DemoStage[], people: number): World {
  const world = {} as World;
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const { url, drop } = await cloneDatabase(inject('adminUrl'), inject('template'));
    endings.push(drop);
    const dir = mkdtempSync(join(tmpdir(), 'jiqiao-journey-'));
    endings.push(async () => rmSync(dir, { recursive: true, force: true }));
    const { child, address } = await startServer(url, dir, stages, people);
    endings.push(() => stopServer(child));
    const browser = await chromium.launch({ executablePath: chromiumPath!, args: FLAGS });
    endings.push(() => browser.close());
    const visit: World['visit'] = (username, options = {}) => openVisit(browser, address, username, options);
    Object.assign(world, { address, databaseUrl: url, dataDir: dir, browser, visit });
  });
  afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });
  return world;
}

async function startServer(
  url: string,
  dir: string,
  stages: readonly DemoStage[],
  people: number,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn('node', [join(ROOT, 'e2e/serve.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: url,
      JIQIAO_DATA: dir,
      JIQIAO_DEMO: 'on',
      JIQIAO_DATE: '2020-09-01',
      JIQIAO_DEMO_PEOPLE: String(people),
      DEMO_STAGES: stages.join(','),
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended (${code}): ${told.slice(-5).join('\n')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      told.push(line);
      if (line.startsWith('ready ')) resolve(line.slice(6));
      else if (process.env.JIQIAO_JOURNEY_LOG) process.stderr.write(`${line}\n`);
    });
  });
  return { child, address };
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}

async function openVisit(
  browser: Browser,
  address: string,
  username: string | null,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: DESKTOP,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const notes = watchPage(page);
  keepFailure(page, username ?? 'public');
  if (username !== null) await signIn(page, username);
  return { page, notes, close: () => context.close() };
}

/** A picture of what the person saw when the running test failed, under reports/journeys. */
function keepFailure(page: Page, who: string): void {
  onTestFailed(async ({ task }) => {
    if (page.isClosed()) return;
    mkdirSync(join(ROOT, 'reports/journeys'), { recursive: true });
    const name = `${task.name}-${who}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    await page.screenshot({ path: join(ROOT, 'reports/journeys', `${name}.png`), fullPage: true, timeout: 5000 });
  });
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
  await page.getByRole('navigation').first().waitFor();
}
