import { sql, type RawBuilder } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { startOfDay } from '../today/late.ts';
import { ListReads, type ReadLine } from '../schema.ts';
import { insideAreas } from '../scope-sql.ts';

const DAYS = 31;

export type ReadPage = { rows: ReadLine[]; total: null; page: number; size: number; next?: string; from: string };

/**
 * Who opened files, showed whole numbers, exported or printed, in the units of the actor's area, newest first; the last 31 days unless a
 * beginning is given. The names of the persons read are not among it.
 */
export async function listReads(ctx: Context, input: ListReads): Promise<ReadPage> {
  const actor = authorise(ctx, 'audit.read');
  const { page, size, act, user, from: begin, to } = ListReads.parse(input);
  const from = begin ?? addDays(plainDate(to ?? ctx.clock.today()), -DAYS);
  const scope = sql`(r.unit_id = ${actor.unitId}::uuid or r.unit_id in (select u.unit_id from unit u where ${insideAreas(actor, 'u.division_code')}))`;
  const conditions: RawBuilder<unknown>[] = [scope, sql`r.at >= ${startOfDay(from)}`];
  if (to) conditions.push(sql`r.at < ${startOfDay(addDays(plainDate(to), 1))}`);
  if (act) conditions.push(sql`r.act = ${act}`);
  if (user)
    conditions.push(sql`r.user_id in (select a.id from auth_user a where a.name = ${user} or a.username = ${user})`);
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<ReadLine, 'at'> & { at: Date }>`
      select q.at, a.name as "userName", u.name as "unitName", q.act, q.persons, q.person_id as "personId", q.purpose
      from (select * from read_log r where ${sql.join(conditions, sql` and `)}
        order by r.at desc limit ${size + 1} offset ${(page - 1) * size}) q
      left join auth_user a on a.id = q.user_id left join unit u on u.unit_id = q.unit_id order by q.at desc`.execute(
      tx,
    );
    const more = rows.length > size ? { next: String(page + 1) } : {};
    return {
      rows: rows.slice(0, size).map((r) => ({ ...r, at: r.at.toISOString() })),
      total: null,
      page,
      size,
      ...more,
      from,
    };
  });
}
