-- Orders, courses and calls are offers: whoever may read them at all reads those of every place; adding and changing stay at one's own place.
drop policy read_training_order on training_order;
create policy read_training_order on training_order for select to jiqiao_app using ((select app_may_read('training_order')));
drop policy read_training_course on training_course;
create policy read_training_course on training_course for select to jiqiao_app using ((select app_may_read('training_course')));
drop policy read_training_call on training_call;
create policy read_training_call on training_call for select to jiqiao_app using ((select app_may_read('training_call')));

-- A finding names the record of the roster; who asks by person asks for the human behind it, as report_training_participation does.
create or replace view report_training_finding with (security_invoker = true) as
  select f.finding_id as source_id, f.location_code as division_code, f.found_at::date as counted_on, coalesce(m.register_person_id, f.person_id) as person_id, f.institution_id,
    1::numeric as quantity, f.class_id, f.rule, f.subject, f.state, f.state in ('open', 'upheld') as holds, f.evidence
  from training_finding f left join record_match m on m.person_id = f.person_id and m.known_to is null and m.decision in ('auto', 'decided');
