import type { Page } from 'playwright-core';
import { paper } from './paper.ts';

/** 报名办理 and 村级汇总 as the village clerk uses them. */
export function villageRoom(page: Page) {
  return {
    async draft(name: string): Promise<void> {
      await page.goto('/enrolment/apply');
      await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '起草' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
    /** What no list knows: school of graduation and that the young person does not go on there. */
    async stateGraduation(school: string, year: string): Promise<void> {
      await page.getByLabel('毕业学校').fill(school);
      await page.getByLabel('毕业年份').fill(year);
      await page.getByRole('group', { name: '毕业后未能继续升学' }).getByRole('radio', { name: '是' }).check();
      const saved = page.waitForResponse((r) => r.request().method() === 'PUT');
      await page.getByRole('button', { name: '保存' }).first().click();
      if (!(await saved).ok()) throw new Error(await (await saved).text());
    },
    async choose(school: string, major: string): Promise<void> {
      await page.getByLabel('专业名称').fill(major);
      await page.getByLabel('学校名称').fill(school);
      await page
        .getByRole('button', { name: new RegExp(`${school}.*${major}`) })
        .first()
        .click();
      await page.getByRole('button', { name: /已选/, pressed: true }).waitFor();
    },
    /** Photographs the needed papers of the checklist. */
    async addPapers(): Promise<string[]> {
      const needed = page.getByRole('listitem').filter({ hasText: '（必需）' });
      const names = await needed.allTextContents();
      for (let i = 0; i < names.length; i++) {
        const line = needed.nth(i);
        await line.locator('input[type=file]').setInputFiles(await paper(`${i}.png`));
        await line.getByRole('button', { name: '移除' }).waitFor();
      }
      return names;
    },
    /** Adds one more photograph to a paper of the checklist. */
    async addPaper(name: string): Promise<void> {
      const line = page
        .getByRole('listitem')
        .filter({ hasText: name })
        .filter({ has: page.locator('input[type=file]') });
      const before = await line.getByRole('button', { name: '移除' }).count();
      await line.locator('input[type=file]').setInputFiles(await paper('again.png'));
      await line.getByRole('button', { name: '移除' }).nth(before).waitFor();
    },
    async register(): Promise<void> {
      await page.getByRole('checkbox', { name: /自愿报名/ }).check();
      await page.getByRole('button', { name: '报名', exact: true }).click();
      await page.getByText('已在村（居）报名').first().waitFor();
    },
    /** Agrees to everybody who registered, looks at the preview, confirms, sends. Answers the receipt. */
    async compileAndSend(): Promise<string> {
      await page.goto('/enrolment/village-batch');
      await page.getByRole('button', { name: '预览' }).click();
      await page.getByText('将同意').waitFor();
      await page.getByRole('button', { name: '确认汇总' }).click();
      await page.getByRole('button', { name: '报乡镇审核' }).click();
      const receipt = page.getByText(/已报送 \d+ 人/);
      await receipt.waitFor();
      return (await receipt.textContent()) ?? '';
    },
  };
}
