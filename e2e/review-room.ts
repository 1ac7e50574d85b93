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
