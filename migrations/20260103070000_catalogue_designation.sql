-- Who undertakes the programme: the city calls, schools apply with figures behind each criterion, the city scores and decides (SD2017 三(三)).

-- class: local
create table designation_call (
  call_id uuid primary key,
  city_code bigint not null,
  year integer not null,
  round integer not null check (round >= 1),
  opens_on date not null,
  closes_on date not null,
  period_from date not null,
  period_to date not null,
  retention_months integer not null check (retention_months >= 1),
  note text,
  opened_by text not null,
  opened_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  unique (city_code, year, round),
  check (closes_on >= opens_on),
  check (period_to >= period_from)
);
comment on table designation_call is '组织申报: a city calls its technical schools to undertake the programme of a year. period: whose graduates, assessments and placements the figures count.';
grant select, insert, update on designation_call to jiqiao_app;
alter table designation_call enable row level security;
create policy designation_call_read on designation_call for select to jiqiao_app using ((select app_may_read('designation_call')));
create policy designation_call_add on designation_call for insert to jiqiao_app with check ((select app_may_write('designation_call')) and city_code <@ (select app_areas()));
create policy designation_call_change on designation_call for update to jiqiao_app using ((select app_may_write('designation_call')) and city_code <@ (select app_areas()));

-- class: local
create table designation_application (
  application_id uuid primary key,
  call_id uuid not null references designation_call,
  institution_id uuid not null references institution,
  city_code bigint not null,
  state text not null check (state in ('draft', 'submitted', 'designated', 'refused', 'withdrawn')),
  statements jsonb not null default '{}',
  contact text,
  phone text,
  created_by text not null,
  created_at timestamptz not null,
  submitted_by text,
  submitted_on date,
  decision_reason text,
  decided_by text,
  decided_on date,
  unique (call_id, institution_id),
  check ((state in ('submitted', 'designated', 'refused')) <= (submitted_on is not null)),
  check ((state = 'refused') <= (decision_reason is not null))
);
comment on table designation_application is '申报: a school''s application to a call, with what it says of the five criteria of a school.';
create index on designation_application (institution_id, created_at desc);
grant select, insert, update on designation_application to jiqiao_app;
call guard_table('designation_application', 'city_code', 'institution_id', false, true);

-- class: local
create table designation_major (
  application_id uuid not null references designation_application,
  major_id uuid not null,
  institution_id uuid not null references institution,
  city_code bigint not null,
  major text not null,
  level text not null,
  base text not null,
  years numeric(3, 1) not null,
  plan integer check (plan >= 0),
  tuition_fen bigint check (tuition_fen >= 0),
  accommodation_fen bigint check (accommodation_fen >= 0),
  requirement text,
  statements jsonb not null default '{}',
  removed_at timestamptz,
  primary key (application_id, major_id)
);
comment on table designation_major is 'A major a school puts forward, as it would stand in the catalogue, with what it says of the five criteria of a major.';
create unique index designation_major_once on designation_major (application_id, major, level, base, years) where removed_at is null;
grant select, insert, update on designation_major to jiqiao_app;
call guard_table('designation_major', 'city_code', 'institution_id', false, true);

-- class: local
create table designation_figure (
  application_id uuid not null references designation_application,
  subject uuid not null,
  criterion text not null,
  institution_id uuid not null references institution,
  city_code bigint not null,
  figures jsonb not null,
  records jsonb not null,
  counted_at timestamptz not null,
  primary key (application_id, subject, criterion)
);
comment on table designation_figure is 'Figures of a criterion as counted on submission, with the records behind them, no names; subject is the application or one of its majors. Never changed.';
grant select, insert on designation_figure to jiqiao_app;
call guard_table('designation_figure', 'city_code', 'institution_id', false, true);

-- class: local
create table designation_score (
  application_id uuid not null references designation_application,
  criterion text not null,
  city_code bigint not null,
  met boolean not null,
  remark text,
  threshold numeric,
  scored_by text not null,
  scored_name text not null,
  scored_at timestamptz not null,
  primary key (application_id, criterion)
);
comment on table designation_score is 'The city''s answer to one criterion of a school; threshold: the local standard it was measured by, if there is one.';
grant select, insert, update on designation_score to jiqiao_app;
call guard_table('designation_score', 'city_code', null, false, true);

-- class: local
create table major_fact (
  fact_id uuid primary key,
  institution_id uuid not null references institution,
  city_code bigint not null,
  major text not null,
  kind text not null check (kind in ('teacher', 'workstation', 'employer_answer', 'order')),
  name text not null,
  quantity integer not null default 1 check (quantity >= 1),
  dual_qualified boolean,
  score numeric(2, 1) check (score between 1 and 5),
  on_date date not null,
  until_date date,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((kind = 'teacher') = (dual_qualified is not null)),
  check ((kind = 'employer_answer') = (score is not null))
);
comment on table major_fact is 'What a school has for a major: teachers, practical workstations, answers of employers, orders of posts. Withdrawn, never edited.';
create index on major_fact (institution_id, major, kind) where withdrawn_at is null;
grant select, insert, update on major_fact to jiqiao_app;
call guard_table('major_fact', 'city_code', 'institution_id', false, true);

-- Graduates as the rolls that schools sent say it, with where they went.
create view report_graduate with (security_invoker = true) as
  select s.listing_id as source_id, s.village_code as division_code, s.graduated_on as counted_on, s.person_id, s.institution_id, 1::numeric as quantity,
    s.major, s.level, s.full_time, s.employer, s.job_kind, s.employed_on
  from student_listing s where s.known_to is null and s.state = 'graduated' and s.graduated_on is not null;
comment on view report_graduate is 'Graduates on the rolls as last published, with the employer the roll names.';
grant select on report_graduate to jiqiao_app;

-- Whether work found comes with a contract (SD2017-3.3-08).
alter table placement add column contract_from date;
comment on column placement.contract_from is 'Day from which a labour contract holds; null: none is known.';
create view report_placement_contract with (security_invoker = true) as
  select p.placement_id as source_id, p.institution_id, p.began_on as counted_on, p.ended_on, p.employer, p.contract_from from placement p;
comment on view report_placement_contract is 'Placements with the day of their contract, no person named.';
grant select on report_placement_contract to jiqiao_app;
