import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { A_VILLAGE, aHousehold, aPerson, publishedRegister } from '../builders.ts';
import { openPeopleHouse } from '../testing-house.ts';
import { closeTask } from './close-task.ts';
import { closeTasks, previewClosing } from './close-tasks.ts';
import { listTasks } from './list-tasks.ts';

const KIND = 'no_longer_listed';
const house = await openPeopleHouse();
const clerk = anActor('village_clerk', A_VILLAGE);
const county = anActor('county_poverty_officer', PLACES.county);
const stranger = anActor('village_clerk', 371722100201);

/** Six persons of June, of whom August's complete list names one. */
beforeAll(async () => {
  const stays = aPerson();
  await publishedRegister(house, [stays, ...aHousehold([{}, {}, {}, {}, {}])]);
  await publishedRegister(house, [stays], { listDate: '2020-08-30' });
});

const open = async () => (await listTasks(house.as(clerk), { kind: KIND })).rows.map((t) => t.taskId);
const audited = async () =>
  (await house.owner(`select subject_id, payload->>'outcome' as outcome from audit_entry where action = 'task.close'`))
    .rows;

describe('tasks closed together', () => {
  test('one outcome closes several, each with its own audit entry; the preview closes none', async () => {
    const ids = (await open()).slice(0, 2);
    expect(await previewClosing(house.as(clerk), { ids, kind: KIND })).toEqual({ closed: 2, skipped: [] });
    expect(await open()).toHaveLength(5);
    expect(await closeTasks(house.as(clerk), { ids, kind: KIND, outcome: '已迁出' })).toEqual({
      closed: 2,
      skipped: [],
    });
    expect(await audited()).toEqual(expect.arrayContaining(ids.map((id) => ({ subject_id: id, outcome: '已迁出' }))));
    const done = await listTasks(house.as(clerk), { kind: KIND, state: 'done' });
    expect(done.rows.map((t) => [t.taskId, t.outcome]).sort()).toEqual(ids.map((id) => [id, '已迁出']).sort());
  });

  test('the same act again changes nothing, another outcome neither, and another kind is left', async () => {
    const before = await audited();
    const done = (await listTasks(house.as(clerk), { kind: KIND, state: 'done' })).rows.map((t) => t.taskId);
    const again = { ids: [...done, ...done], kind: KIND };
    const skipped = [{ reason: '已经办结', count: 2 }];
    expect(await closeTasks(house.as(clerk), { ...again, outcome: '已迁出' })).toEqual({ closed: 0, skipped });
    expect(await closeTasks(house.as(clerk), { ...again, outcome: '已去世' })).toEqual({ closed: 0, skipped });
    const [one] = await open();
    expect(await closeTasks(house.as(clerk), { ids: [one!], kind: 'match_question', outcome: '是同一人' })).toEqual({
      closed: 0,
      skipped: [{ reason: '不是同一类事项，请分开办理', count: 1 }],
    });
    expect(await audited()).toEqual(before);
  });

  test('another village’s tasks are not there for a clerk', async () => {
    const ids = await open();
    expect(await closeTasks(house.as(stranger), { ids, kind: KIND, outcome: '已迁出' })).toEqual({
      closed: 0,
      skipped: [{ reason: '不在您的管辖范围内', count: ids.length }],
    });
  });

  test('a village and its county closing the same three at once, the village one of them singly, close each once', async () => {
    const ids = await open();
    expect(ids).toHaveLength(3);
    const act = { kind: KIND, outcome: '漏报，已通知补报' };
    const [a, b] = await Promise.all([
      closeTasks(house.as(clerk), { ...act, ids }),
      closeTasks(house.as(county), { ...act, ids: ids.toReversed() }),
      closeTask(house.as(clerk), { taskId: ids[1]!, outcome: act.outcome }),
    ]);
    const single = 3 - a.closed - b.closed;
    expect([0, 1]).toContain(single);
    expect(await open()).toEqual([]);
    expect(
      (await audited())
        .filter((e) => e.outcome === act.outcome)
        .map((e) => e.subject_id)
        .sort(),
    ).toEqual(ids.sort());
  });
});
