import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { EVERY_STAGE } from '../src/desk/demo/stages.ts';
import { cloneDatabase, startTestCluster } from '../src/testing/cluster.ts';
import { seedReference } from '../src/testing/seed-reference.ts';
import { openWindow, PHONE, ROOT, startBrowser, startServer, stopServer } from './installation.ts';
import { settled } from './settled.ts';

// Takes the pictures of docs/screens from a fresh demonstration: node e2e/pictures.ts; from one that runs already: node e2e/pictures.ts http://127.0.0.1:8080
const FOLDER = join(ROOT, 'docs/screens');

type Picture = {
  name: string;
  who: string | null;
  path: string;
  phone?: boolean;
  prepare?: (page: Page) => Promise<void>;
};

const follow = (page: Page): Promise<void> => page.locator('tbody').getByRole('link').first().click();

const PICTURES: readonly Picture[] = [
  { name: 'today', who: 'shi-renshe', path: '/' },
  { name: 'review', who: 'xiang-fupin', path: '/enrolment/review' },
  { name: 'catalogue-phone', who: null, path: '/public/catalogue', phone: true },
  {
    name: 'student-card',
    who: 'xuexiao',
    path: '/students',
    prepare: async (page) => {
      await page.getByRole('row').filter({ hasText: '享受' }).getByRole('link').first().click();
      await page.getByRole('table').first().waitFor();
    },
  },
  { name: 'person-file', who: 'cun', path: '/people?wish=study', prepare: (page) => follow(page) },
  { name: 'indicators', who: 'sheng-renshe', path: '/indicators' },
  { name: 'owed', who: 'xian-fupin', path: '/funds/owed' },
  {
    name: 'claim',
    who: 'xian-fupin',
    path: '/funds/claims',
    prepare: (page) => page.getByRole('row').filter({ hasText: '雨露' }).getByRole('link').first().click(),
  },
  {
    name: 'selection',
    who: 'sheng-renshe',
    path: '/selections',
    prepare: (page) => page.locator('tbody').getByRole('link').last().click(),
  },
  {
    name: 'import-problems',
    who: 'xian-fupin',
    path: '/lists',
    prepare: async (page) => {
      await page.getByRole('button', { name: '导入名单' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=file]').setInputFiles(join(ROOT, 'samples/assisted-register.xlsx'));
      await dialog.getByText('SHA-256').waitFor();
      await dialog.getByLabel('名单日期').fill('2020-08-20');
      await dialog.getByRole('button', { name: '开始检查' }).click();
      await dialog.getByRole('link', { name: '查看结果' }).click();
      await page.getByRole('button', { name: '确认发布' }).waitFor({ timeout: 120_000 });
    },
  },
];

/** A demonstration of its own for the pictures, with the way to end it. */
async function freshDemonstration(): Promise<{ address: string; end: () => Promise<void> }> {
  const cluster = await startTestCluster(seedReference);
  const { url } = await cloneDatabase(cluster.adminUrl, cluster.template);
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-pictures-'));
  const { child, address } = await startServer(url, dir, { stages: EVERY_STAGE, people: 6000 });
  const end = async (): Promise<void> => {
    await stopServer(child);
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { address, end };
}

const [running] = process.argv.slice(2);
const { address, end } = running === undefined ? await freshDemonstration() : { address: running, end: async () => {} };
const browser = await startBrowser();
mkdirSync(FOLDER, { recursive: true });
try {
  for (const picture of PICTURES) {
    const visitor = await openWindow(browser, address, picture.phone ? { viewport: PHONE } : {});
    if (picture.who !== null) await visitor.signIn(picture.who);
    await visitor.page.goto(picture.path);
    await settled(visitor);
    await picture.prepare?.(visitor.page);
    await settled(visitor);
    const shot = await visitor.page.screenshot();
    await sharp(shot)
      .png({ palette: true, colours: 64, effort: 8 })
      .toFile(join(FOLDER, `${picture.name}.png`));
    await visitor.close();
  }
} finally {
  await browser.close();
  await end();
}
