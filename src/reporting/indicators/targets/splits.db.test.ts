import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { anActor } from '../../../testing/actors.ts';
import { publishAllocation } from './publish-allocation.ts';
import { showIndicator } from '../show-indicator.ts';
import { splitTarget } from './split-target.ts';
import { AREA, ids, openIndicatorHouse } from '../testing-indicators.ts';
import { trained } from '../facts-of-tests/testing-people.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2022-03-01T09:00:00+08:00') });
const { nation, shandong, heze } = house;
const base = { validFrom: '2022-01-01', reason: '任务分解' };
const split = (
  ctx: typeof nation,
  key: string,
  divisionCode: number,
  shares: [number, number][],
  validFrom = base.validFrom,
) =>
  splitTarget(ctx, {
    ...base,
    validFrom,
    key,
    divisionCode,
    shares: shares.map(([code, value]) => ({ divisionCode: code, value })),
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );

describe('splitting a goal', () => {
  it('[N2021-1.10] a person who completes 2 courses raises the counter by 2; shares of three million hold once published, of 2 900 000 they are refused as 100 000 short', async () => {
    const key = 'n2021.trainings';
    const [one] = ids(1) as [string];
    await trained(
      house,
      ['2021-06-01', '2022-01-20'].map((endsOn) => ({ person: one, endsOn, programme: 'N2021' })),
    );
    expect((await showIndicator(nation, { key })).value).toBe(2);
    const short = await split(nation, key, 0, [
      [AREA.shandong, 2_000_000],
      [AREA.sichuan, 900_000],
    ]);
    expect(short).toMatchObject({ total: 3_000_000, allotted: 2_900_000, shortfall: 100_000 });
    await expect(publishAllocation(nation, { allocationId: short.allocationId })).rejects.toMatchObject({
      code: 'INDICATOR_SPLIT_SHORT',
      details: { shortfall: 100_000 },
    });
    expect((await showIndicator(shandong, { key })).goal).toBeNull();
    const whole = await split(nation, key, 0, [
      [AREA.shandong, 2_000_000],
      [AREA.sichuan, 1_000_000],
    ]);
    await publishAllocation(nation, { allocationId: whole.allocationId });
    expect((await showIndicator(shandong, { key })).goal).toMatchObject({
      value: 2_000_000,
      source: 'split',
      operator: 'gte',
    });
    expect(await codeOf(publishAllocation(nation, { allocationId: whole.allocationId }))).toBe('INDICATOR_SPLIT_STATE');
  });

  it('[N2021-5.9] a province with 50 000 whose places sum to 48 500 sees a shortfall of 1500 and cannot publish', async () => {
    const key = 'n2021.skilled-people';
    const { allocationId } = await split(nation, key, 0, [
      [AREA.shandong, 50_000],
      [AREA.sichuan, 0],
    ]);
    await publishAllocation(nation, { allocationId });
    const draft = await split(shandong, key, AREA.shandong, [
      [AREA.heze, 30_000],
      [AREA.binzhou, 18_500],
    ]);
    expect(draft.shortfall).toBe(1500);
    expect((await showIndicator(shandong, { key })).splits[0]).toMatchObject({ state: 'draft', shortfall: 1500 });
    await expect(publishAllocation(shandong, { allocationId: draft.allocationId })).rejects.toMatchObject({
      code: 'INDICATOR_SPLIT_SHORT',
      details: { shortfall: 1500 },
    });
  });

  it('[FYP14-20-01] the national 200 万 split into 195 万 shows a gap of 5 万', async () => {
    const draft = await split(nation, 'fyp14.high-skilled', 0, [
      [AREA.shandong, 1_200_000],
      [AREA.sichuan, 750_000],
    ]);
    expect(draft).toMatchObject({ total: 2_000_000, allotted: 1_950_000, shortfall: 50_000 });
  });

  it('a rate is not split, a place without a goal splits nothing, and only places right below get a share', async () => {
    expect(await codeOf(split(nation, 'fyp14.graduate-employment', 0, [[AREA.shandong, 97]]))).toBe(
      'INDICATOR_NOT_SPLIT',
    );
    expect(await codeOf(split(heze, 'fyp14.trainings', AREA.heze, [[AREA.cao, 1]]))).toBe('INDICATOR_NO_GOAL');
    expect(await codeOf(split(nation, 'fyp14.trainings', 0, [[AREA.heze, 20_000_000]]))).toBe('INDICATOR_NOT_BELOW');
    expect(
      await codeOf(
        split(nation, 'fyp14.trainings', 0, [
          [AREA.shandong, 1],
          [AREA.shandong, 1],
        ]),
      ),
    ).toBe('INDICATOR_NOT_BELOW');
  });

  it('a province splits for itself only: another place is not found, and a reader may not split', async () => {
    expect(await codeOf(split(shandong, 'n2021.trainings', AREA.sichuan, [[AREA.liangshan, 1]]))).toBe('NOT_FOUND');
    const reader = house.as(anActor('province_poverty_officer', AREA.shandong));
    expect(await codeOf(split(reader, 'n2021.trainings', AREA.shandong, [[AREA.heze, 1]]))).toBe('NOT_PERMITTED');
  });

  it('a goal raised above a published split ends it down the tree, until it is split anew', async () => {
    const key = 'n2021.trainings';
    const province = await split(shandong, key, AREA.shandong, [
      [AREA.heze, 1_500_000],
      [AREA.binzhou, 500_000],
    ]);
    await publishAllocation(shandong, { allocationId: province.allocationId });
    const city = await split(heze, key, AREA.heze, [
      [AREA.cao, 900_000],
      [AREA.shan, 600_000],
    ]);
    await publishAllocation(heze, { allocationId: city.allocationId });
    expect((await showIndicator(heze, { key, divisionCode: AREA.cao })).goal?.value).toBe(900_000);
    const raised = await split(
      nation,
      key,
      0,
      [
        [AREA.shandong, 2_500_000],
        [AREA.sichuan, 500_000],
      ],
      '2022-02-01',
    );
    expect(await publishAllocation(nation, { allocationId: raised.allocationId })).toMatchObject({ reopened: 2 });
    expect((await showIndicator(heze, { key, divisionCode: AREA.cao })).goal).toBeNull();
    expect((await showIndicator(shandong, { key })).splits[0]).toMatchObject({ state: 'short' });
    const before = await showIndicator(shandong, { key, on: '2022-01-15' });
    expect(before.goal?.value).toBe(2_000_000);
  });

  it('however a tree is split and raised, no published split is below its place’s goal', async () => {
    const key = 'fyp14.trainings';
    const amount = fc.integer({ min: 0, max: 30_000_000 });
    const step = fc.record({ at: fc.constantFrom(0, AREA.shandong, AREA.heze), one: amount, other: amount });
    const below: Record<number, [number, number]> = {
      0: [AREA.shandong, AREA.sichuan],
      [AREA.shandong]: [AREA.heze, AREA.binzhou],
      [AREA.heze]: [AREA.cao, AREA.shan],
    };
    const actors: Record<number, typeof nation> = { 0: nation, [AREA.shandong]: shandong, [AREA.heze]: heze };
    let published = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const { at, one, other } of steps) {
          const ctx = actors[at]!;
          const [first, second] = below[at]!;
          const draft = await split(ctx, key, at, [
            [first, one],
            [second, other],
          ]).catch(() => null);
          if (draft === null) continue;
          const outcome = await codeOf(publishAllocation(ctx, { allocationId: draft.allocationId }));
          expect(outcome).toBe(draft.shortfall > 0 ? 'INDICATOR_SPLIT_SHORT' : 'done');
          published += outcome === 'done' ? 1 : 0;
        }
        const { rows } = await house.owner(
          `select a.division_code from indicator_allocation a join indicator_share s on s.indicator = a.indicator and s.division_code = a.division_code and s.published
             and s.valid_to is null where a.state = 'published' and a.indicator = $1 and (select sum(value) from indicator_share c where c.allocation_id = a.allocation_id) < s.value`,
          [key],
        );
        expect(rows).toEqual([]);
      }),
      { numRuns: 12 },
    );
    expect(published).toBeGreaterThan(5);
  });
});
