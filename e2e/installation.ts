import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { DemoStage } from '../src/desk/demo/index.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { watchPage, type PageNotes } from './watch-page.ts';

export const chromiumPath = findChromium();
export const ROOT = join(import.meta.dirname, '..');
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };
/** The one password of the demonstration's accounts. */
export const PASSWORD = 'jiqiao-2020';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** One person's browser window; what its console says is kept in `notes`. */
export type Visitor = {
  page: Page;
  notes: PageNotes;
  signIn: (username: string) => Promise<void>;
  close: () => Promise<void>;
};

export type Stages = { stages: readonly DemoStage[]; people: number; env?: Record<string, string> };

/** Chromium, without what a test machine has no use for. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath!, args: FLAGS });
}

/** The program in a process of its own on this database; answers when it can be visited. */
export async function startServer(
  url: string,
  dir: string,
  { stages, people, env = {} }: Stages,
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
      ...env,
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

/** Ends the program as an operator does; after ten seconds by force. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}

/** A window of somebody nobody knows yet. */
export async function openWindow(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visitor> {
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
  return { page, notes, signIn: (name) => signIn(page, name), close: () => context.close() };
}

/** Signs in through the form, as a person does. */
async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
  await page.locator('#content h1').first().waitFor();
}
