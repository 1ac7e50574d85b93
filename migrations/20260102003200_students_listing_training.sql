-- What schools and training institutions send: rolls, rosters, and which person of the register each line is.

-- A list may be one school's or institution's, whoever sent it; that institution sees it, too.
alter table source_list add column institution_id uuid references institution;
create index on source_list (institution_id, kind, publication_seq desc) where institution_id is not null;
drop policy source_list_read on source_list;
create policy source_list_read on source_list to jiqiao_app using ((select app_line()) = 'system' or sender_unit_id = (select app_unit())
  or int8range(area_lo, area_hi) && (select app_areas()) or institution_id = (select app_institution()));

-- class: person
create table student_listing (
  person_id uuid not null,
  listing_id uuid not null,
  known_from bigint not null,
  known_to bigint,
  institution_id uuid not null references institution,
  village_code bigint not null,
  list_id uuid not null,
  list_row integer not null,
  status_number text,
  number_kind text not null default 'school' check (number_kind in ('national', 'school')),
  number_index bytea,
  enrolled_on date,
  years numeric(3, 1),
  level text,
  full_time boolean,
  major text,
  class_name text,
  state text check (state in ('registered', 'on_leave', 'kept_for_service', 'left', 'transferred', 'completed', 'graduated')),
  graduated_on date,
  planned_on date,
  employer text,
  job_kind text check (job_kind in ('job', 'self_employed', 'further_study', 'army', 'waiting')),
  employed_on date,
  month_only text[] not null default '{}',
  fingerprint text not null,
  primary key (person_id, listing_id, known_from)
);
comment on table student_listing is 'What a school''s roll said of a student, as known from one publication to another: never updated but to close it. person_id is the roll''s own record. A date that names a month only stands on its last day.';
create index on student_listing (institution_id, list_row) where known_to is null;
create index on student_listing (list_id, list_row);
grant select, insert, update on student_listing to jiqiao_app;
call guard_table('student_listing', 'village_code', 'institution_id', true, true);

-- class: reference
create table training_class (
  class_id uuid primary key,
  institution_id uuid not null references institution,
  location_code bigint not null,
  list_id uuid not null references source_list,
  name text,
  trade text,
  starts_on date,
  ends_on date,
  days integer,
  hours numeric(6, 1),
  place text,
  teacher text,
  participants integer not null default 0,
  doubts text[] not null default '{}',
  sheet text not null,
  head_row integer not null
);
comment on table training_class is '培训班, as its real-name roster names it; doubts are what is wrong with the class itself (same_room_same_time, impossible_hours).';
create index on training_class (institution_id, starts_on desc, class_id);
create index on training_class (location_code, starts_on desc, class_id);
create index on training_class (list_id);
grant select, insert, update on training_class to jiqiao_app;
alter table training_class enable row level security;
create policy training_class_read on training_class for select to jiqiao_app using ((select app_may_read('training_class'))
  and (location_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy training_class_add on training_class for insert to jiqiao_app with check ((select app_may_write('training_class'))
  and (location_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy training_class_change on training_class for update to jiqiao_app using ((select app_may_write('training_class'))
  and (location_code <@ (select app_areas()) or institution_id = (select app_institution())));

-- class: person
create table training_participation (
  person_id uuid not null,
  participation_id uuid not null,
  known_from bigint not null,
  known_to bigint,
  class_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  list_id uuid not null,
  list_row integer not null,
  starts_on date,
  ends_on date,
  category text,
  attended numeric(5, 1),
  result text check (result in ('合格', '不合格', '缺考')),
  certificate_no text,
  employer text,
  job_kind text check (job_kind in ('job', 'self_employed', 'further_study', 'army', 'waiting')),
  employed_on date,
  note text,
  fingerprint text not null,
  primary key (person_id, participation_id, known_from)
);
comment on table training_participation is 'A person in a training class, as its roster said from one publication to another: never updated but to close it. The days are those of the class.';
create index on training_participation (class_id, list_row) where known_to is null;
create index on training_participation (institution_id, starts_on) where known_to is null;
create index on training_participation (list_id, list_row);
grant select, insert, update on training_participation to jiqiao_app;
call guard_table('training_participation', 'village_code', 'institution_id', true, true);

-- class: person
create table record_match (
  person_id uuid not null,
  match_id uuid not null,
  source text not null check (source in ('students', 'training_roster')),
  list_id uuid not null,
  list_row integer not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  decision text not null check (decision in ('auto', 'offered', 'decided', 'refused')),
  register_person_id uuid,
  reason text,
  candidates jsonb not null default '[]',
  known_from bigint not null,
  known_to bigint,
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  note text,
  primary key (person_id, match_id),
  check (decision not in ('auto', 'decided') or register_person_id is not null)
);
comment on table record_match is 'Which person of the register a record of a roll or roster is: auto (proved by equal number and name), offered (a person decides), decided, refused. No row: in no register. Never updated but to close it; only auto and decided count, and only auto carries money.';
create unique index record_match_current on record_match (person_id) where known_to is null;
create index on record_match (institution_id, decision, list_row) where known_to is null;
create index on record_match (village_code, decision) where known_to is null;
create index on record_match (register_person_id) where known_to is null;
create index on record_match (known_from desc);
create index on record_match (list_id, list_row);
grant select, insert, update on record_match to jiqiao_app;
call guard_table('record_match', 'village_code', 'institution_id', true, true);

-- The day of a death that the register only notes ("2020年3月18日去世，待核减"); null where it notes none, or no day.
create function noted_death(note text) returns date language sql immutable parallel safe as $$
  select case when note ~ '去世|死亡|病故|病逝|亡故' and note ~ '\d{4}\s*[年.-]\s*\d{1,2}\s*[月.-]\s*\d{1,2}' then
    (select make_date(p[1]::int, least(greatest(p[2]::int, 1), 12), least(greatest(p[3]::int, 1), 28))
     from regexp_match(note, '(\d{4})\s*[年.-]\s*(\d{1,2})\s*[月.-]\s*(\d{1,2})') as p) end $$;
grant execute on function noted_death(text) to jiqiao_app;

-- What may be counted of students and of participants; the reader's own row security holds.
create view report_students with (security_invoker = true) as
  select s.person_id, s.listing_id, s.institution_id, s.list_id, s.list_row, s.known_from, s.known_to, s.enrolled_on, s.full_time, s.state, s.graduated_on,
    s.job_kind, s.employer, s.employed_on, s.class_name, s.major
  from student_listing s;
comment on view report_students is 'Lines of rolls with the publications between which they were known.';
create view report_training with (security_invoker = true) as
  select t.person_id, t.participation_id, t.class_id, t.institution_id, t.list_id, t.list_row, t.known_from, t.known_to, t.starts_on, t.ends_on, t.result,
    t.job_kind, t.employer, t.employed_on
  from training_participation t;
comment on view report_training is 'Participations with the publications between which they were known.';
grant select on report_students, report_training to jiqiao_app;
create index on person_event (known_from desc);
-- Register lines whose number does not hold are looked for by name when a list brings the right number.
create index person_unproved_name on person (name_key) where source = 'assisted_register' and id_state <> 'valid';
