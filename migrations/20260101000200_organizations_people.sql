-- class: reference
create table division (
  code bigint not null,
  name text not null,
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township', 'village')),
  parent_code bigint,
  valid_from date not null,
  valid_to date,
  full_name text not null,
  primary key (code, valid_from)
);
comment on table division is 'Administrative divisions of all levels as 12-digit codes, dated; closed ones keep their history.';
create index on division (parent_code, code);
create index on division (name, level);
grant select on division to jiqiao_app, jiqiao_import;

-- class: reference
create table institution (
  institution_id uuid primary key,
  kind text not null check (kind in ('technical_school', 'training_institution', 'enterprise', 'donor', 'assessment_body')),
  name text not null,
  short_names text[] not null default '{}',
  grade text,
  affiliation text,
  location_code bigint not null,
  credit_code text,
  address text,
  phone text,
  valid_from date not null,
  valid_to date,
  unique (name, valid_from)
);
comment on table institution is 'Schools, training institutions, enterprises, donors, assessment bodies; scope goes by location, not by ownership (SD2017-3.3-03).';
create index on institution (location_code, kind, name);
grant select, insert, update on institution to jiqiao_app;

-- class: reference
create table unit (
  unit_id uuid primary key,
  level text not null check (level in ('village', 'township', 'county', 'city', 'province', 'nation', 'institution')),
  line text not null check (line in ('village', 'hr', 'poverty', 'education', 'civil_affairs', 'finance', 'audit', 'school', 'institution', 'system')),
  name text not null,
  division_code bigint,
  institution_id uuid references institution,
  reporting_parent uuid references unit,
  phone text,
  valid_from date not null,
  valid_to date,
  unique (name, valid_from)
);
comment on table unit is 'An office: level and department line give its place, unit_area its scope, reporting_parent where it reports (not always the division above).';
create index on unit (division_code, line);
create index on unit (institution_id);
grant select, insert, update on unit to jiqiao_app;

-- class: reference
create table unit_area (
  unit_id uuid not null references unit,
  lo bigint not null,
  hi bigint not null,
  valid_from date not null,
  valid_to date,
  primary key (unit_id, lo, valid_from),
  check (lo < hi)
);
comment on table unit_area is 'What a unit answers for: half-open ranges of 12-digit codes, dated.';
grant select, insert, update on unit_area to jiqiao_app;

-- class: reference
create table unit_name (
  unit_id uuid not null references unit,
  name text not null,
  valid_from date not null,
  valid_to date,
  primary key (unit_id, valid_from)
);
comment on table unit_name is 'Dated names: 扶贫办 → 乡村振兴局 → 农业农村局. Old records keep the old name.';
grant select, insert, update on unit_name to jiqiao_app;

-- class: local
create table role_assignment (
  user_id text not null,
  unit_id uuid not null references unit,
  role text not null,
  valid_from date not null,
  valid_to date,
  assigned_by text not null,
  assigned_at timestamptz not null default now(),
  primary key (user_id, unit_id, role, valid_from)
);
comment on table role_assignment is 'Which role a person holds at which unit, from when to when. Roles and their permissions are in organizations/roles.ts.';
create index on role_assignment (unit_id);
grant select, insert, update on role_assignment to jiqiao_app;

-- class: local
create table delegation (
  delegation_id uuid primary key,
  from_user text not null,
  to_user text not null,
  unit_id uuid not null references unit,
  kind text not null check (kind in ('stand_in', 'hand_over')),
  valid_from date not null,
  valid_to date,
  reason text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  check (from_user <> to_user),
  check (kind = 'hand_over' or valid_to is not null)
);
comment on table delegation is 'AB角 (stand_in, with an end) and hand-over of an office (hand_over): named, dated acts.';
grant select, insert, update on delegation to jiqiao_app;

-- class: local
create table source_list (
  list_id uuid primary key,
  kind text not null check (kind in ('assisted_register', 'wishes', 'annex2', 'catalogue', 'students', 'training_roster')),
  sender_unit_id uuid not null,
  sender_name text not null,
  area_lo bigint not null,
  area_hi bigint not null,
  coverage text not null check (coverage in ('complete', 'supplement')),
  list_date date not null,
  file_id uuid,
  file_name text not null,
  sha256 text not null,
  state text not null default 'received' check (state in ('received', 'checking', 'checked', 'publishing', 'published', 'cancelled', 'refused', 'failed')),
  refusal_code text,
  refusal_message text,
  rows bigint not null default 0,
  accepted bigint not null default 0,
  corrected bigint not null default 0,
  review bigint not null default 0,
  refused bigint not null default 0,
  skipped bigint not null default 0,
  persons_new bigint not null default 0,
  persons_changed bigint not null default 0,
  persons_unchanged bigint not null default 0,
  no_longer_listed bigint not null default 0,
  publication_seq bigint unique,
  previous_list_id uuid,
  job_id uuid,
  received_at timestamptz not null,
  published_at timestamptz,
  marked_file_id uuid
);
comment on table source_list is 'Every list that came in: sender, date, hash, coverage, and what became of its rows. publication_seq numbers knowledge: rows known from a list carry it.';
create sequence publication_seq;
create index on source_list (kind, area_lo, list_date desc);
grant usage on sequence publication_seq to jiqiao_app;
grant select, insert, update on source_list to jiqiao_app;
alter table source_list enable row level security;
create policy source_list_read on source_list to jiqiao_app using ((select app_line()) = 'system' or sender_unit_id = (select app_unit())
  or int8range(area_lo, area_hi) && (select app_areas()));

