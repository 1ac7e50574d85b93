import { sql, type RawBuilder } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { scopeOf } from '../../organizations/index.ts';
import { startOfDay } from '../today/late.ts';
import { ListAuditEntries, type AuditLine } from '../schema.ts';
import { insideAreas } from '../scope-sql.ts';

/** Without a beginning or a subject this many days are looked through, newest first. */
const DAYS = 31;

export type AuditPage = {
  rows: AuditLine[];
  total: null;
  page: number;
  size: number;
  next?: string;
  from: string | null;
};

/**
 * Entries of the actor's scope, newest first: of the own unit, of what lies in the area, of the own institution. Without `from` the last 31
 * days (`from` of the answer), unless a subject is named. @throws NOT_FOUND for a division outside the area
 */
export async function listAuditEntries(ctx: Context, input: ListAuditEntries): Promise<AuditPage> {
  const actor = authorise(ctx, 'audit.read');
  const { page, size, ...f } = ListAuditEntries.parse(input);
  const from = f.from ?? (f.subject ? null : addDays(plainDate(f.to ?? ctx.clock.today()), -DAYS));
  const conditions: RawBuilder<unknown>[] = [visible(actor, f.division)];
  if (from !== null) conditions.push(sql`e.at >= ${startOfDay(from)}`);
  if (f.to) conditions.push(sql`e.at < ${startOfDay(addDays(plainDate(f.to), 1))}`);
  if (f.actor) conditions.push(sql`(e.user_name = ${f.actor} or e.user_id = ${f.actor})`);
  if (f.action) conditions.push(sql`starts_with(e.action, ${f.action})`);
  if (f.subject) conditions.push(sql`(e.subject_id = ${f.subject} or e.person_id::text = ${f.subject})`);
  return read(ctx, async (tx) => {
    const { rows } = await sql<Omit<AuditLine, 'at'> & { at: Date }>`
      select q.entry_id as id, q.at, q.user_name as "userName", q.on_behalf_of as "onBehalfOf", u.name as "unitName", q.action,
        q.subject_type as "subjectType", q.subject_id as "subjectId", q.summary, s.seq
      from (select * from audit_entry e where ${sql.join(conditions, sql` and `)}
        order by e.at desc, e.entry_id desc limit ${size + 1} offset ${(page - 1) * size}) q
      left join unit u on u.unit_id = q.unit_id left join audit_seal s on s.entry_id = q.entry_id
      order by q.at desc, q.entry_id desc`.execute(tx);
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

/** The actor's own predicate beside row security: own unit, area (or the part of it asked for), own institution, units of the area. */
export function visible(actor: Actor, division?: number): RawBuilder<unknown> {
  if (division !== undefined) {
    const areas = scopeOf(actor, division);
    return sql`${insideAreas({ areas }, 'e.division_code')}`;
  }
  const own = [sql`e.unit_id = ${actor.unitId}::uuid`, sql`${insideAreas(actor, 'e.division_code')}`];
  if (actor.institutionId) own.push(sql`e.institution_id = ${actor.institutionId}::uuid`);
  own.push(sql`e.unit_id in (select n.unit_id from unit n where ${insideAreas(actor, 'n.division_code')})`);
  return sql`(${sql.join(own, sql` or `)})`;
}
