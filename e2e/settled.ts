import { setTimeout as sleep } from 'node:timers/promises';
import type { Visitor } from './installation.ts';

/** Waits until the page has its heading and has asked for nothing more during a tenth of a second. */
export async function settled({ page, notes }: Pick<Visitor, 'page' | 'notes'>): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  for (let quiet = 0, turns = 0; quiet < 3 && turns < 400; turns++) {
    quiet = notes.waiting === 0 ? quiet + 1 : 0;
    await sleep(35);
  }
}
