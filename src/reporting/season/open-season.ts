import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs, type Tx } from '../../platform/db.ts';
import { audit } from '../../platform/audit/audit.ts';
import { rangeOf } from '../../organizations/index.ts';
import { OpenSeason } from '../report/report-schema.ts';
import { provinceOf } from '../report/report-store.ts';
import { periodicDuties, reportingProvinces, type PeriodicDuty } from './season-duties.ts';

export type Opened = { opened: number };

/**
 * Opens the periodic reports of a year for every city of the province that is in being on the day each is due (SD2017-3.1-16). Those already there are
 * left alone, so that it may be asked again.
 * @throws NOT_PERMITTED
 */
export async function openSeason(ctx: Context, input: OpenSeason): Promise<Opened> {
  const actor = authorise(ctx, 'report.receive');
  const { year } = OpenSeason.parse(input);
  const province = provinceOf(actor.divisionCode ?? 0);
  return transaction(ctx, async (tx) => {
    const opened = await openProvince(tx, ctx, province, year);
    await audit(tx, ctx, {
      action: 'report.open_season',
      subjectType: 'report_season',
      subjectId: `${province} ${year}`,
      divisionCode: province,
      summary: `开设${year}年进展情况表：新增 ${opened} 份`,
      payload: { year, opened },
    });
    return { opened };
  });
}

/** Daily, by the system: the reports of this year in every province whose law wants them. */
export async function openDueReports(ctx: Context): Promise<Opened> {
  const today = ctx.clock.today();
  const year = Number(today.slice(0, 4));
  return transactionAs(ctx.db, 'system', async (tx) => {
    let opened = 0;
    for (const province of await reportingProvinces(tx)) opened += await openProvince(tx, ctx, province, year);
    return { opened };
  });
}

async function openProvince(tx: Tx, ctx: Context, province: number, year: number): Promise<number> {
  let opened = 0;
  for (const duty of await periodicDuties(tx, province, year)) {
    opened += await openDuty(tx, ctx, province, year, duty);
    await tx
      .updateTable('report')
      .set({ in_time_until: duty.inTimeUntil })
      .where('duty', '=', duty.key)
      .where('year', '=', year)
      .where('city_code', '>=', rangeOf(province).lo)
      .where('city_code', '<', rangeOf(province).hi)
      .where('sent_on', 'is', null)
      .where('in_time_until', '<>', duty.inTimeUntil)
      .execute();
  }
  return opened;
}

async function openDuty(tx: Tx, ctx: Context, province: number, year: number, duty: PeriodicDuty): Promise<number> {
  const { lo, hi } = rangeOf(province);
  const cities = await tx
    .selectFrom('division as d')
    .select('d.code')
    .where('d.level', '=', 'city')
    .where('d.code', '>=', lo)
    .where('d.code', '<', hi)
    .where('d.valid_from', '<=', duty.dueOn)
    .where((eb) => eb.or([eb('d.valid_to', 'is', null), eb('d.valid_to', '>', duty.dueOn)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report as r')
            .select('r.report_id')
            .whereRef('r.city_code', '=', 'd.code')
            .where('r.duty', '=', duty.key)
            .where('r.year', '=', year),
        ),
      ),
    )
    .orderBy('d.code')
    .execute();
  if (cities.length === 0) return 0;
  const at = ctx.clock.now();
  const rows = cities.map(({ code }) => ({
    report_id: ctx.newId(),
    duty: duty.key,
    form: duty.form,
    city_code: code,
    year,
    half: duty.half,
    due_on: duty.dueOn,
    in_time_until: duty.inTimeUntil,
    as_of: duty.dueOn,
    version: 1,
    origin: 'duty',
    state: 'filling',
    held_since: at,
    opened_at: at,
  }));
  const added = await tx
    .insertInto('report')
    .values(rows)
    .onConflict((c) => c.columns(['city_code', 'duty', 'year', 'version']).doNothing())
    .returning(['report_id', 'city_code'])
    .execute();
  if (added.length === 0) return 0;
  const by = { user_id: ctx.actor?.userId ?? 'system', user_name: ctx.actor?.name ?? '系统', at };
  await tx
    .insertInto('report_event')
    .values(
      added.map((r) => ({
        ...r,
        ...by,
        seq: 1,
        event: 'open',
        to_state: 'filling',
        data: JSON.stringify({ origin: 'duty', version: 1 }),
      })),
    )
    .execute();
  return added.length;
}
