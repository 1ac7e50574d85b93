import type { Locator, Page } from 'playwright-core';

/** Forms and steps of training and money, as an official uses them. */
export function moneyRoom(page: Page) {
  const dialog = page.getByRole('dialog');
  const room = {
    dialog,
    button: (name: string): Locator => page.getByRole('button', { name, exact: true }).first(),
    row: (text: string): Locator => page.getByRole('row').filter({ hasText: text }).first(),
    /** Fills in the open dialog by the labels of its fields; `≡…` chooses the option that holds the words. */
    async fill(fields: Record<string, string>): Promise<void> {
      for (const [label, value] of Object.entries(fields)) {
        // What may be left open says so after its name.
        const field = dialog.getByLabel(new RegExp(`^${label.replaceAll(/[()（）]/g, '.')}`)).first();
        if (!value.startsWith('≡')) {
          await field.fill(value);
          continue;
        }
        await field.click();
        if (await field.isEditable()) await field.fill(value.slice(1));
        const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
        await options
          .filter({ hasText: value.slice(1) })
          .first()
          .click();
      }
    },
    /** Sends the open dialog, which closes when it was taken. */
    async send(name: string): Promise<void> {
      await dialog.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    /** Opens the dialog behind a button, fills it in and sends it. */
    async form(open: Locator, fields: Record<string, string>, send: string): Promise<void> {
      await open.click();
      await room.fill(fields);
      await room.send(send);
    },
    /** A step that asks once more: the button, and the same word in the dialog. */
    async step(name: string): Promise<void> {
      await room.button(name).click();
      await room.send(name);
    },
    /** Opens the entry of a list that holds the words. */
    async follow(path: string, text: string): Promise<void> {
      await page.goto(path);
      await room.row(text).getByRole('link').first().click();
      await page.waitForURL((at) => at.pathname !== path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  };
  return room;
}
