import { afterAll, expect, it } from 'vitest';
import { aUnit } from '../../organizations/builders.ts';
import { closeLetters } from '../../platform/letters/index.ts';
import { Download } from '../../platform/http.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { acceptCountyBatch } from './accept-county-batch.ts';
import { applications } from '../builders.ts';
import { compileCountyBatch } from './compile-county-batch.ts';
import { confirmCountyBatch } from './confirm-county-batch.ts';
import { countyCorrected } from './county-corrected.ts';
import { getCountyBatch } from './get-county-batch.ts';
import { listCountyBatches } from './list-county-batches.ts';
import { printCountyBatch } from './print-county-batch.ts';
import { returnToCounty } from './return-to-county.ts';
import { returnToTownship } from '../township/return-to-township.ts';
import { sendCountyBatch } from './send-county-batch.ts';
import type { Application } from '../store.ts';

const house = await openTestHouse();
afterAll(() => closeLetters());

let nextCounty = 0;
/** A county of its own for each test: three townships with villages, both departments, and the city above. */
function aCounty() {
  nextCounty += 1;
  const code = PLACES.city + (20 + nextCounty) * 1_000_000;
  const poverty = house.as(anActor('county_poverty_officer', code));
  const hr = house.as(anActor('county_hr_officer', code));
  const city = house.as(anActor('city_hr_officer', PLACES.city));
  const village = (township: number) => code + (100 + township) * 1000 + 201;
  const passed = (perTownship: number[]) =>
    applications(
      house,
      perTownship.flatMap((count, township) =>
        Array.from({ length: count }, () => ({ state: 'township_passed' as const, villageCode: village(township) })),
      ),
    );
  return { code, poverty, hr, city, village, passed };
}

const stateOf = async (app: Application) =>
  (
    await house.system((tx) =>
      tx
        .selectFrom('application')
        .select('state')
        .where('application_id', '=', app.application_id)
        .executeTakeFirstOrThrow(),
    )
  ).state;
const audited = (subjectId: string) =>
  house.system(async (tx) =>
    (await tx.selectFrom('audit_entry').select('action').where('subject_id', '=', subjectId).execute()).map(
      (a) => a.action,
    ),
  );

async function sentBatch(county: ReturnType<typeof aCounty>) {
  const { batchId, checksum } = await compileCountyBatch(county.hr, {});
  await confirmCountyBatch(county.poverty, { batchId, checksum });
  await confirmCountyBatch(county.hr, { batchId, checksum });
  return { ...(await sendCountyBatch(county.hr, { batchId, checksum })), batchId };
}

