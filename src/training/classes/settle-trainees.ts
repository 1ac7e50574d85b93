import { sql } from 'kysely';
import { findSetting } from '../../organizations/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { ClassRow } from './class-store.ts';

/** The local setting that says what share of the hours must be attended; the documents leave it to the provincial arrangement. */
export const LEAST_HOURS = 'training.least_hours_percent';

/**
 * Says of every trainee whether the training was completed: a passed result, and the share of hours that the locality asks for where it asks for
 * one. Hours count from lessons the trainer has confirmed, those on a platform by their log.
 */
export async function settleTrainees(tx: Tx, ctx: Context, row: ClassRow): Promise<void> {
  const rule = await findSetting(tx, row.location_code, LEAST_HOURS, row.starts_on ?? ctx.clock.today());
  const percent = typeof rule?.value === 'number' ? rule.value : null;
  await sql`insert into class_trainee (person_id, class_id, institution_id, village_code, state, hours, reason)
    select t.person_id, t.class_id, t.institution_id, t.village_code, 'enrolled', 0, null from training_participation t
    where t.class_id = ${row.class_id} and t.known_to is null on conflict do nothing`.execute(tx);
  await sql`update class_trainee s set hours = h.hours, result = coalesce(s.result, t.result), certificate_no = coalesce(s.certificate_no, t.certificate_no),
      state = case when coalesce(s.result, t.result) <> '合格' then 'not_completed'
        when ${percent}::numeric is not null and h.hours * 100 < ${percent}::numeric * ${row.hours}::numeric then 'not_completed' else 'completed' end,
      reason = case when coalesce(s.result, t.result) <> '合格' then '考核' || coalesce(s.result, t.result)
        when ${percent}::numeric is not null and h.hours * 100 < ${percent}::numeric * ${row.hours}::numeric
          then '课时 ' || trim_scale(h.hours) || '/' || trim_scale(${row.hours}::numeric) || '，不足 ' || trim_scale(${percent}::numeric) || '%' end
    from training_participation t
      cross join lateral (select coalesce(sum(a.hours), 0) as hours from training_attendance a join training_session l on l.session_id = a.session_id
        where a.person_id = t.person_id and a.class_id = t.class_id and (l.confirmed_at is not null or a.source = 'platform')) h
    where s.class_id = ${row.class_id} and t.class_id = s.class_id and t.person_id = s.person_id and t.known_to is null and s.state in ('enrolled', 'completed', 'not_completed')`.execute(
    tx,
  );
}

const COUNTY = 1_000_000;

/** Shows what became of people of other counties to the places they come from; the class is credited to the leading area (N2021 三(六)). */
export async function mirrorTrainees(tx: Tx, ctx: Context, classId: string): Promise<void> {
  await sql`insert into training_mirror (person_id, class_id, village_code, institution_name, class_name, trade, kind, leading_code, starts_on, ends_on, state, result, mirrored_at)
    select r.person_id, r.class_id, r.division_code, i.name, coalesce(r.class_name, ''), r.trade, r.kind, r.location_code, r.starts_on, r.ends_on, r.state, r.result, ${ctx.clock.now()}
    from report_training_participation r join institution i on i.institution_id = r.institution_id
    where r.class_id = ${classId} and r.division_code / ${COUNTY}::bigint <> r.location_code / ${COUNTY}::bigint and r.division_code % ${COUNTY}::bigint <> 0
    on conflict (person_id, class_id) do update set state = excluded.state, result = excluded.result, mirrored_at = excluded.mirrored_at`.execute(
    tx,
  );
}

/** How many of an order's places were filled and completed, over all its classes: what the enterprise sees. */
export async function countOrder(tx: Tx, classId: string): Promise<void> {
  await sql`update training_order o set enrolled = n.enrolled, completed = n.completed
    from (select r.order_id, count(*)::int as enrolled, (count(*) filter (where r.state = 'completed'))::int as completed
      from report_training_participation r where r.order_id = (select c.order_id from training_class c where c.class_id = ${classId}) group by 1) n
    where o.order_id = n.order_id`.execute(tx);
}
