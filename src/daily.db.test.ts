import { beforeAll, describe, expect, it } from 'vitest';
import { queueDailyChecks } from './daily.ts';
import { runJob } from './platform/jobs.ts';
import { loadPolicy } from './policy/index.ts';
import { openTestHouse, type TestHouse } from './testing/context.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await loadPolicy(house.services, 'rules');
});

describe('the checks of the day', () => {
  it('are queued once a day even when several programs ask at once, and run without an officer', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => queueDailyChecks(house.services)));
    expect(asked.filter(Boolean)).toHaveLength(1);
    const { rows } = await house.owner(`select job_id from job where title like '每日检查%'`);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    for (const { job_id } of rows as { job_id: string }[]) await runJob(house.services, async () => null, job_id);
    const states = await house.owner(`select distinct state from job where title like '每日检查%'`);
    expect(states.rows).toEqual([{ state: 'done' }]);
  });
});
