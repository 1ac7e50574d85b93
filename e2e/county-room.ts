import type { Page } from 'playwright-core';

/** 县级汇总 as both departments of the county and the city use it. */
export function countyRoom(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    async compile(): Promise<string> {
      await page.goto('/enrolment/batches');
      await page.getByRole('button', { name: '纳入汇总' }).click();
      const told = page.getByText(/新增 \d+ 人/);
      await told.waitFor();
      return (await told.textContent()) ?? '';
    },
    /** Opens the newest batch of the list. */
    async open(): Promise<void> {
      await page.goto('/enrolment/batches');
      await page.locator('tbody').getByRole('link').first().click();
      await page.waitForURL(/\/enrolment\/batches\/./);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    async act(name: '确认名单' | '上报市级' | '核对签收'): Promise<void> {
      await page.getByRole('button', { name }).click();
      await dialog.getByRole('button', { name }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name }).waitFor({ state: 'detached' });
    },
  };
}
