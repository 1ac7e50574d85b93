import { expect, it } from 'vitest';
import { openTestHouse } from '../testing/context.ts';
import { historyHolds, type ApplicationStep } from './application.ts';
import { anApplication, applications } from './builders.ts';
import { STATES, type ApplicationState } from './states.ts';

const house = await openTestHouse();

it('an application of every state has a history that leads there', async () => {
  const states = Object.keys(STATES) as ApplicationState[];
  const made = await applications(
    house,
    states.map((state) => ({ state })),
  );
  expect(made.map((a) => a.state)).toEqual(states);
  for (const app of made) {
    const history = await house.system((tx) =>
      tx
        .selectFrom('application_event')
        .select(['event', 'to_state'])
        .where('application_id', '=', app.application_id)
        .orderBy('seq')
        .execute(),
    );
    const steps = history.map((h) => ({ event: h.event, to: h.to_state })) as ApplicationStep[];
    expect(historyHolds(steps)).toBe(true);
    expect(steps.at(-1)?.to).toBe(app.state);
    expect(app.version).toBe(steps.length);
  }
});

it('many are made at once and numbered without gaps', async () => {
  const made = await applications(
    house,
    Array.from({ length: 50 }, () => ({ villageCode: 371721104203 })),
  );
  expect(made[0]!.number).toBe('3717211042032020-00001');
  expect(new Set(made.map((a) => a.number)).size).toBe(50);
  expect((await anApplication(house, { villageCode: 371721104203 })).number).toBe('3717211042032020-00051');
});

it('each of two thousand is a citizen of its own', async () => {
  const made = await applications(
    house,
    Array.from({ length: 2000 }, () => ({ villageCode: 371721104204 })),
  );
  const ids = made.map((a) => a.person_id);
  const { rows } = await house.owner(
    'select count(distinct id_index)::int as n from person where person_id = any($1)',
    [ids],
  );
  expect(rows[0].n).toBe(2000);
});
