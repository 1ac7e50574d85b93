import type { FactName } from '../../../policy/index.ts';
import { FACT_VIEWS, type FactView } from '../../../students/index.ts';
import { inside, type AreaQuestion, type Places } from './places.ts';

/** The rows of a published view that count on the day, one a human. */
function publishedOf({ view, facts }: FactView, { areas }: AreaQuestion, day: string, places: Places): string {
  return `${view} as materialized (select distinct on (v.person_id) v.* from (
      select coalesce(o.base_id, x.person_id) as person_id, x.valid_from, x.row_key, ${facts.map((name) => `x.${name}`).join(', ')}
      from public.${view} x left join other o on o.person_id = x.person_id
      where ${inside('x.village_code', areas, places)} and x.valid_from <= ${day} and (x.valid_to is null or ${day} < x.valid_to)) v
      order by v.person_id, v.valid_from desc, v.row_key)`;
}

type Source = { facts: readonly FactName[]; with: string; join: string };

/** Where facts beyond the register come from: named queries with their join to `people`; only those that a rule reads enter its statement. */
export function sourcesOf(question: AreaQuestion, day: string, known: string, places: Places): readonly Source[] {
  const { areas, knownOn } = question;
  const entered = (column: string) => (knownOn ? `and ${column} < day_after(${places.put(knownOn, 'date')})` : '');
  const own = (column: string) => inside(column, areas, places);
  const published = FACT_VIEWS.map((view) => ({
    facts: view.facts,
    with: publishedOf(view, question, day, places),
    join: `left join ${view.view} on ${view.view}.person_id = p.person_id`,
  }));
  return [
    {
      facts: [
        'active_student_status',
        'student_status',
        'study_mode',
        'enrolled_on',
        'boards',
        'tuition',
        'accommodation_fee',
      ],
      with: `standing as materialized (
      select coalesce(o.base_id, s.person_id) as person_id, s.status_id, e.to_state, e.to_state in ('registered', 'on_leave', 'kept_for_service') as active,
        s.full_time, s.enrolled_on, s.boarding, s.version_id, s.entry_key
      from (select * from student_status a where ${own('a.village_code')} ${entered('a.registered_at')}
          union select b.* from person_event m join student_status b on b.person_id = m.person_id where m.kind = 'moved' and ${own('m.village_code')} ${entered('b.registered_at')}) s
        left join other o on o.person_id = s.person_id
        join lateral (select t.to_state from student_event t where t.person_id = s.person_id and t.status_id = s.status_id and t.on_date <= ${day}
          ${entered('t.at')} order by t.seq desc limit 1) e on true),
    studies as materialized (
      select distinct on (g.person_id) g.person_id, bool_or(g.active) over (partition by g.person_id) as any_active,
        case g.to_state when 'registered' then 'active' else g.to_state end as student_status, case when g.full_time then 'full_time' else 'part_time' end as study_mode,
        g.enrolled_on, g.boarding as boards, c.tuition_fen as tuition, c.accommodation_fen as accommodation_fee
      from standing g left join catalogue_entry c on c.version_id = g.version_id and c.entry_key = g.entry_key
      order by g.person_id, g.active desc, g.full_time desc, g.enrolled_on desc, g.status_id)`,
      join: 'left join studies st on st.person_id = p.person_id',
    },
    {
      facts: ['household_types'],
      with: `covering as materialized (
      select distinct area_lo, area_hi from source_list where kind = 'assisted_register' and state = 'published' and coverage = 'complete'
        and list_date <= ${day} and (${known} is null or publication_seq <= ${known}))`,
      join: '',
    },
    {
      facts: ['alive'],
      with: `passed as materialized (
      select distinct e.person_id from person_event e where e.kind = 'died' and e.on_date <= ${day} and (${known} is null or e.known_from <= ${known})
        and ${own('e.village_code')})`,
      join: 'left join passed died on died.person_id = p.person_id',
    },
    {
      facts: ['study_wish', 'training_wish', 'training_need', 'skills_need', 'untrained_reason_recorded'],
      with: `wished as materialized (
      select distinct on (w.person_id) w.person_id, w.study, w.train, coalesce(w.refusal_reason, '') <> '' as refused from wish w
      where w.year = extract(year from ${day})::int and w.asked_on <= ${day} and ${own('w.village_code')} ${entered('w.recorded_at')} order by w.person_id, w.asked_on desc, w.recorded_at desc)`,
      join: 'left join wished w on w.person_id = p.person_id',
    },
    {
      facts: ['graduation_proved', 'veteran'],
      with: `claimed as materialized (
      select distinct on (a.person_id) a.person_id, a.graduation_proved, nullif(a.veteran_certificate, '') as veteran_certificate from application a
      where ${own('a.village_code')} ${entered('a.created_at')} order by a.person_id, a.created_at desc)`,
      join: 'left join claimed claim on claim.person_id = p.person_id',
    },
    ...published,
  ];
}
