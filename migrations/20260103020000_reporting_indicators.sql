-- What indicators are held against (targets split down the areas), what was returned by hand, what was locked, and the roll-up of counted records.

-- class: local
create table indicator_allocation (
  allocation_id uuid primary key,
  indicator text not null,
  division_code bigint not null,
  year integer,
  version integer not null check (version >= 1),
  state text not null check (state in ('draft', 'published', 'replaced', 'short')),
  total numeric not null,
  allotted numeric not null,
  valid_from date not null,
  reason text not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  unique nulls not distinct (indicator, division_code, year, version),
  check (state <> 'published' or allotted >= total)
);
comment on table indicator_allocation is '任务分解: how a place splits its target of an indicator among the places below it; each saving is a version. Published only when the shares reach the total; short: the total was raised above a published split, which no longer holds.';
create unique index indicator_allocation_in_force on indicator_allocation (indicator, division_code, year) nulls not distinct where state = 'published';
grant select, insert, update on indicator_allocation to jiqiao_app;
call guard_table('indicator_allocation', 'division_code', null, false, true);

-- class: local
create table indicator_share (
  allocation_id uuid not null references indicator_allocation,
  division_code bigint not null,
  indicator text not null,
  year integer,
  value numeric not null check (value >= 0),
  valid_from date not null,
  valid_to date,
  published boolean not null default false,
  primary key (allocation_id, division_code)
);
comment on table indicator_share is 'The target a place was given by the one above it; dated from the publication of the split until the next.';
create index on indicator_share (division_code, indicator) where published;
grant select, insert, update on indicator_share to jiqiao_app;
call guard_table('indicator_share', 'division_code', null, false, true);

