import { beforeAll, describe, expect, test } from 'vitest';
import { aVillage, type Village } from '../../enrolment/testing-village.ts';
import { aPerson } from '../../people/builders.ts';
import type { Download } from '../../platform/http.ts';
import { newId } from '../../platform/ids.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { listSlips } from './list-slips.ts';
import { printSlips } from './print-slips.ts';

let house: TestHouse;
let village: Village;
let ids: string[];

beforeAll(async () => {
  house = await openTestHouse();
  village = await aVillage(house, [aPerson(), aPerson(), aPerson()]);
  ids = (await listSlips(house.as(village.clerk), {})).rows.map((row) => row.householdId);
});

const valid = async () =>
  (await house.owner(`select household_id, slip_id, code_index from household_slip where state = 'valid'`)).rows;
const isPdf = (file: Download) =>
  Buffer.from(file.body as Uint8Array)
    .subarray(0, 5)
    .toString() === '%PDF-';

describe('the village hands out slips', () => {
  test('its households are listed with persons, telephone and what was handed out; one page holds what it says', async () => {
    const { rows, total } = await listSlips(house.as(village.clerk), { size: 2 });
    expect([rows.length, total]).toEqual([2, 3]);
    expect(rows[0]).toMatchObject({ members: 1, villageCode: village.code, issuedAt: null });
    expect((await listSlips(house.as(village.clerk), { slip: 'valid' })).rows).toEqual([]);
    const head = rows[0]!.head;
    const named = await listSlips(house.as(village.clerk), { head });
    expect(named.rows.every((row) => row.head.includes(head))).toBe(true);
    expect((await listSlips(house.as(village.clerk), { head: '%' })).rows).toEqual([]);
  });
  test('printing gives each household a code of its own, keeps only its index, and leaves an entry each', async () => {
    const file = await printSlips(house.as(village.clerk), { ids });
    expect([file.mediaType, isPdf(file), file.inline]).toEqual(['application/pdf', true, true]);
    const slips = await valid();
    expect(new Set(slips.map((s) => s.code_index.toString('hex'))).size).toBe(3);
    const audited = await house.owner(`select subject_id, summary from audit_entry where action = 'family.print_slip'`);
    expect(audited.rows.map((a) => a.subject_id).sort()).toEqual(slips.map((s) => s.slip_id).sort());
    expect((await listSlips(house.as(village.clerk), { slip: 'valid' })).total).toBe(3);
  });
  test('printing again replaces the code; printing at once by two leaves one valid code a household', async () => {
    const before = await valid();
    const both = await Promise.allSettled([1, 2].map(() => printSlips(house.as(village.clerk), { ids: [ids[0]!] })));
    expect(both.some((r) => r.status === 'fulfilled')).toBe(true);
    const after = await valid();
    expect(after).toHaveLength(3);
    expect(after.find((s) => s.household_id === ids[0])!.slip_id).not.toBe(
      before.find((s) => s.household_id === ids[0])!.slip_id,
    );
  });
  test('another village’s household is not found, and nobody’s code is changed by the attempt', async () => {
    const before = await valid();
    await expect(printSlips(house.as(village.neighbour), { ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(printSlips(house.as(village.clerk), { ids: [ids[0]!, newId()] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await valid()).toEqual(before);
    expect((await listSlips(house.as(village.neighbour), {})).rows).toEqual([]);
  });
  test('roles without the permission and strangers are refused; nothing or too many is refused', async () => {
    await expect(printSlips(house.as(village.county), { ids })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(listSlips(house.as(null), {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await expect(printSlips(house.as(village.clerk), { ids: [] })).rejects.toThrow('请至少选择一户');
  });
});
