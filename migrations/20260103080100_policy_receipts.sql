-- Who receives what, from every room that records it: cards, grants, posts and jobs offered, fees waived at appraisals, training attended, sums owed by the funds.

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
  select e.person_id, e.village_code, coalesce(split_part(e.rule_key, '.', 2), replace(e.item, '_', '-')),
    case when e.period_key ~ '^\d{4}-\d{4}' then make_date(left(e.period_key, 4)::int, 9, 1) else e.due_on end,
    case when e.period_key ~ '^\d{4}-\d{4}' then make_date(left(e.period_key, 4)::int + 1, 9, 1) end
  from entitlement e where e.outcome = 'due' and e.withdrawn_at is null;
comment on view fact_receives is 'Who receives which benefit (the last part of the rule that grants it) from a day to a day (valid_to excluded; null: once or still). A post or a job counts when it is offered, an application until the student is on the roll. A room that comes to record receipts adds its lines here.';

create index on service_offer (village_code, kind) where withdrawn_at is null;
create index on fee_bill (village_code) where kind = 'appraisal' and superseded_by is null;