it('[SD2017-3.2-10] the county batch holds what three townships passed, and one department alone cannot send it', async () => {
  const county = aCounty();
  await county.passed([4, 5, 6]);
  const batch = await compileCountyBatch(county.poverty, {});
  expect(batch).toMatchObject({ lines: 15, added: 15, duplicates: [] });
  expect(batch.number).toMatch(/^3717\d\d-2020-01$/);
  const same = { batchId: batch.batchId, checksum: batch.checksum };
  expect(await confirmCountyBatch(county.poverty, same)).toMatchObject({ poverty: true, hr: false });
  await expect(sendCountyBatch(county.poverty, same)).rejects.toMatchObject({ code: 'COUNTY_BATCH_NOT_CONFIRMED' });
  expect(await confirmCountyBatch(county.hr, same)).toMatchObject({ poverty: true, hr: true });
  expect(await sendCountyBatch(county.hr, same)).toMatchObject({ lines: 15, checksum: batch.checksum });
  expect(await audited(batch.batchId)).toEqual([
    'county_batch.compile',
    'county_batch.confirm',
    'county_batch.confirm',
    'county_batch.send',
  ]);
  const printed = await printCountyBatch(county.hr, { batchId: batch.batchId });
  expect(printed).toBeInstanceOf(Download);
  expect(
    Buffer.from(printed.body as Uint8Array)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

it('persons who applied in two townships are flagged, and the batch waits until one is returned', async () => {
  const county = aCounty();
  const [first, second] = await county.passed([1, 1]);
  await house.owner(
    'update person set id_index = (select id_index from person where person_id = $1) where person_id = $2',
    [first!.person_id, second!.person_id],
  );
  const batch = await compileCountyBatch(county.hr, {});
  expect(batch.duplicates).toHaveLength(2);
  const view = await getCountyBatch(county.hr, { batchId: batch.batchId });
  expect(view.lines.map((l) => l.duplicates)).toEqual([[second!.number], [first!.number]]);
  const confirm = { batchId: batch.batchId, checksum: batch.checksum };
  await expect(confirmCountyBatch(county.hr, confirm)).rejects.toMatchObject({ code: 'COUNTY_BATCH_DUPLICATES' });
  await returnToTownship(county.hr, {
    ids: [second!.application_id],
    reasonCode: 'duplicate',
    reason: '与另一乡镇重复',
  });
  const { checksum } = await getCountyBatch(county.hr, { batchId: batch.batchId });
  // The other live application still is the same human; only its end frees the line.
  await expect(confirmCountyBatch(county.hr, { batchId: batch.batchId, checksum })).rejects.toMatchObject({
    code: 'COUNTY_BATCH_DUPLICATES',
  });
  await house.owner(
    `update application set state = 'township_not_passed', held_by = 'none' where application_id = $1`,
    [second!.application_id],
  );
  expect(await confirmCountyBatch(county.hr, { batchId: batch.batchId, checksum })).toMatchObject({ hr: true });
});

it('linked records of one human are flagged too', async () => {
  const county = aCounty();
  const [first, second] = await county.passed([1, 1]);
  await house.owner(
    `insert into identity_link values ($1, gen_random_uuid(), $2, true, 'proved', 'number and name', now(), 'test')`,
    [second!.person_id, first!.person_id],
  );
  expect((await compileCountyBatch(county.hr, {})).duplicates).toHaveLength(2);
});

it('a change after one confirmation voids it', async () => {
  const county = aCounty();
  const apps = await county.passed([3]);
  const { batchId, checksum } = await compileCountyBatch(county.hr, {});
  await confirmCountyBatch(county.poverty, { batchId, checksum });
  await returnToTownship(county.hr, {
    ids: [apps[0]!.application_id],
    reasonCode: 'data_wrong',
    reason: '毕业学校不符',
  });
  const view = await getCountyBatch(county.hr, { batchId });
  expect(view).toMatchObject({ count: 2, confirmations: { poverty: { valid: false, by: null } } });
  await expect(confirmCountyBatch(county.hr, { batchId, checksum })).rejects.toMatchObject({
    code: 'COUNTY_BATCH_CHANGED',
  });
  await confirmCountyBatch(county.hr, { batchId, checksum: view.checksum });
  await expect(sendCountyBatch(county.hr, { batchId, checksum: view.checksum })).rejects.toMatchObject({
    code: 'COUNTY_BATCH_NOT_CONFIRMED',
  });
  await county.passed([1]);
  const more = await compileCountyBatch(county.hr, {});
  expect(more).toMatchObject({ batchId, added: 1, lines: 3 });
  expect((await getCountyBatch(county.hr, { batchId })).confirmations.hr.valid).toBe(false);
});

it('[SD2017-3.2-11] county and city show the same count and checksum of the batch on receipt', async () => {
  const county = aCounty();
  const apps = await county.passed([5, 5, 5]);
  const sent = await sentBatch(county);
  await expect(
    acceptCountyBatch(county.city, { batchId: sent.batchId, lines: 14, checksum: sent.checksum }),
  ).rejects.toMatchObject({ code: 'RECEIPT_DIFFERS' });
  await acceptCountyBatch(county.city, { batchId: sent.batchId, lines: 15, checksum: sent.checksum });
  for (const side of [county.hr, county.city]) {
    const view = await getCountyBatch(side, { batchId: sent.batchId });
    expect(view.sent).toMatchObject({ lines: 15, checksum: sent.checksum });
    expect(view.received).toMatchObject({ lines: 15, checksum: sent.checksum });
  }
  expect(await stateOf(apps[0]!)).toBe('city_accepted');
  const again = await acceptCountyBatch(county.city, { batchId: sent.batchId, lines: 15, checksum: sent.checksum });
  expect(again).toMatchObject({ lines: 15 });
});

it('what was withdrawn on the way is still part of the receipt but is not accepted', async () => {
  const county = aCounty();
  const apps = await county.passed([2]);
  const sent = await sentBatch(county);
  await house.owner(`update application set state = 'withdrawn', held_by = 'none' where application_id = $1`, [
    apps[0]!.application_id,
  ]);
  const received = await acceptCountyBatch(county.city, { batchId: sent.batchId, lines: 2, checksum: sent.checksum });
  expect(received).toMatchObject({ lines: 2, accepted: 1 });
});

it('a defective line goes back from the city with its reason, is corrected and sent again in a new batch', async () => {
  const county = aCounty();
  await house.system((tx) => aUnit(tx, { level: 'county', line: 'hr', divisionCode: county.code }));
  const [app] = await county.passed([2]);
  const sent = await sentBatch(county);
  await acceptCountyBatch(county.city, { batchId: sent.batchId, lines: 2, checksum: sent.checksum });
  const line = { ids: [app!.application_id], reasonCode: 'data_wrong' as const };
  await expect(returnToCounty(county.city, { ...line, reason: ' ' })).rejects.toThrow();
  await returnToCounty(county.city, { ...line, reason: '扶贫卡编号不符' });
  expect(await stateOf(app!)).toBe('returned_to_county');
  const told = await house.system((tx) =>
    tx
      .selectFrom('message')
      .select(['to_unit_id', 'to_person_id', 'body'])
      .where('body', 'like', '%扶贫卡编号不符%')
      .execute(),
  );
  expect(told.filter((m) => m.to_unit_id)).toHaveLength(1);
  expect(told.filter((m) => m.to_person_id === app!.person_id)).toHaveLength(1);
  const corrected = await countyCorrected(county.hr, { id: app!.application_id, note: '已更正卡号', cardNo: '3717' });
  expect(corrected.lines).toBe(1);
  expect(corrected.batchId).not.toBe(sent.batchId);
  expect((await sentBatch(county)).lines).toBe(1);
});

it('another county, another level and another line are refused', async () => {
  const county = aCounty();
  const other = aCounty();
  await county.passed([1]);
  const { batchId, checksum } = await compileCountyBatch(county.hr, {});
  await expect(confirmCountyBatch(other.hr, { batchId, checksum })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(getCountyBatch(other.hr, { batchId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(compileCountyBatch(county.city, {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(compileCountyBatch(house.as(null), {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  await expect(compileCountyBatch(other.hr, {})).rejects.toMatchObject({ code: 'COUNTY_BATCH_EMPTY' });
  await expect(acceptCountyBatch(county.hr, { batchId, checksum, lines: 1 })).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
  const list = await listCountyBatches(county.hr, {});
  expect(list.rows.map((b) => b.batchId)).toEqual([batchId]);
});

it('departments that compile and confirm at the same time make one batch with each person once', async () => {
  const county = aCounty();
  await county.passed([10]);
  const both = await Promise.all(
    Array.from({ length: 8 }, (_, i) => compileCountyBatch(i % 2 === 0 ? county.hr : county.poverty, {})),
  );
  expect(new Set(both.map((b) => b.batchId)).size).toBe(1);
  expect(both.reduce((sum, b) => sum + b.added, 0)).toBe(10);
  const { batchId, checksum } = both.at(-1)!;
  await Promise.all([
    confirmCountyBatch(county.hr, { batchId, checksum }),
    confirmCountyBatch(county.poverty, { batchId, checksum }),
  ]);
  const sends = await Promise.all(Array.from({ length: 6 }, () => sendCountyBatch(county.hr, { batchId, checksum })));
  expect(new Set(sends.map((s) => s.number)).size).toBe(1);
  const steps = await house.system((tx) =>
    tx
      .selectFrom('application_event')
      .select('event')
      .where('event', '=', 'send_to_city')
      .where('village_code', '>=', county.code)
      .where('village_code', '<', county.code + 1_000_000)
      .execute(),
  );
  expect(steps).toHaveLength(10);
});
