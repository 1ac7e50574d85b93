-- Facts that rooms publish about persons. Columns of every such view: person_id (the room's own record), village_code, valid_from, valid_to (excluded; null: still),
-- row_key, source, and columns named as facts (null: unknown). On a day the row that began last counts.

-- A class speaks while it is held, after its end until the person's next class or the end of the following calendar year, in which its claims are made.
drop view fact_trainee;
create view fact_trainee with (security_invoker = true) as
  select r.record_id as person_id, r.division_code as village_code, span.valid_from, span.valid_to, r.source_id::text as row_key, r.class_name as source,
    r.state <> 'left' as in_training_class,
    case when not span.over then false when r.state in ('in_training', 'enrolled') then null else r.state = 'completed' end as training_completed,
    case when r.result is null then null else r.result = '合格' end as appraisal_passed,
    r.starts_on as class_started_on, r.ends_on as class_ended_on, r.fee_fen as course_fee, r.charged_group as group_charged,
    case when r.details ? 'ability' then 'special_ability' else r.kind end as training_kind,
    case when r.kind = 'apprenticeship' then r.contracted end as application_complete,
    case when r.kind = 'apprenticeship' then 1 end as apprentices,
    (select min(g.included_on) from funds_project g where g.title = r.details->>'ability' and (g.excluded_on is null or g.excluded_on > r.starts_on)
      and g.division_code in (0, r.location_code / 10000000000 * 10000000000, r.location_code / 100000000 * 100000000, r.location_code / 1000000 * 1000000)) as project_included_on,
    (select count(*) from record_match m join training_participation t on t.person_id = m.person_id and t.known_to is null
        join training_class c on c.class_id = t.class_id and c.subsidised left join class_trainee s on s.person_id = t.person_id and s.class_id = t.class_id
      where m.register_person_id = r.person_id and m.known_to is null and t.class_id <> r.class_id and t.ends_on <= r.ends_on
        and extract(year from t.ends_on) = extract(year from r.ends_on) and coalesce(s.state = 'completed', t.result = '合格', false))::int as subsidised_this_year
  from report_training_participation r
    cross join lateral (select coalesce(r.ends_on, r.counted_on) as last_on) d
    cross join lateral (values (r.starts_on, d.last_on, false), (d.last_on, make_date(extract(year from d.last_on)::int + 2, 1, 1), true)) span(valid_from, valid_to, over)
  where span.valid_from < span.valid_to;
comment on view fact_trainee is 'Facts about a person in a class. training_completed is unknown when the class is over and no result is recorded; subsidised_this_year counts other subsidised classes completed in the calendar year.';

create view fact_worker with (security_invoker = true) as
  select p.person_id, p.village_code, p.began_on as valid_from, p.ended_on as valid_to, p.placement_id::text as row_key, coalesce(p.employer, '就业登记') as source,
    case when p.kind <> 'job' then false when p.evidence in ('employer_letter', 'insurance_record') then true end as enterprise_employee,
    case when p.kind = 'job' and p.evidence = 'insurance_record' then true end as employment_insurance_active
  from placement p where p.ended_on is null or p.began_on < p.ended_on
  union all
  select t.person_id, t.village_code, t.starts_on, make_date(extract(year from coalesce(t.ends_on, t.starts_on))::int + 2, 1, 1), t.participation_id::text, '培训花名册', true, null
  from training_participation t left join class_trainee s on s.person_id = t.person_id and s.class_id = t.class_id
  where t.known_to is null and t.starts_on is not null and (t.category like '%企业职工%' or s.charged_group = 'enterprise_employee');
comment on view fact_worker is 'Whether a person works for an enterprise, as shown by a letter, social insurance or the roster of employees'' training; what only the person says stays unknown.';

create view fact_graduate with (security_invoker = true) as
  select c.person_id, c.village_code, c.issued_on as valid_from, c.withdrawn_on as valid_to, c.certificate_id::text as row_key, c.number as source,
    case c.class_level when 'technician' then 'prospective_technician' else c.class_level end as diploma_class, null::boolean as higher_education_graduate
  from certificate c where c.kind = 'graduation' and c.class_level is not null
  union all
  select t.person_id, t.village_code, t.starts_on, null::date, t.participation_id::text, '培训花名册', null, true
  from training_participation t where t.known_to is null and t.starts_on is not null and t.category like '%高校毕业生%';
comment on view fact_graduate is 'The class of a technical school whose diploma a person holds; university graduates as rosters of their training name them.';

create view fact_appraised with (security_invoker = true) as
  select f.person_id, f.village_code, f.on_date as valid_from, null::date as valid_to, f.bill_id::text as row_key, f.title as source,
    (select (x.fact->>'value')::boolean from jsonb_array_elements(d.decision->'facts') x(fact) where x.fact->>'fact' = 'appraisal_at_graduation') as appraisal_at_graduation,
    (select (x.fact->>'value')::boolean from jsonb_array_elements(d.decision->'facts') x(fact) where x.fact->>'fact' = 'appraisal_of_own_major') as appraisal_of_own_major,
    a.standard_fen as appraisal_fee, c.standard_fen as certificate_fee
  from fee_bill f
    left join fee_bill_line a on a.person_id = f.person_id and a.bill_id = f.bill_id and a.item = 'appraisal_fee'
    left join fee_bill_line c on c.person_id = f.person_id and c.bill_id = f.bill_id and c.item = 'certificate_fee'
    left join policy_decision d on d.person_id = f.person_id and d.decision_id = a.decision_id
  where f.kind = 'appraisal' and f.superseded_by is null
  union all
  select n.person_id, n.village_code, least(s.held_on, s.planned_at::date), null::date, n.session_id::text, '评价批次 ' || s.number,
    extract(year from st.planned_graduation_on - interval '8 months') = extract(year from s.held_on - interval '8 months'),
    case when st.major is not null and starts_with(s.occupation, st.major) then true end, null::bigint, null::bigint
  from assessment_candidate n join assessment_session s on s.session_id = n.session_id and s.state <> 'cancelled'
    join student_status st on st.person_id = n.person_id;
comment on view fact_appraised is 'The latest skill appraisal of a student: what the school stated when it billed it, or an assessment the student is entered for (own major only where the occupation bears its name).';

-- Schools under the pairing of N2019: which, from when to when. No persons, so that a county knows it of a school elsewhere.
create function paired_schools() returns table (institution_id uuid, number text, valid_from date, valid_to date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.institution_id, a.number, coalesce(a.in_force_on, a.starts_on, '-infinity'::date), coalesce(a.ended_on, a.ends_on + 1)
  from agreement a join agreement_party p on p.agreement_id = a.agreement_id
  where a.kind = 'n2019_pairing' and a.state in ('signed', 'in_force', 'ended') and p.institution_id is not null $$;
revoke all on function paired_schools() from public;
grant execute on function paired_schools() to jiqiao_app;

create view fact_paired_student with (security_invoker = true) as
  select s.person_id, s.village_code, greatest(s.enrolled_on, q.valid_from) as valid_from, q.valid_to, s.status_id::text || q.number as row_key, q.number as source,
    true as help_paired_school, 1 as allowance_months
  from student_status s join paired_schools() q on q.institution_id = s.institution_id
  where q.valid_to is null or greatest(s.enrolled_on, q.valid_from) < q.valid_to;
comment on view fact_paired_student is 'Students of a school under pairing; allowance_months is one: the allowance is decided month by month.';
grant select on fact_trainee, fact_worker, fact_graduate, fact_appraised, fact_paired_student to jiqiao_app;

-- What the views say of these persons on a day, under any record of the same human; only of whom the reader may ask about.
create function published_facts(p_persons uuid[], p_on date) returns table (person_id uuid, view_name text, facts jsonb, source text, as_of date)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (select a.person_id, h.id from unnest(p_persons) a(person_id) cross join lateral same_human(a.person_id) h(id) where sees_person(a.person_id)),
    rows as (
      select a.person_id, 'fact_trainee' as view_name, v.valid_from, v.valid_to, v.row_key, v.source, to_jsonb(v) as facts from asked a join fact_trainee v on v.person_id = a.id
      union all select a.person_id, 'fact_worker', v.valid_from, v.valid_to, v.row_key, v.source, to_jsonb(v) from asked a join fact_worker v on v.person_id = a.id
      union all select a.person_id, 'fact_graduate', v.valid_from, v.valid_to, v.row_key, v.source, to_jsonb(v) from asked a join fact_graduate v on v.person_id = a.id
      union all select a.person_id, 'fact_appraised', v.valid_from, v.valid_to, v.row_key, v.source, to_jsonb(v) from asked a join fact_appraised v on v.person_id = a.id
      union all select a.person_id, 'fact_paired_student', v.valid_from, v.valid_to, v.row_key, v.source, to_jsonb(v) from asked a join fact_paired_student v on v.person_id = a.id)
  select distinct on (r.person_id, r.view_name) r.person_id, r.view_name, r.facts, r.source, r.valid_from from rows r
  where r.valid_from <= p_on and (r.valid_to is null or p_on < r.valid_to) order by r.person_id, r.view_name, r.valid_from desc, r.row_key $$;
revoke all on function published_facts(uuid[], date) from public;
grant execute on function published_facts(uuid[], date) to jiqiao_app;

-- Receipts that repeat: an allowance by its month, what is paid for a class until the person's next class, and a course that was free because nothing was taken for it.
create or replace view fact_receives with (security_invoker = true) as
  select b.person_id, b.village_code, replace(b.benefit, '_', '-') as benefit, make_date(left(b.school_year, 4)::int, 9, 1) as valid_from,
    make_date(left(b.school_year, 4)::int + 1, 9, 1) as valid_to
  from benefit_line b where b.outcome = 'granted' and b.superseded_by is null and b.benefit not in ('work_study_post', 'job_recommendation')
  union all
  select a.person_id, a.village_code, 'enrolment', a.created_at::date,
    (select min(s.enrolled_on) from student_status s where s.person_id = a.person_id and s.application_id = a.application_id)
  from application a where a.state not in ('draft', 'village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show')
  union all
  select o.person_id, o.village_code, 'work-study-post', make_date(left(o.school_year, 4)::int, 9, 1), make_date(left(o.school_year, 4)::int + 1, 9, 1)
  from service_offer o where o.kind = 'work_study_post' and o.withdrawn_at is null
  union all
  select o.person_id, o.village_code, 'job-recommendation', o.offered_on, null::date
  from service_offer o where o.kind = 'job_recommendation' and o.withdrawn_at is null
  union all
  select f.person_id, f.village_code, replace(l.item, '_', '-'), f.on_date, null::date
  from fee_bill f join fee_bill_line l on l.person_id = f.person_id and l.bill_id = f.bill_id
  where f.kind = 'appraisal' and f.superseded_by is null and l.outcome = 'waived'
  union all
  select t.person_id, t.division_code, 'training', t.starts_on, null::date
  from report_training_participation t where t.starts_on is not null and t.state <> 'left' and t.class_state in ('imported', 'running', 'assessed', 'closed')
  union all
  select t.person_id, t.division_code, 'free-training', t.starts_on, (select min(n.starts_on) from training_participation n where n.person_id = t.record_id and n.known_to is null and n.starts_on > t.starts_on)
  from report_training_participation t where t.starts_on is not null and t.state <> 'left' and t.class_state in ('imported', 'running', 'assessed', 'closed')
    and not exists (select 1 from fee_taken x where x.person_id in (t.person_id, t.record_id) and x.basis_id = t.class_id and x.item = 'course_fee' and x.refunded_fen < x.amount_fen)
  union all
  select e.person_id, e.village_code, coalesce(split_part(e.rule_key, '.', 2), replace(e.item, '_', '-')),
    case when e.period_key ~ '^\d{4}-\d{4}' then make_date(left(e.period_key, 4)::int, 9, 1)
      when e.period_key ~ '^\d{4}-\d{2}$' then (e.period_key || '-01')::date else e.due_on end,
    case when e.period_key ~ '^\d{4}-\d{4}' then make_date(left(e.period_key, 4)::int + 1, 9, 1)
      when e.period_key ~ '^\d{4}-\d{2}$' then ((e.period_key || '-01')::date + interval '1 month')::date
      when e.basis = 'training' then (select min(n.starts_on) from training_participation n where n.known_to is null and n.starts_on > e.due_on
        and n.person_id in (select e.person_id union all select m.person_id from record_match m where m.register_person_id = e.person_id and m.known_to is null)) end
  from entitlement e where e.outcome = 'due' and e.withdrawn_at is null;

create index on fee_taken (basis_id) where item = 'course_fee';
