import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from './installation.ts';

/** 名单 and 意愿 as the county's and the village's people use them. */
export function peopleRoom(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    /** Imports a complete register of the clerk's own county and waits until it is checked; answers the receipt. */
    async importRegister(file: string, listDate: string): Promise<string> {
      await page.goto('/lists');
      await page.getByRole('button', { name: '导入名单' }).first().click();
      await dialog.locator('input[type=file]').setInputFiles(join(ROOT, 'samples', file));
      await dialog.getByText('SHA-256').waitFor();
      await dialog.getByRole('radio', { name: '完整名单' }).check();
      await dialog.getByLabel('名单日期').fill(listDate);
      await dialog.getByRole('button', { name: '开始检查' }).click();
      await page.waitForURL(/\/lists\/./, { timeout: 90_000 });
      await page.getByRole('button', { name: '确认发布' }).waitFor({ timeout: 90_000 });
      return (await page.getByText(/\d+ 行：登记/).textContent()) ?? '';
    },
    async publishRegister(): Promise<string> {
      await page.getByRole('button', { name: '确认发布' }).click();
      await dialog.getByRole('button', { name: '确认发布' }).click();
      const receipt = page.getByText(/新增 \d+ 人/);
      await receipt.waitFor({ timeout: 120_000 });
      return (await receipt.textContent()) ?? '';
    },
    /** The ranked kinds of problems, as words. */
    problemKinds: (): Promise<string[]> =>
      page.getByRole('table', { name: '需要核对的问题' }).locator('tbody tr td:first-child').allTextContents(),
    async wishToStudy(name: string): Promise<void> {
      await page.goto('/wishes/unanswered');
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
      await row.getByRole('button', { name: '愿意就读' }).click();
      await page.getByRole('status').filter({ hasText: name }).waitFor();
    },
  };
}
