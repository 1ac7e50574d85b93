import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { workingDaysSince } from '../../enrolment/index.ts';
import { findSetting } from '../../organizations/index.ts';
import { LIMITS } from './blocks.ts';
import { COUNT_CAP } from './count-queues.ts';
import { overdueBefore, startOfDay } from './late.ts';
import type { Late } from '../schema.ts';
import { atOffice } from '../scope-sql.ts';

/** How many cases of one's own level lie longer than the working days the locality set; null for a level that holds no cases. */
export async function countLate(tx: Tx, actor: Actor, today: string): Promise<Late | null> {
  const limits = LIMITS[actor.level];
  if (!limits || !actor.permissions.has('application.read')) return null;
  const setting = await findSetting(tx, await placeOf(tx, actor), limits.setting, today);
  const limit = typeof setting?.value === 'number' ? setting.value : null;
  const setFor = setting ? String(setting.from.divisionCode).padStart(12, '0') : null;
  const from = sql`from application a where ${atOffice(actor, 'a')} and a.state in (${sql.join(limits.states.map((s) => sql.lit(s)))})`;
  const none = { limit, setFor, count: 0, capped: false, list: limits.list };
  const before = limit === null ? null : overdueBefore(plainDate(today), limit);
  const cut = before?.ok ? startOfDay(before.value) : null;
  const late =
    cut === null
      ? sql`0`
      : sql`(select count(*)::int from (select 1 ${from} and a.held_since < ${cut} limit ${COUNT_CAP + 1}) q)`;
  const { rows } = await sql<{ n: number; oldest: Date | null }>`
    select ${late} as n, (select min(q.held_since) from (select a.held_since ${from} limit ${COUNT_CAP + 1}) q) as oldest`.execute(
    tx,
  );
  const { n, oldest } = rows[0]!;
  const oldestWorkingDays = oldest === null ? null : workingDaysSince(oldest, today);
  if (limit === null) return { ...none, state: 'not_set', oldestWorkingDays };
  if (cut === null) return { ...none, state: 'calendar_not_published', oldestWorkingDays };
  return { ...none, state: 'counted', count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP, oldestWorkingDays };
}

/** Whose local settings hold: the unit's division, for a school the place it lies in, else the nation. */
async function placeOf(tx: Tx, actor: Actor): Promise<number> {
  if (actor.divisionCode !== null) return actor.divisionCode;
  if (actor.institutionId === null) return 0;
  const row = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', actor.institutionId)
    .executeTakeFirst();
  return row?.location_code ?? 0;
}
