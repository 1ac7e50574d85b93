import { beforeAll, describe, expect, test } from 'vitest';
import { openAccount } from './accounts.ts';
import { chromiumPath, type Visitor } from './installation.ts';
import { settled } from './settled.ts';
import { accessProblems } from './watch-page.ts';
import { openWorld } from './world.ts';

describe.runIf(chromiumPath !== null)('a pairing from the plan table to the yearly summary', () => {
  const world = openWorld(['offices', 'catalogues', 'partnerships'], 0);

  beforeAll(() =>
    openAccount(world, {
      username: 'bu-zhineng',
      name: '闻立本',
      role: 'nation_hr_officer',
      at: { code: 0, line: 'hr' },
    }),
  );

  /** One person at work; afterwards nothing in the browser complained and the last page is accessible. */
  async function as(username: string, work: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await world.visit(username);
    await work(visitor);
    await settled(visitor);
    expect(await accessProblems(visitor.page)).toEqual([]);
    expect(visitor.notes.problems).toEqual([]);
    await visitor.close();
  }

  test('the province sees Annex 2 with its recipients and pairs, and the needs that lack an offer', () =>
    as('sheng-renshe', async ({ page }) => {
      await page.goto('/partnerships/plans');
      await page.getByText(/受援方 \d+ 个，结对 \d+ 对/).waitFor();
      await page.goto('/partnerships/figures?definition=n2019_pairing_of_schools');
      await page.getByText('有需求没有帮扶意向').waitFor();
    }));

  test('the helping school opens its agreement, records its station and prints the certificate of a teacher who served', () =>
    as('xuexiao', async ({ page }) => {
      await page.goto('/agreements');
      await page.getByRole('table').getByRole('link').first().click();
      await page.getByRole('heading', { name: '承诺与执行' }).waitFor();
      await page.getByRole('button', { name: '登记', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('登记什么').click();
      await page.getByTitle('专家流动站').click();
      await dialog.getByLabel('站址').fill('实训楼三层');
      await dialog.getByRole('button', { name: '保存' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('cell', { name: '实训楼三层' }).first().waitFor();
      await page.goto('/partnerships/staff');
      const pdf = page.waitForResponse((r) => r.url().endsWith('/certificate'));
      await page.getByRole('button', { name: '打印证明' }).first().click();
      expect((await pdf).headers()['content-type']).toBe('application/pdf');
    }));

  test('the province writes the yearly summary and sends it', () =>
    as('sheng-renshe', async ({ page }) => {
      await page.goto('/partnerships/summaries');
      await page.getByRole('button', { name: '填报 2020 年总结' }).click();
      for (const part of ['工作进展', '典型做法', '存在问题', '下步打算'])
        await page.getByLabel(part).fill(`${part}：如数据页所示。`);
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('button', { name: '报送' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '报送' }).click();
      await page.getByText('已报送').first().waitFor();
    }));

  test('the ministry receives it', () =>
    as('bu-zhineng', async ({ page }) => {
      await page.goto('/partnerships/summaries');
      await page.getByRole('button', { name: '接收' }).click();
      await page.getByText('已接收').first().waitFor();
    }));
});
