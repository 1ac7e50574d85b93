import { expect, test } from 'vitest';
import { openDatabase } from '../../platform/db.ts';
import { makeContext } from '../../platform/services.ts';
import { openTestHouse } from '../../testing/context.ts';
import { moneyHistory } from './testing-history.ts';
import { HISTORY_DAY } from './testing-world.ts';
import '../index.ts';

const plain = await openTestHouse({ clock: HISTORY_DAY });

test('a random history of 64 workers keeps every promise about money, and what was acknowledged is there once', async () => {
  const db = openDatabase(plain.services.ownerUrl, { today: () => HISTORY_DAY.today(), max: 32 });
  const services = { ...plain.services, db };
  const history = await moneyHistory(
    { ...plain, services, as: (actor) => makeContext(services, actor) },
    { operations: 1200, workers: 64, seed: 7, people: 80 },
  );
  await db.pool.end();
  expect({ faults: history.faults, broken: history.broken }).toEqual({ faults: [], broken: [] });
  expect(history.snapshots).toBeGreaterThan(0);
  expect(history.money.paidLines).toBeGreaterThan(0);
});
