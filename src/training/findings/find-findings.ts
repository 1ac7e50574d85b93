import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { isHoliday, type FindingRule } from './finding-rules.ts';
import { thresholds } from './thresholds.ts';

/**
 * Looks for what cannot have been, over the lessons, attendances and results of classes (null: all), by set: the same rules as `findingsIn`, which
 * the tests hold against each other. The caller's transaction must be the system's. New findings are added with their evidence; those known stay as they were answered. Returns how many are new.
 */
export async function findFindings(tx: Tx, ctx: Context, classIds: readonly string[] | null): Promise<number> {
  const { rows: span } = await sql<{
    first: string | null;
    last: string | null;
  }>`select min(l.held_on) as first, max(l.held_on) as last
    from training_session l where ${asked('l', classIds)} and l.cancelled_at is null`.execute(tx);
  let added = 0;
  for (const [rule, rows] of searches(classIds, holidaysBetween(span[0]?.first ?? null, span[0]?.last ?? null))) {
    const done =
      await sql`insert into training_finding (finding_id, class_id, institution_id, location_code, rule, subject, person_id, evidence, found_at)
      select gen_random_uuid(), f.class_id, c.institution_id, c.location_code, ${rule}, f.subject, f.person_id, f.evidence, ${ctx.clock.now()}
      from (${rows}) f join training_class c on c.class_id = f.class_id where ${bothSides(classIds)}
      on conflict (class_id, rule, subject) do nothing`.execute(tx);
    added += Number(done.numAffectedRows ?? 0n);
  }
  return added;
}

const asked = (alias: string, classIds: readonly string[] | null) =>
  classIds === null ? sql`true` : sql`${sql.ref(`${alias}.class_id`)} = any(${[...classIds]}::uuid[])`;

/** Of two classes that clash both are named, whichever is asked about. */
const bothSides = (classIds: readonly string[] | null) =>
  classIds === null
    ? sql`true`
    : sql`(${asked('f', classIds)} or (f.evidence->>'otherClass')::uuid = any(${[...classIds]}::uuid[]))`;

function holidaysBetween(first: string | null, last: string | null): string[] {
  if (first === null || last === null) return [];
  const days: string[] = [];
  for (let day = plainDate(first); day <= last; day = addDays(day, 1)) if (isHoliday(day)) days.push(day);
  return days;
}

