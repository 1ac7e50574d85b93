import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What the browser complained about, and how many requests it is waiting for. */
export type PageNotes = { problems: string[]; waiting: number };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Keeps what a browser complains about: console errors, refused content, exceptions and answers of 500 and above. */
export function watchPage(page: Page): PageNotes {
  const notes: PageNotes = { problems: [], waiting: 0 };
  page.on('request', () => (notes.waiting += 1));
  page.on('requestfinished', () => (notes.waiting -= 1));
  page.on('requestfailed', () => (notes.waiting -= 1));
  page.on('console', (message) => {
    const refused = /status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !refused) notes.problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => notes.problems.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) notes.problems.push(`${response.status()} ${response.url()}`);
  });
  return notes;
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, one line each with the first places. */
export async function accessProblems(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's content policy stays as strict as it is in life.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (at: Document, options: object) => Promise<AxeResults> };
    };
    return axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      resultTypes: ['violations'],
    });
  });
  return found.violations.map(
    (v) =>
      `${v.id}: ${v.help} — ${v.nodes
        .slice(0, 3)
        .map((n) => n.html.slice(0, 160))
        .join(' | ')}`,
  );
}

/** Whether the page is wider than its window. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > globalThis.innerWidth + 1);
}

/** Buttons, links and fields that can be touched but are smaller than `least` CSS pixels in height; links inside a sentence are exempt (WCAG 2.5.8). */
export async function smallTargets(page: Page, least = 44): Promise<string[]> {
  return page.evaluate((size) => {
    const shown = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role=button]'),
    ];
    return shown.flatMap((element) => {
      const input = element as HTMLInputElement;
      const framed = '.ant-select, .ant-input-affix-wrapper, .ant-picker';
      const frame = ['radio', 'checkbox'].includes(input.type) ? 'label' : framed;
      const target = element.closest(frame) ?? element;
      const box = target.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (input.disabled || box.width === 0 || style.visibility === 'hidden' || box.bottom < 0 || box.left < -500)
        return [];
      if (element.tagName === 'A' && style.display === 'inline' && element.closest('p, li, dd, td')) return [];
      return box.height + 0.5 < size ? [`${element.outerHTML.slice(0, 120)} ${Math.round(box.height)} px`] : [];
    });
  }, least);
}
