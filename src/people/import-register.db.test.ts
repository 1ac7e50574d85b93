import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anActor, PLACES } from '../testing/actors.ts';
import { publishList } from './publish-list.ts';
import { receiveList } from './receive-list.ts';
import { listSourceLists } from './list-source-lists.ts';
import { openPeopleHouse, SAMPLES, uploaded, worked } from './testing-house.ts';

const house = await openPeopleHouse();
const officer = anActor('county_poverty_officer', PLACES.county);
const expected = JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')).files['assisted-register.xlsx'];

test('the county register goes from the upload to published persons, each stage with its counts', async () => {
  const { fileId } = await uploaded(house, officer, { sample: 'assisted-register.xlsx' });
  const ctx = house.as(officer);
  const input = {
    fileId,
    kind: 'assisted_register',
    coverage: 'complete',
    areaCode: PLACES.county,
    listDate: '2020-06-20',
  } as const;
  const received = await receiveList(ctx, input);
  expect(received).toMatchObject({ state: 'received', earlier: false });
  expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'done' });
  const [list] = (await listSourceLists(ctx, {})).rows;
  expect(list).toMatchObject({ state: 'checked', ageDays: 73, areaName: expect.stringContaining('曹县') });
  expect(list!.counts).toMatchObject({
    rows: expected.data_rows,
    accepted: expected.stored_rows,
    refused: expected.refused_rows.length,
  });
  const before = await house.owner('select count(*)::int as n from person');
  expect(before.rows[0].n).toBe(0);

  const asked = await publishList(ctx, { listId: received.listId });
  expect(await publishList(ctx, { listId: received.listId })).toEqual(asked);
  expect(await worked(house, officer, asked.jobId)).toMatchObject({ state: 'done' });
  expect(await worked(house, officer, asked.jobId)).toMatchObject({ state: 'done' });
  const stored = await house.owner(
    'select count(*)::int as persons, count(distinct household_id)::int as households from person',
  );
  expect(stored.rows[0]).toEqual({ persons: expected.stored_rows, households: expected.households });
  const entries = await house.owner('select action from audit_entry order by recorded_at');
  expect(entries.rows.map((r) => r.action)).toEqual(['list.receive', 'list.publish_asked', 'list.publish']);

  const again = await receiveList(ctx, input);
  expect(again).toMatchObject({ listId: received.listId, state: 'published', earlier: true });
});
