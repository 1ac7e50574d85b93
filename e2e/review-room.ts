import type { Page } from 'playwright-core';

/** 乡镇审核 as an office's reviewer uses it: the queue at the left, the open case at the right. */
export function reviewRoom(page: Page) {
  const queue = page.getByRole('navigation', { name: '乡镇审核' });
  const openCase = page.getByRole('article');
  return {
    openCase,
    async enter(): Promise<void> {
      await page.goto('/enrolment/review');
      await openCase.getByRole('heading', { level: 2 }).waitFor();
    },
    /** Names in the queue, the open one first marked by the page itself. */
    names: (): Promise<string[]> => queue.locator('li strong').allTextContents(),
    async open(name: string): Promise<void> {
      await queue.getByRole('button', { name }).first().click();
      await openCase.getByRole('heading', { level: 2, name }).waitFor();
    },
    /** The heading of the open case: name and number. */
    title: async (): Promise<string> => (await openCase.getByRole('heading', { level: 2 }).textContent()) ?? '',
    async returnWith(defects: readonly { field: string; message: string }[]): Promise<void> {
      const before = (await openCase.getByRole('heading', { level: 2 }).textContent()) ?? '';
      await openCase.getByRole('button', { name: '2 退回补正' }).click();
      await openCase.getByRole('combobox', { name: '理由' }).click();
      await page.getByRole('option').first().waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await openCase.getByRole('textbox', { name: '说明' }).fill(defects.map((d) => d.message).join('；'));
      for (const [i, defect] of defects.entries()) {
        if (i > 0) await openCase.getByRole('button', { name: '添加一项' }).click();
        await openCase.getByRole('textbox', { name: `项目 ${i + 1}` }).fill(defect.field);
        await openCase.getByRole('textbox', { name: `需要补正的内容 ${i + 1}` }).fill(defect.message);
      }
      await openCase.getByRole('button', { name: /提交意见/ }).click();
      await openCase.getByRole('heading', { level: 2, name: before }).waitFor({ state: 'detached' });
    },
    /** With the focus in the reason: opens it and takes the first. */
    async chooseReasonByKeys(): Promise<void> {
      await openCase.getByRole('combobox', { name: '理由' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('option').first().waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
    },
    /** Tabs on until what carries this name has the focus. */
    async tabTo(name: string): Promise<void> {
      for (let steps = 0; steps < 12; steps++) {
        await page.keyboard.press('Tab');
        const on = await page.evaluate(() => {
          const at = document.activeElement;
          return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
        });
        if (on.startsWith(name)) return;
      }
      throw new Error(`${name} cannot be reached with Tab`);
    },
    async pass(settled?: string): Promise<void> {
      const before = await openCase.getByRole('heading', { level: 2 }).textContent();
      await openCase.getByRole('button', { name: '1 通过' }).click();
      if (settled !== undefined) {
        await openCase.getByRole('textbox').first().fill(settled);
        await openCase.getByRole('button', { name: /提交意见/ }).click();
      }
      await openCase.getByRole('heading', { level: 2, name: before ?? '' }).waitFor({ state: 'detached' });
    },
  };
}
