import type { Page } from 'playwright-core';

/** Any list with bulk acts: choose rows, read the preview, go ahead, read the receipt. */
export function listPage(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    async choose(name: string): Promise<void> {
      await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
    },
    /** Answers the receipt's words. */
    async act(label: string): Promise<string> {
      await page.getByRole('region').getByRole('button', { name: label, exact: true }).click();
      await dialog.getByText(/将处理/).waitFor();
      await dialog.getByRole('button', { name: '确认办理' }).click();
      const receipt = dialog.getByText(/已处理/);
      await receipt.waitFor();
      const words = (await receipt.textContent()) ?? '';
      await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
      await dialog.waitFor({ state: 'hidden' });
      return words;
    },
  };
}
