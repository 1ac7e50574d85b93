import { fixedClock } from '../../../platform/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { runJob } from '../../../platform/jobs.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { lockIndicator, publishAllocation, returnFigure, rollUp, splitTarget } from '../../../reporting/index.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

/** Round figures of provinces beside the demonstration's own; invented, and said to be so. */
const RETURNED: readonly [number, number, number, number][] = [
  [130000000000, 180, 30, 152_000],
  [320000000000, 150, 44, 214_000],
  [330000000000, 90, 31, 168_000],
  [410000000000, 127, 31, 241_000],
  [420000000000, 110, 22, 133_000],
  [430000000000, 105, 20, 128_000],
  [440000000000, 160, 40, 497_000],
  [510000000000, 96, 24, 149_000],
  [610000000000, 120, 24, 117_000],
];
const SOURCE = '演示数据（非统计结果）';
const YEAR_END = '2019-12-31';

/** The ministry's side of the figures: what other provinces returned, the split of a goal that begins in 2021, and a figure of the province that is locked. */
export async function demoIndicators(services: Services): Promise<void> {
  const at = { ...services, clock: fixedClock('2020-08-20T09:00:00+08:00') };
  const ministry = makeContext(at, await officeActor(services, FOCUS.nation, 'hr', 'nation_hr_officer'));
  const figure = (key: string, divisionCode: number, quantity: number) =>
    returnFigure(ministry, { key, divisionCode, countedOn: YEAR_END, quantity, source: SOURCE });
  for (const [code, schools, colleges, students] of RETURNED) {
    await figure('fyp14.schools', code, schools);
    await figure('fyp14.colleges', code, colleges);
    await figure('fyp14.students', code, students);
  }
  await splitTrainings(ministry);
  const province = makeContext(at, await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer'));
  await lockIndicator(province, { key: 'fyp14.schools', on: '2020-06-30', note: '半年统计留存' });
  await rollUp(makeContext(services, null), { whole: true });
  await jobsOf(services, ministry);
}

/** Each returned figure asked for its places to be counted; nobody signs in at the first start for the worker to do it as. */
async function jobsOf(services: Services, ministry: Context): Promise<void> {
  const jobs = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('job')
      .select('job_id')
      .where('unit_id', '=', ministry.actor!.unitId)
      .where('state', '=', 'queued')
      .execute(),
  );
  for (const { job_id } of jobs) await runJob(services, async () => ministry.actor, job_id);
}

/** The three million trainings of N2021 among ten western provinces and regions, as somebody might prepare it. */
async function splitTrainings(ministry: ReturnType<typeof makeContext>): Promise<void> {
  const places = [
    150000000000, 450000000000, 500000000000, 510000000000, 520000000000, 530000000000, 540000000000, 610000000000,
    620000000000, 630000000000,
  ];
  const { allocationId } = await splitTarget(ministry, {
    key: 'n2021.trainings',
    validFrom: '2021-07-01',
    reason: '按重点帮扶县数量预分',
    shares: places.map((divisionCode) => ({ divisionCode, value: 300_000 })),
  });
  await publishAllocation(ministry, { allocationId });
}
