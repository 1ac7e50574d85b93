import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { fundBook } from '../ledger/fund-sources.ts';
import { mine } from '../scope.ts';
import { CheckAids, type AidRow, type AidState } from './schema.ts';

export type AidsChecked = {
  rows: AidRow[];
  total: number;
  page: number;
  size: number;
  schoolYear: string;
  /** How many aids of how many students stand how. */
  states: { state: AidState; count: number }[];
};

/**
 * Whether the aid that parent documents promise has arrived, student by student of the reader's area or school (N2019 四): delivered, missing with the unit that
 * has to deliver it, not settled yet, or not for this student and why. What is missing comes first.
 */
export async function checkAids(ctx: Context, input: CheckAids): Promise<AidsChecked> {
  const actor = authorise(ctx, 'funds.read');
  const asked = CheckAids.parse(input);
  const { page, size, state, personId } = asked;
  const schoolYear = asked.schoolYear ?? schoolYearOf(plainDate(ctx.clock.today())).label;
  const all = checklist(actor, schoolYear, ctx.clock.today(), personId);
  const where = state ? sql`a.state = ${state}` : sql`true`;
  return read(ctx, async (tx) => {
    const { rows } = await sql<{ rows: AidRow[] | null; states: { state: AidState; count: number }[] | null }>`
      with a as materialized (${all}),
      shown as (select a.person_id as "personId", a.status_id as "statusId", p.name, i.name as school, a.item, a.title, a.document, a.state, a.reasons,
          case a.unit when 'school' then i.name else coalesce((select u.name from unit u where u.line = a.unit and u.level = 'county'
            and u.division_code = a.village_code / 1000000 * 1000000 and u.valid_to is null order by u.name limit 1), '') end as unit
        from a join person p on p.person_id = a.person_id join institution i on i.institution_id = a.institution_id
        where ${where} order by array_position(array['missing', 'open'], a.state), a.state, i.name, p.name, a.person_id, a.place
        limit ${size} offset ${(page - 1) * size})
      select (select json_agg(s) from shown s) as rows,
        (select json_agg(c) from (select state, count(*) from a group by 1 order by 1) c) as states`.execute(tx);
    const states = rows[0]!.states ?? [];
    const total = states.filter((c) => state === undefined || c.state === state).reduce((n, c) => n + c.count, 0);
    return { rows: rows[0]!.rows ?? [], total, page, size, schoolYear, states };
  });
}

/** Every aid of the catalogue for every student of the reader, with where it stands in a school year. */
function checklist(actor: Actor, schoolYear: string, today: string, personId: string | undefined) {
  const aids = fundBook().aids.map((aid, place) => ({ ...aid, title: aid.title.zh, place }));
  const ends = `${schoolYear.slice(5)}-09-01`;
  return sql`
    select s.person_id, s.status_id, s.institution_id, s.village_code, a.item, a.title, a.document, a.unit, a.place,
      case when l.outcome is null or l.outcome = 'unknown' then 'open' when l.outcome <> 'granted' then 'not_eligible'
        when a.year = 'graduation' and (s.planned_graduation_on is null or s.planned_graduation_on >= ${ends}) then 'later'
        when ${arrived(schoolYear, today)} then 'delivered' else 'missing' end as state,
      case when l.outcome is null then array['not_decided'] when l.outcome = 'unknown' then array[coalesce(l.note, 'not_decided')]
        when l.outcome <> 'granted' then coalesce((select array_agg(f) from policy_decision d, jsonb_array_elements_text(d.decision -> 'fails') f
          where d.person_id = l.person_id and d.decision_id = l.decision_id), '{}') else '{}'::text[] end as reasons
    from student_status s
      cross join jsonb_to_recordset(${JSON.stringify(aids)}::jsonb) as a(item text, title text, document text, arrives text, year text, unit text, place integer)
      left join benefit_line l on l.person_id = s.person_id and l.status_id = s.status_id and l.benefit = a.item and l.school_year = ${schoolYear}
        and l.superseded_by is null
    where s.state in ('registered', 'on_leave') and s.full_time and ${mine(actor, 's')} and s.enrolled_on < ${ends}
      ${personId ? sql`and s.person_id = ${personId}` : sql``}`;
}

/**
 * Whether an aid that was granted has arrived: waived on the bill and nothing kept, paid for every part whose day has come (and at least one), or offered.
 */
const arrived = (schoolYear: string, today: string) => sql`case a.arrives
  when 'waived' then exists (select 1 from fee_bill b join fee_bill_line w on w.person_id = b.person_id and w.bill_id = b.bill_id
      where b.person_id = s.person_id and b.status_id = s.status_id and b.school_year = ${schoolYear} and b.superseded_by is null
        and w.item = a.item and w.outcome = 'waived')
    and not exists (select 1 from fee_taken f where f.person_id = s.person_id and f.item = a.item and f.school_year = ${schoolYear}
      and f.refunded_fen < f.amount_fen)
  when 'paid' then (select coalesce(bool_or(b.line_id is not null) and bool_and(b.line_id is not null or e.due_on > ${today}::date), false)
      from entitlement e left join bank_line b on b.person_id = e.person_id and b.entitlement_id = e.entitlement_id and b.outcome = 'paid'
      where e.person_id = s.person_id and e.basis_id = s.status_id and e.item = a.item and split_part(e.period_key, '/', 1) = ${schoolYear}
        and e.outcome = 'due' and e.withdrawn_at is null)
  else exists (select 1 from service_offer o where o.person_id = s.person_id and o.status_id = s.status_id and o.kind = a.item
    and o.school_year = ${schoolYear} and o.withdrawn_at is null) end`;
