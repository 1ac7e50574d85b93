import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFailed } from 'vitest';
import type { DemoStage } from '../src/desk/demo/index.ts';
import { cloneDatabase } from '../src/testing/cluster.ts';
import { openWindow, ROOT, startBrowser, startServer, stopServer, type Visitor } from './installation.ts';

type OnFailed = typeof onTestFailed;

export type World = {
  address: string;
  databaseUrl: string;
  /** The installation's folder of files and keys. */
  dataDir: string;
  browser: Browser;
  /** A browser window of one person, signed in under this user name (null: nobody). Tests that run side by side name their own `onFailed`. */
  visit(username: string | null, options?: BrowserContextOptions, onFailed?: OnFailed): Promise<Visitor>;
};

/**
 * A running installation on a database of its own and a Chromium beside it: opened before the file's first test, closed after its last.
 * @param stages which stages of the demonstration stand
 * @param people how many assisted persons it has
 * @param env what else it is told by its environment
 */
export function openWorld(stages: readonly DemoStage[], people: number, env: Record<string, string> = {}): World {
  const world = {} as World;
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const { url, drop } = await cloneDatabase(inject('adminUrl'), inject('template'));
    endings.push(drop);
    const dir = mkdtempSync(join(tmpdir(), 'jiqiao-journey-'));
    endings.push(async () => rmSync(dir, { recursive: true, force: true }));
    const { child, address } = await startServer(url, dir, { stages, people, env });
    endings.push(() => stopServer(child));
    const browser = await startBrowser();
    endings.push(() => browser.close());
    const visit: World['visit'] = async (username, options = {}, onFailed = onTestFailed) => {
      const visitor = await openWindow(browser, address, options);
      keepFailure(visitor.page, username ?? 'public', onFailed);
      if (username !== null) await visitor.signIn(username);
      return visitor;
    };
    Object.assign(world, { address, databaseUrl: url, dataDir: dir, browser, visit });
  });
  afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });
  return world;
}

/** A picture of what the person saw when the running test failed, under reports/journeys. */
function keepFailure(page: Page, who: string, onFailed: OnFailed): void {
  onFailed(async ({ task }) => {
    if (page.isClosed()) return;
    mkdirSync(join(ROOT, 'reports/journeys'), { recursive: true });
    const name = `${who}-${task.name}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    await page.screenshot({ path: join(ROOT, 'reports/journeys', `${name}.png`), fullPage: true, timeout: 5000 });
  });
}
