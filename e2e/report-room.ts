import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** What a scanner makes of a sealed sheet. */
export function sealedScan(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420"><rect width="640" height="420" fill="#fff"/>
    <circle cx="160" cy="90" r="60" fill="none" stroke="#c00" stroke-width="6"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** 报表报送 as a city's people and the province use it. */
export function reportRoom(page: Page) {
  const dialog = page.getByRole('dialog');
  const heading = page.getByRole('heading', { level: 1 });
  return {
    /** Opens a report of one's place from the list. */
    async open(half: '上半年' | '下半年'): Promise<void> {
      await page.goto('/reports');
      await page
        .locator('tbody')
        .getByRole('link')
        .filter({ hasText: `年${half}` })
        .first()
        .click();
      await page.waitForURL(/\/reports\/./);
      await heading.filter({ hasText: half }).waitFor();
    },
    async adjust(school: RegExp, figure: string, delta: number, reason: string): Promise<void> {
      await page.getByRole('button', { name: '核增核减一项' }).click();
      await dialog.getByLabel('学校名称').click();
      await page.locator('.ant-select-item-option').filter({ hasText: school }).first().click();
      await dialog.getByLabel('栏目').click();
      await page.locator('.ant-select-item-option').getByText(figure, { exact: true }).click();
      await dialog.getByLabel('核增（正数）或核减（负数）人数').fill(String(delta));
      await dialog.getByLabel('原因').fill(reason);
      await dialog.getByRole('button', { name: '核增核减一项' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    async fill(given: { name: string; phone: string; zero?: boolean }): Promise<void> {
      await page.getByLabel('填表人').fill(given.name);
      await page.getByLabel('联系电话').fill(given.phone);
      if (given.zero) await page.getByRole('checkbox', { name: '零报告' }).check();
      await page.getByRole('button', { name: '保存填报' }).click();
      await page.getByText('已保存', { exact: true }).waitFor();
    },
    /** Presses an act, gives a reason where one is asked, and waits until the page says what became of it. */
    async act(name: string, then: string, reason?: string): Promise<void> {
      await page.getByRole('button', { name, exact: true }).click();
      if (reason !== undefined) await dialog.getByRole('textbox').fill(reason);
      await dialog.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText(then).first().waitFor();
    },
    /** The words of the refusal when an act is not accepted; the dialog is left. */
    async refused(name: string): Promise<string> {
      await page.getByRole('button', { name, exact: true }).click();
      await dialog.getByRole('button', { name, exact: true }).click();
      const told = dialog.getByRole('alert').first();
      await told.waitFor();
      const words = (await told.textContent()) ?? '';
      await dialog.getByRole('button', { name: '取消' }).click();
      await dialog.waitFor({ state: 'hidden' });
      return words;
    },
    async attach(): Promise<void> {
      await page.getByRole('button', { name: '上传扫描件' }).click();
      const file = { name: '盖章件.png', mimeType: 'image/png', buffer: await sealedScan() };
      await dialog.locator('input[type=file]').setInputFiles(file);
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('link', { name: '盖章件.png' }).waitFor();
    },
    /** The print for the seal, as the browser gets it. */
    async print(): Promise<Buffer> {
      const address = await page.getByRole('link', { name: '打印盖章件' }).getAttribute('href');
      const answer = await page.request.get(address ?? '');
      return answer.body();
    },
    /** A figure of the table, in the row of a school, city or the total. */
    async figure(row: string | RegExp, column: number): Promise<string> {
      const line = page.locator('.season-figures tr').filter({ hasText: row }).last();
      return ((await line.locator('td.season-cell').nth(column).textContent()) ?? '').trim();
    },
    async season(half: 'first' | 'second'): Promise<void> {
      await page.goto(`/reports/season?year=2020&half=${half}`);
      await heading.filter({ hasText: '报送台账' }).waitFor();
    },
    /** Opens the first report of a list that a first screen has led to. */
    async first(): Promise<void> {
      await page.locator('table').first().getByRole('link').first().click();
      await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
    },
    boardRow: (city: string) =>
      page.getByRole('row').filter({ has: page.getByRole('link', { name: city, exact: true }) }),
  };
}