-- class: local
create table import_problem (
  list_id uuid not null references source_list,
  seq integer not null,
  sheet text not null,
  row integer not null,
  column_name text,
  field text,
  code text not null,
  decision text not null check (decision in ('auto', 'review', 'refuse', 'skip', 'note')),
  message text not null,
  was bytea,
  now bytea,
  person_id uuid,
  resolution text check (resolution in ('accepted', 'corrected', 'dismissed')),
  resolved_by text,
  resolved_at timestamptz,
  resolution_note text,
  primary key (list_id, seq)
);
comment on table import_problem is 'What was found in a list, cell by cell; was and now are encrypted because they may hold numbers.';
create index on import_problem (list_id, code, row);
create index on import_problem (list_id, decision, row);
grant select, insert, update, delete on import_problem to jiqiao_app;
alter table import_problem enable row level security;
create policy import_problem_all on import_problem to jiqiao_app using (exists (select 1 from source_list s where s.list_id = import_problem.list_id));

-- class: local
create table household (
  household_id uuid primary key,
  household_no text,
  village_code bigint not null,
  head_name text,
  created_seq bigint not null,
  ended_on date
);
comment on table household is 'A registered household; who belongs to it when is in person_status.';
create unique index on household (household_no) where household_no is not null;
create index on household (village_code, household_id);
grant select, insert, update on household to jiqiao_app;

-- class: person
create table person (
  person_id uuid primary key,
  source text not null check (source in ('assisted_register', 'annex2', 'students', 'training_roster', 'entered')),
  name text not null,
  name_key text not null,
  name_sort text not null,
  sex text check (sex in ('男', '女')),
  ethnic text,
  birth date,
  id_kind text,
  id_state text not null check (id_state in ('valid', 'doubtful', 'missing')),
  id_number bytea,
  id_index bytea,
  id_tail_index bytea,
  id_mask text,
  phone bytea,
  phone_index bytea,
  phone_mask text,
  address bytea,
  village_code bigint not null,
  household_id uuid,
  created_seq bigint not null,
  version integer not null default 1
);
comment on table person is 'A record of a human as one source gave it; never merged, linked by identity_link. Number, phone and address are encrypted; *_index are keyed blind indexes.';
create index on person (village_code, name_sort, person_id);
create index on person (id_index) where id_index is not null;
create index on person (id_tail_index, village_code) where id_tail_index is not null;
create index on person (household_id);
grant select, insert, update on person to jiqiao_app;

-- class: person
create table person_status (
  person_id uuid not null,
  status_id uuid not null,
  household_id uuid not null,
  village_code bigint not null,
  relation text,
  household_types text[] not null default '{}',
  identified_on date,
  exited_on date,
  risk_cleared boolean,
  education text,
  in_school text,
  health text,
  labour_skill text,
  veteran boolean,
  residence text,
  note text,
  doubtful_fields text[] not null default '{}',
  valid_from date not null,
  valid_to date,
  known_from bigint not null,
  known_to bigint,
  list_id uuid not null,
  list_row integer not null,
  primary key (person_id, status_id)
);
comment on table person_status is 'What a list said of a person, on two clocks: true from valid_from to valid_to, known from publication known_from until known_to. Never updated but to close it.';
create index on person_status (village_code, person_id) where known_to is null and valid_to is null;
create index on person_status (household_id) where known_to is null;
create index on person_status (list_id);
grant select, insert, update on person_status to jiqiao_app;

-- class: person
create table person_token (
  person_id uuid not null,
  token bigint not null,
  village_code bigint not null,
  primary key (person_id, token)
);
comment on table person_token is 'Name search by equality: keyed hashes of character runs, pinyin and initials.';
create index on person_token (token, village_code, person_id);
grant select, insert, delete on person_token to jiqiao_app;