/** Each rule as rows (class_id, subject, person_id, evidence). Only the days on which the classes asked about have lessons are looked at. */
function searches(
  classIds: readonly string[] | null,
  holidays: readonly string[],
): [FindingRule, RawBuilder<unknown>][] {
  const limits = thresholds();
  const { same_pattern: same, certificate_burst: burst } = limits;
  const days =
    classIds === null
      ? sql`true`
      : sql`a.held_on in (select l.held_on from training_session l where ${asked('l', classIds)})`;
  return [
    [
      'room_double',
      clash(
        sql`a.room`,
        sql`b.institution_id = a.institution_id and b.room = a.room and b.mode <> 'online'`,
        sql`a.room is not null and a.mode <> 'online' and ${days}`,
      ),
    ],
    [
      'trainer_double',
      clash(
        sql`a.trainer`,
        sql`b.trainer = a.trainer and b.location_code / 100000000 = a.location_code / 100000000`,
        sql`a.trainer is not null and ${days}`,
      ),
    ],
    ['person_double', personClash(days)],
    [
      'hours_over_day',
      sql`select d.class_id, d.person_id || ' ' || d.held_on as subject, d.person_id, jsonb_build_object('day', d.held_on, 'hours', d.hours) as evidence
        from (select distinct on (a.class_id, a.human, a.held_on) a.class_id, a.person_id, a.held_on, sum(a.hours) over (partition by a.human, a.held_on) as hours
          from ${PRESENT} a where ${days}) d
        where d.hours > ${limits.most_hours_a_day}`,
    ],
    [
      'holiday',
      sql`select distinct on (a.class_id, a.held_on) a.class_id, a.held_on::text as subject, null::uuid as person_id, jsonb_build_object('day', a.held_on, 'room', a.room) as evidence
        from training_session a where a.held_on = any(${[...holidays]}::date[]) and a.mode <> 'online' and a.cancelled_at is null`,
    ],
    [
      'same_pattern',
      sql`select p.class_id, p.class_id::text as subject, null::uuid as person_id, jsonb_build_object('people', max(p.people), 'lessons', max(p.held)) as evidence
        from (select q.class_id, q.held, count(*) as people from (select a.class_id, a.person_id, h.held, count(*) as attended, bit_xor(hashtextextended(a.session_id::text, 7)) as pattern
              from training_attendance a join training_session s on s.session_id = a.session_id and s.cancelled_at is null join (select l.class_id, count(*) as held from training_session l where l.cancelled_at is null and ${asked('l', classIds)} group by 1) h
                on h.class_id = a.class_id where h.held >= ${same.lessons} and a.hours > 0 group by 1, 2, 3) q
          where q.attended < q.held group by q.class_id, q.held, q.attended, q.pattern having count(*) >= ${same.people}) p group by p.class_id`,
    ],
    [
      'certificate_burst',
      sql`select distinct on (g.class_id, g.certificate_on) g.class_id, g.certificate_on::text as subject, null::uuid as person_id,
          jsonb_build_object('day', g.certificate_on, 'certificates', g.n, 'approvedOn', g.approved_on) as evidence
        from (select s.class_id, s.certificate_on, c.approved_on, count(*) over (partition by s.institution_id, s.certificate_on) as n
          from class_trainee s join training_class c on c.class_id = s.class_id where s.certificate_on <= c.approved_on + ${burst.days_after_approval}::int) g
        where g.n >= ${burst.certificates}`,
    ],
    [
      'result_before_end',
      sql`select s.class_id, s.person_id::text as subject, s.person_id, jsonb_build_object('endsOn', c.ends_on, 'resultOn', s.result_on, 'certificateOn', s.certificate_on) as evidence
        from class_trainee s join training_class c on c.class_id = s.class_id where s.result_on < c.ends_on or s.certificate_on < c.ends_on`,
    ],
  ];
}

/** Two lessons of different classes at one time that share something. */
function clash(
  subject: RawBuilder<unknown>,
  same: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`select distinct on (a.class_id, ${subject}, a.held_on) a.class_id, ${subject} || ' ' || a.held_on as subject, null::uuid as person_id,
      jsonb_build_object('day', a.held_on, 'from', a.from_minute, 'to', a.to_minute, 'otherClass', b.class_id, 'room', a.room, 'trainer', a.trainer) as evidence
    from training_session a join training_session b on b.held_on = a.held_on and b.class_id <> a.class_id and a.from_minute < b.to_minute and b.from_minute < a.to_minute
      and b.cancelled_at is null and ${same}
    where a.cancelled_at is null and ${where}`;
}

/** Attendance at lessons that were held, each with the human behind the record: records of two institutions may be one person of the register. */
const PRESENT = sql`(select t.person_id, coalesce(m.register_person_id, t.person_id) as human, l.class_id, t.held_on, t.hours, l.from_minute, l.to_minute
  from training_attendance t join training_session l on l.session_id = t.session_id and l.cancelled_at is null and t.hours > 0
    left join record_match m on m.person_id = t.person_id and m.known_to is null and m.decision in ('auto', 'decided'))`;

/**
 * People with attendance at two classes on one day come first; only they are compared lesson by lesson. Who was present is gathered once: a planner that knows nothing of new
 * tables gathered it anew for each pair of lines, minutes for a thousand of them.
 */
function personClash(days: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with present as materialized (select a.* from ${PRESENT} a where ${days}),
    doubled as materialized (select a.human, a.held_on from present a group by 1, 2 having min(a.class_id::text) <> max(a.class_id::text))
    select distinct on (x.class_id, x.human, x.held_on) x.class_id, x.person_id || ' ' || x.held_on as subject, x.person_id,
      jsonb_build_object('day', x.held_on, 'otherClass', y.class_id) as evidence
    from doubled d join present x on x.human = d.human and x.held_on = d.held_on
      join present y on y.human = d.human and y.held_on = d.held_on and y.class_id <> x.class_id and x.from_minute < y.to_minute and y.from_minute < x.to_minute`;
}
