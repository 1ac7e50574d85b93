-- 精准比对: a run of a list against the register is an artefact: what went in, by which parameters, what each row came to and why.

-- class: local
create table match_run (
  run_id uuid primary key,
  unit_id uuid not null,
  unit_name text not null,
  area_code bigint not null,
  source text not null check (source in ('students', 'training_roster', 'upload')),
  institution_id uuid references institution,
  file_id uuid,
  title text not null,
  as_of date not null,
  known_at bigint,
  profile text not null check (profile in ('strict', 'wide')),
  parameters jsonb not null,
  parameters_hash text not null,
  state text not null default 'queued' check (state in ('queued', 'done')),
  job_id uuid,
  previous_run uuid references match_run,
  queries_date date,
  register_date date,
  queries_hash text,
  register_hash text,
  register_rows integer,
  rows integer,
  changed integer,
  carried integer,
  counts jsonb,
  created_by text not null,
  created_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
comment on table match_run is 'One comparison of a list with the register: inputs by hash, the register as of a day and known at a publication, frozen parameters, counts. queries_date and register_date are the days of the two lists. changed = rows that are new or other than in previous_run; carried = decisions of persons taken over from it.';
create index on match_run (area_code, created_at desc);
create index on match_run (source, institution_id, created_at desc);
grant select, insert, update on match_run to jiqiao_app;
call guard_table('match_run', 'area_code', null, false, true);

-- class: local
create table match_result (
  run_id uuid not null references match_run,
  row_no integer not null,
  area_code bigint not null,
  record_person_id uuid,
  row_hash text not null,
  name text,
  sex text,
  id_mask text,
  phone_mask text,
  school text,
  note text,
  zone text not null check (zone in ('auto', 'review', 'none')),
  grade text not null check (grade in ('', 'proved', 'inferred')),
  rule text not null,
  reason text not null,
  register_person_id uuid,
  candidates uuid[] not null default '{}',
  conflicts text[] not null default '{}',
  decision text check (decision in ('accepted', 'rejected', 'asked')),
  chosen_person_id uuid,
  stale boolean not null default false,
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  decision_note text,
  task_id uuid,
  primary key (run_id, row_no),
  check (decision <> 'accepted' or chosen_person_id is not null)
);
comment on table match_result is 'What one row of a run came to, with its reason. zone and rule are the engine''s and never change; decision is a person''s. stale: decided on an earlier list whose row or register entry has changed since; to be looked at again.';
create index on match_result (run_id, zone, row_no);
create index on match_result (run_id, rule, row_no);
create index on match_result (run_id, row_no) where cardinality(conflicts) > 0;
create index on match_result (register_person_id) where register_person_id is not null;
grant select, insert, update on match_result to jiqiao_app;
call guard_table('match_result', 'area_code', null, false, true);
