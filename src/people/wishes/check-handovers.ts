import { sql } from 'kysely';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { read, transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { findSetting, rangeOf } from '../../organizations/index.ts';
import { addWorkingDays } from '../../standards/index.ts';
import { HandOverWishes } from '../schema.ts';

/** Local setting: working days in which wishes are to be handed over. */
export const HANDOVER_DAYS = 'days.wish_handover';

/** `limitDays` null: the locality has set no limit (未设置), so nothing is overdue. `deadlineOf` is the last working day of the oldest wish. */
export type HandoverState = {
  countyCode: number;
  year: number;
  limitDays: number | null;
  waiting: number;
  overdue: number;
  oldest: string | null;
  due: string | null;
};

/**
 * How the county stands with handing over wishes: how many wait, and how many longer than the working days the locality set.
 * The limit is a local setting; the document says only 及时 (promptly).
 */
export async function handoverState(ctx: Context, input: HandOverWishes): Promise<HandoverState> {
  authoriseAny(ctx, ['wish.handover', 'wish.receive', 'people.read']);
  const { countyCode, year } = HandOverWishes.parse(input);
  return read(ctx, (tx) => stateOf(tx, countyCode, year, ctx.clock.today()));
}

/**
 * Daily: one alert per county and day to its poverty office while wishes wait beyond the limit. Running again the same day adds nothing.
 * @returns counties alerted
 */
export async function alertOverdueHandovers(ctx: Context): Promise<number[]> {
  const today = ctx.clock.today();
  const year = Number(today.slice(0, 4));
  return transactionAs(ctx.db, 'system', async (tx) => {
    const counties = await sql<{ code: number }>`select distinct village_code / 1000000 * 1000000 as code from wish
      where year = ${year} and handover_id is null and (study or train) order by 1`.execute(tx);
    const alerted: number[] = [];
    for (const { code } of counties.rows) {
      const state = await stateOf(tx, code, year, today);
      if (state.overdue > 0 && (await alert(ctx, tx, state, today))) alerted.push(code);
    }
    return alerted;
  });
}

async function stateOf(tx: Tx, countyCode: number, year: number, today: string): Promise<HandoverState> {
  const setting = (await findSetting(tx, countyCode, HANDOVER_DAYS, today))?.value ?? null;
  const limitDays = typeof setting === 'number' && Number.isInteger(setting) ? setting : null;
  const { lo, hi } = rangeOf(countyCode);
  const found = await sql<{ asked_on: string; n: number }>`
    select asked_on, count(*) as n from wish w where w.village_code >= ${lo} and w.village_code < ${hi} and w.year = ${year} and w.handover_id is null
      and (w.study or w.train) and not exists (select 1 from wish l where l.person_id = w.person_id and l.year = w.year
        and (l.asked_on, l.recorded_at, l.wish_id) > (w.asked_on, w.recorded_at, w.wish_id))
    group by asked_on order by asked_on`.execute(tx);
  const waiting = found.rows.reduce((sum, r) => sum + r.n, 0);
  const dueOf = (askedOn: string) => (limitDays === null ? null : lastDay(askedOn, limitDays));
  const overdue = found.rows.filter((r) => (dueOf(r.asked_on) ?? today) < today).reduce((sum, r) => sum + r.n, 0);
  const oldest = found.rows[0]?.asked_on ?? null;
  return { countyCode, year, limitDays, waiting, overdue, oldest, due: oldest === null ? null : dueOf(oldest) };
}

/** Null while the holiday notice of the year is not published: then nobody is called late. */
function lastDay(askedOn: string, days: number): string | null {
  const due = addWorkingDays(plainDate(askedOn), days);
  return due.ok ? due.value : null;
}

async function alert(ctx: Context, tx: Tx, state: HandoverState, today: string): Promise<boolean> {
  const office = await tx
    .selectFrom('unit')
    .select('unit_id')
    .where('division_code', '=', state.countyCode)
    .where('line', '=', 'poverty')
    .executeTakeFirst();
  if (!office) return false;
  const key = `wish.overdue ${state.countyCode} ${today}`;
  const added = await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'wish_handover_overdue',
      unit_id: office.unit_id,
      division_code: state.countyCode,
      title: `意愿移交超期：${state.overdue} 人，最早登记于 ${state.oldest}`,
      detail: JSON.stringify(state),
      dedupe_key: key,
      created_at: ctx.clock.now(),
    })
    .onConflict((c) => c.column('dedupe_key').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return false;
  const title = `意愿移交超期：${state.overdue} 人`;
  await sendMessages(tx, ctx, [
    {
      toUnitId: office.unit_id,
      kind: 'wish.overdue',
      title,
      body: `规定 ${state.limitDays} 个工作日内移交，最早登记于 ${state.oldest}。`,
      link: '/wishes/handovers',
    },
  ]);
  return true;
}