-- class: person
create table person_event (
  person_id uuid not null,
  event_id uuid not null,
  kind text not null check (kind in ('household_split', 'household_merged', 'moved', 'died', 'married_in', 'no_longer_listed', 'relisted', 'number_corrected')),
  on_date date not null,
  village_code bigint not null,
  from_household_id uuid,
  to_household_id uuid,
  reason text not null,
  evidence_file_id uuid,
  known_from bigint not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, event_id)
);
comment on table person_event is '分户, 并户, 迁移, 死亡, 婚入 and the like: events, never edits.';
grant select, insert on person_event to jiqiao_app;

-- class: person
create table identity_link (
  person_id uuid not null,
  link_id uuid not null,
  canonical_id uuid not null,
  valid boolean not null,
  certainty text not null check (certainty in ('proved', 'inferred')),
  rule text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (person_id, link_id)
);
comment on table identity_link is 'Records found to be one human; append-only, a wrong link is undone by a new row with valid = false.';
create index on identity_link (canonical_id);
grant select, insert on identity_link to jiqiao_app;

-- class: person
create table wish (
  person_id uuid not null,
  wish_id uuid not null,
  village_code bigint not null,
  year integer not null,
  study boolean,
  train boolean,
  trade text,
  refusal_reason text,
  asked_by text not null,
  asked_on date not null,
  source text not null check (source in ('entered', 'list', 'phone')),
  list_id uuid,
  evidence_file_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null,
  handover_id uuid,
  primary key (person_id, wish_id)
);
comment on table wish is 'What a person wishes this year: study, training, both, neither (SD2017-2-07). Append-only; the answer of the latest asked_on counts.';
create index on wish (village_code, year, asked_on desc);
create index on wish (person_id, year, asked_on desc);
grant select, insert, update on wish to jiqiao_app;

-- class: local
create table wish_handover (
  handover_id uuid primary key,
  county_code bigint not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  persons integer not null,
  sent_at timestamptz not null,
  sent_by text not null,
  received_at timestamptz,
  received_by text
);
comment on table wish_handover is 'Lists of wishes passed from the poverty line to the HR line, with the receipt (SD2017-3.1-08).';
create index on wish_handover (to_unit_id, sent_at desc);
grant select, insert, update on wish_handover to jiqiao_app;

-- class: local
create table task (
  task_id uuid primary key,
  kind text not null,
  unit_id uuid,
  division_code bigint not null,
  person_id uuid,
  title text not null,
  detail jsonb not null default '{}',
  dedupe_key text unique,
  state text not null default 'open' check (state in ('open', 'done', 'dismissed')),
  due_on date,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  outcome text
);
comment on table task is 'Something a person must look at: no longer listed, doubtful pair, number to correct …; closed with an outcome, never deleted.';
create index on task (division_code, state, kind, created_at);
grant select, insert, update on task to jiqiao_app;

call guard_table('household', 'village_code', null, false, true);
call guard_table('person', 'village_code', null, true, true);
call guard_table('person_status', 'village_code', null, true, true);
call guard_table('person_token', 'village_code', null, false, true);
create policy drop_person_token on person_token for delete to jiqiao_app using ((select app_may_write('person_token')) and village_code <@ (select app_areas()));
call guard_table('person_event', 'village_code', null, true, true);
call guard_table('wish', 'village_code', null, true, true);
call guard_table('task', 'division_code', null, false, true);
alter table identity_link enable row level security;
create policy identity_link_all on identity_link to jiqiao_app using (exists (select 1 from person p where p.person_id = identity_link.person_id)) with check ((select app_may_write('identity_link')));

-- Staging: filled by COPY as the import role (row security forbids COPY), published by one INSERT … SELECT per table.
create unlogged table staging_person (
  list_id uuid not null,
  list_row integer not null,
  person_id uuid not null,
  household_no text,
  household_id uuid not null,
  head_name text,
  village_code bigint not null,
  name text not null,
  name_key text not null,
  name_sort text not null,
  sex text,
  ethnic text,
  birth date,
  id_kind text,
  id_state text not null,
  id_number bytea,
  id_index bytea,
  id_tail_index bytea,
  id_mask text,
  phone bytea,
  phone_index bytea,
  phone_mask text,
  address bytea,
  relation text,
  household_types text[] not null,
  identified_on date,
  exited_on date,
  risk_cleared boolean,
  education text,
  in_school text,
  health text,
  labour_skill text,
  veteran boolean,
  residence text,
  note text,
  doubtful_fields text[] not null,
  tokens bigint[] not null
);
comment on table staging_person is 'class: staging. Rows of a list between reading and publication; emptied by the publication or the next start.';
grant select, insert, delete, update on staging_person to jiqiao_import;
grant select, delete, update on staging_person to jiqiao_app;
create index on staging_person (list_id);