-- class: local
create table indicator_return (
  return_id uuid primary key,
  indicator text not null,
  division_code bigint not null,
  counted_on date not null,
  quantity numeric not null check (quantity >= 0),
  source text not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table indicator_return is '补报数: a figure of a place that keeps no records here, by its official source; never beside records of the same place and year.';
create unique index indicator_return_once on indicator_return (indicator, division_code, counted_on) where withdrawn_at is null;
grant select, insert, update on indicator_return to jiqiao_app;
call guard_table('indicator_return', 'division_code', null, false, true);

create view report_indicator_return with (security_invoker = true) as
  select return_id as source_id, division_code, counted_on, null::uuid as person_id, null::uuid as institution_id, quantity, indicator, source
  from indicator_return where withdrawn_at is null;
comment on view report_indicator_return is 'Returned figures that hold, for counting.';

-- class: local
create table indicator_lock (
  lock_id uuid primary key,
  indicator text not null,
  indicator_version integer not null,
  division_code bigint not null,
  as_of date not null,
  value numeric,
  part numeric,
  whole numeric,
  target numeric,
  note text not null,
  locked_by text not null,
  locked_name text not null,
  locked_at timestamptz not null,
  unique (indicator, division_code, as_of)
);
comment on table indicator_lock is 'A value that was locked with the records behind it; it never moves, whatever becomes of the records.';
grant select, insert on indicator_lock to jiqiao_app;
call guard_table('indicator_lock', 'division_code', null, false, true);

-- class: local
create table indicator_lock_row (
  lock_id uuid not null references indicator_lock,
  seq integer not null,
  side text not null check (side in ('part', 'whole')),
  source_id uuid not null,
  division_code bigint not null,
  counted_on date,
  person_id uuid,
  institution_id uuid,
  quantity numeric not null,
  primary key (lock_id, seq)
);
comment on table indicator_lock_row is 'The records behind a locked value as they were when it was locked.';
grant select, insert on indicator_lock_row to jiqiao_app;
call guard_table('indicator_lock_row', 'division_code', null, false, true);

-- class: local
create table indicator_cell (
  indicator text not null,
  side text not null check (side in ('part', 'whole')),
  division_code bigint not null,
  month date not null,
  quantity numeric not null,
  again_city numeric not null default 0,
  again_province numeric not null default 0,
  again_nation numeric not null default 0,
  primary key (indicator, division_code, side, month)
);
comment on table indicator_cell is 'Roll-up: what an indicator counts in a county by month. Persons stand in the month they were first counted there; again_*: how many of them had been counted before elsewhere in the city, province or nation.';
grant select, insert, delete on indicator_cell to jiqiao_app;
call guard_table('indicator_cell', 'division_code', null, false, false);
create policy add_indicator_cell on indicator_cell for insert to jiqiao_app with check ((select app_line()) = 'system');
create policy forget_indicator_cell on indicator_cell for delete to jiqiao_app using ((select app_line()) = 'system');

-- class: local
create table indicator_standing (
  indicator text not null,
  division_code bigint not null,
  as_of date not null,
  part numeric not null,
  whole numeric,
  primary key (indicator, division_code)
);
comment on table indicator_standing is 'Roll-up: each indicator of each place as it stood on the day of the last roll-up. The nation is 0.';
create index on indicator_standing (division_code, indicator);
grant select, insert, update, delete on indicator_standing to jiqiao_app;
call guard_table('indicator_standing', 'division_code', null, false, false);
create policy add_indicator_standing on indicator_standing for insert to jiqiao_app with check ((select app_line()) = 'system');
create policy change_indicator_standing on indicator_standing for update to jiqiao_app using ((select app_line()) = 'system');
create policy forget_indicator_standing on indicator_standing for delete to jiqiao_app using ((select app_line()) = 'system');

-- class: local
create table indicator_rolled (
  indicator text primary key,
  version text not null,
  as_of date not null,
  sealed_seq bigint not null,
  rolled_at timestamptz not null
);
comment on table indicator_rolled is 'How far the roll-up of an indicator has come: its definition, the day, and the last sealed audit entry whose change it holds.';
grant select, insert, update on indicator_rolled to jiqiao_app;
alter table indicator_rolled enable row level security;
create policy indicator_rolled_read on indicator_rolled for select to jiqiao_app using (true);
create policy indicator_rolled_add on indicator_rolled for insert to jiqiao_app with check ((select app_line()) = 'system');
create policy indicator_rolled_change on indicator_rolled for update to jiqiao_app using ((select app_line()) = 'system');

-- The one record a human is counted by: the latest valid link, else the record itself (no row).
create view report_linked_person with (security_invoker = true) as
  select person_id, canonical_id from (select distinct on (person_id) person_id, canonical_id, valid from identity_link order by person_id, recorded_at desc, link_id desc) l where l.valid;
comment on view report_linked_person is 'Records that were found to be one human, with the record they are counted as.';

-- Students on rolls: where the school is, from the day of enrolment until the day they left the roll.
create view report_student_roll with (security_invoker = true) as
  select s.listing_id as source_id, i.location_code as division_code, s.enrolled_on as counted_on, s.person_id, s.institution_id, 1::numeric as quantity,
    s.state, s.full_time, s.level, s.major, s.graduated_on, s.job_kind, s.employed_on, s.graduated_on as ended_on
  from student_listing s join institution i on i.institution_id = s.institution_id where s.known_to is null;
comment on view report_student_roll is 'Lines of rolls as last published, for counting at the place of the school.';

-- Schools and other institutions by the day they began and ended.
create view report_institution with (security_invoker = true) as
  select institution_id as source_id, location_code as division_code, valid_from as counted_on, null::uuid as person_id, institution_id, 1::numeric as quantity,
    kind, grade, affiliation, valid_to as ended_on
  from institution;
comment on view report_institution is 'Schools and other institutions, for counting.';

-- Applications of the route, at the applicant''s village.
create view report_application with (security_invoker = true) as
  select application_id as source_id, village_code as division_code, make_date(year, 1, 1) as counted_on, person_id, institution_id, 1::numeric as quantity,
    year, category, state
  from application;
comment on view report_application is 'Applications of a year, for counting at the applicant''s village.';
-- The wish that counts of a year, with what the register says of the person today.
create view report_wish with (security_invoker = true) as
  select w.wish_id as source_id, w.village_code as division_code, w.asked_on as counted_on, w.person_id, null::uuid as institution_id, 1::numeric as quantity,
    w.year, w.study, w.train, coalesce(s.veteran, false) as veteran, s.education, s.in_school, s.labour_skill, s.household_types
  from (select distinct on (person_id, year) * from wish order by person_id, year, asked_on desc, recorded_at desc) w
    left join lateral (select * from person_status s where s.person_id = w.person_id and s.known_to is null and s.valid_to is null order by s.known_from desc limit 1) s on true;
comment on view report_wish is 'The answer of a person and year that counts, for counting at the village.';

-- Students of the school''s own register with what they were charged.
create view report_student_status with (security_invoker = true) as
  select s.status_id as source_id, s.village_code as division_code, s.enrolled_on as counted_on, s.person_id, s.institution_id, 1::numeric as quantity,
    s.state, s.full_time, s.level, s.major, case when s.state in ('left', 'graduated') then s.state_from end as ended_on,
    coalesce((select sum(b.charged_fen) from fee_bill b where b.person_id = s.person_id and b.status_id = s.status_id and b.superseded_by is null), 0) as charged_fen
  from student_status s;
comment on view report_student_status is 'Registered students with what they were charged in all, for counting at the village they come from.';
grant select on report_indicator_return, report_linked_person, report_student_roll, report_institution, report_application, report_wish, report_student_status to jiqiao_app;
