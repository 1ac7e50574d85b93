-- class: person
create table employment_wish (
  person_id uuid not null,
  wish_id uuid not null,
  institution_id uuid references institution,
  village_code bigint not null,
  sector text,
  place text,
  wage_fen bigint check (wage_fen > 0),
  self_employed boolean not null,
  stated_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, wish_id)
);
comment on table employment_wish is 'What work a student or trainee wishes after education or training (SD2017-2-04). Append-only; the latest stated_on counts.';
create index on employment_wish (institution_id, stated_on desc);
create index on employment_wish (village_code, stated_on desc);
grant select, insert on employment_wish to jiqiao_app;
call guard_table('employment_wish', 'village_code', 'institution_id', true, true);

create view report_finished with (security_invoker = true) as
  select g.source_id, g.division_code, g.counted_on, g.person_id, g.institution_id, g.quantity, 'graduated' as what, g.major as of_what from report_graduate g where g.person_id is not null
  union all
  select s.status_id, s.village_code, s.state_from, s.person_id, s.institution_id, 1::numeric, 'graduated', s.major from student_status s where s.state = 'graduated'
  union all
  select t.source_id, t.division_code, t.counted_on, t.person_id, t.institution_id, t.quantity, 'trained', t.class_name from report_training_participation t where t.state = 'completed';
comment on view report_finished is 'Who finished an education or a training, where and when: graduates of rolls, graduates registered here, trainees who completed.';
grant select on report_finished to jiqiao_app;
