import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { ROOT } from './installation.ts';

/** 目录管理 as the city's officer uses it. */
export function catalogueRoom(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    /** Imports a sample file and opens the draft; answers what the receipt says. */
    async importFile(name: string): Promise<string> {
      await page.goto('/catalogue?year=2020');
      await page.getByRole('button', { name: '导入目录' }).click();
      await dialog.locator('input[type=file]').setInputFiles(join(ROOT, 'samples', name));
      await dialog.getByText('SHA-256').waitFor();
      await dialog.getByRole('button', { name: '开始导入' }).click();
      const told = (await dialog.getByText(/共 \d+ 行/).textContent()) ?? '';
      await dialog.getByRole('link', { name: '去核对' }).click();
      await page.getByRole('heading', { name: '导入问题' }).waitFor();
      return told;
    },
    /** Corrects what the file left open entry by entry, then confirms the other doubts with a note. */
    async settle(correct: (field: string) => string): Promise<void> {
      const undecided = page.getByRole('row').filter({ hasText: '待核定：' });
      while ((await undecided.count()) > 0) {
        const left = await undecided.count();
        await undecided.first().getByRole('button', { name: '更正' }).click();
        for (const field of ['学费（元/学年）', '住宿费（元/学年）']) {
          const box = dialog.getByLabel(field);
          if ((await box.inputValue()) === '') await box.fill(correct(field));
        }
        await dialog.getByRole('button', { name: '保存' }).click();
        await expect.poll(() => undecided.count()).toBeLessThan(left);
      }
    },
    async acceptProblems(note: string): Promise<void> {
      await page.getByRole('button', { name: '全部核对无误' }).click();
      await dialog.getByRole('textbox').fill(note);
      await dialog.getByRole('button', { name: '核对无误' }).click();
      await page.getByText('没有待核对的问题').waitFor();
    },
    /** An act of the newest version: 公布 or 报备. */
    async act(name: '公布' | '报备'): Promise<void> {
      await page.goto('/catalogue?year=2020');
      await page.getByRole('button', { name, exact: true }).click();
      await dialog.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
  };
}
