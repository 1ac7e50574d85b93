import type { Page } from 'playwright-core';
import { listPage } from './list-page.ts';

/** 录取通知书, 报到与注册 and 学生档案 as the school's officer uses them. */
export function schoolRoom(page: Page) {
  const list = listPage(page);
  const dialog = page.getByRole('dialog');
  return {
    async issueLetter(name: string, reportBy: string, place: string): Promise<string> {
      await page.goto('/enrolment/letters');
      await page.getByLabel('报到日期').fill(reportBy);
      await page.getByLabel('报到地点').fill(place);
      await list.choose(name);
      return list.act('发放通知书');
    },
    /** Prints the letter and downloads the file. */
    async printLetter(name: string): Promise<Buffer> {
      await list.choose(name);
      await list.act('打印通知书');
      const href = await page.getByRole('link', { name: /下载/ }).getAttribute('href');
      return (await page.request.get(href ?? '')).body();
    },
    async markReported(name: string): Promise<string> {
      await list.choose(name);
      return list.act('登记报到');
    },
    async registerStatus(name: string, schoolNumber: string, className: string): Promise<void> {
      await page.goto('/students/reported');
      await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '注册学籍' }).click();
      await dialog.getByRole('group', { name: '住校' }).getByRole('radio', { name: '是' }).check();
      await dialog.getByLabel('本校学号').fill(schoolNumber);
      await dialog.getByLabel('班级').fill(className);
      await dialog.getByRole('button', { name: '注册学籍' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    /** The card's lines as item → what stands beside it. */
    async card(name: string): Promise<Map<string, string>> {
      await page.goto('/students');
      await page.getByRole('row').filter({ hasText: name }).getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      const decided = page.waitForResponse((r) => r.url().endsWith('/api/students/decide'));
      await page.getByRole('button', { name: '核定五免一享' }).click();
      await decided;
      const lines = page.getByRole('table').filter({ hasText: '归属' }).locator('tbody tr');
      await lines.nth(5).waitFor();
      const cells = await lines.evaluateAll((rows) =>
        rows.map((row) => [row.querySelector('th')?.textContent ?? '', row.querySelector('td')?.textContent ?? '']),
      );
      return new Map(cells.map(([item = '', outcome = '']) => [item, outcome.replaceAll(/\s+/g, ' ').trim()]));
    },
  };
}
