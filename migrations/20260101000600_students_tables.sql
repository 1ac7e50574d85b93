-- class: person
create table student_status (
  person_id uuid not null,
  status_id uuid not null,
  institution_id uuid not null references institution,
  application_id uuid,
  status_number text not null,
  full_time boolean not null,
  boarding boolean,
  entry_key uuid,
  version_id uuid,
  major text not null,
  level text not null,
  years numeric(3, 1) not null,
  class_name text,
  reported_on date,
  enrolled_on date not null,
  planned_graduation_on date,
  state text not null check (state in ('registered', 'on_leave', 'kept_for_service', 'left', 'graduated')),
  state_from date not null,
  village_code bigint not null,
  registered_by text not null,
  registered_at timestamptz not null,
  version integer not null default 1,
  primary key (person_id, status_id)
);
comment on table student_status is '学籍: full-time and part-time apart; state is a cache of student_event.';
create index on student_status (institution_id, state, enrolled_on desc, status_id);
create index on student_status (person_id) where state = 'registered';
create index on student_status (institution_id, status_number);
grant select, insert, update on student_status to jiqiao_app;

-- class: person
create table student_event (
  person_id uuid not null,
  status_id uuid not null,
  seq integer not null,
  event text not null,
  from_state text,
  to_state text not null,
  on_date date not null,
  reason text,
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  institution_id uuid not null,
  village_code bigint not null,
  at timestamptz not null,
  primary key (person_id, status_id, seq)
);
comment on table student_event is 'What happened to a student status; append-only.';
grant select, insert on student_event to jiqiao_app;

-- class: person
create table benefit_line (
  person_id uuid not null,
  line_id uuid not null,
  status_id uuid not null,
  institution_id uuid not null,
  village_code bigint not null,
  benefit text not null,
  school_year text not null,
  outcome text not null check (outcome in ('granted', 'refused', 'unknown', 'not_applicable')),
  amount_fen bigint check (amount_fen >= 0),
  payee text check (payee in ('school', 'household', 'student', 'appraisal_body')),
  fund_source text,
  decision_id uuid not null,
  decided_at timestamptz not null,
  superseded_by uuid,
  primary key (person_id, line_id)
);
comment on table benefit_line is 'One line of a student''s 五免一享 and 雨露 card for a school year, with the decision that gave it. A new decision supersedes, never edits.';
create unique index benefit_line_current on benefit_line (person_id, status_id, benefit, school_year) where superseded_by is null;
create index on benefit_line (institution_id, school_year);
grant select, insert, update on benefit_line to jiqiao_app;

call guard_table('student_status', 'village_code', 'institution_id', true, true);
call guard_table('student_event', 'village_code', 'institution_id', true, true);
call guard_table('benefit_line', 'village_code', 'institution_id', true, true);
