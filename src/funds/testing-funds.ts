import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import { makeContext } from '../platform/services.ts';
import { loadPolicy } from '../policy/index.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { lawWith, type LocalValues } from './testing-money.ts';
import './index.ts';

export * from './testing-money.ts';

/** A house with the law, these local values in it, at an instant. */
export async function openFundsHouse(at: string, values: LocalValues = {}): Promise<TestHouse> {
  const house = await openTestHouse({ clock: fixedClock(at) });
  const law = lawWith(values);
  afterAll(() => rmSync(law.folder, { recursive: true, force: true }));
  await loadPolicy(house.services, law.rules);
  return house;
}

/** The same house later. */
export const later = (house: TestHouse, at: string): TestHouse => ({
  ...house,
  services: { ...house.services, clock: fixedClock(at) },
  as: (actor) => makeContext({ ...house.services, clock: fixedClock(at) }, actor),
});
