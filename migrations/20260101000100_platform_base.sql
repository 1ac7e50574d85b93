-- Roles: the application's (owns nothing, cannot bypass row security) and the importer's (owns staging tables only).
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'jiqiao_app') then create role jiqiao_app nologin noinherit; end if;
  if not exists (select 1 from pg_roles where rolname = 'jiqiao_import') then create role jiqiao_import nologin noinherit; end if;
end $$;
do $$ begin execute format('grant jiqiao_app, jiqiao_import to %I', current_user); end $$;
do $$ begin execute format('revoke all on database %I from public', current_database()); execute format('grant connect, temporary on database %I to jiqiao_app, jiqiao_import', current_database()); end $$;
revoke create on schema public from public;
grant usage on schema public to jiqiao_app, jiqiao_import;

-- Who acts, as set for one transaction by the program. Each is read once per statement (init plan), never per row.
create function app_user_id() returns text language sql stable parallel safe as $$ select coalesce(current_setting('jiqiao.user_id', true), '') $$;
create function app_line() returns text language sql stable parallel safe as $$ select coalesce(nullif(current_setting('jiqiao.line', true), ''), 'public') $$;
create function app_unit() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('jiqiao.unit_id', true), '')::uuid $$;
create function app_institution() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('jiqiao.institution_id', true), '')::uuid $$;
create function app_today() returns date language sql stable parallel safe as $$ select coalesce(nullif(current_setting('jiqiao.today', true), '')::date, current_date) $$;
create function app_areas() returns int8multirange language sql stable parallel safe as $$ select coalesce(nullif(current_setting('jiqiao.areas', true), ''), '{}')::int8multirange $$;

-- class: reference
create table line_access (
  line text not null,
  table_name text not null,
  can_read boolean not null,
  can_write boolean not null,
  hidden_columns text[] not null default '{}',
  primary key (line, table_name)
);
comment on table line_access is 'The matrix department line × table × column: what each line may see and change. Loaded from organizations/access-matrix.ts, the one place it is written.';
grant select on line_access to jiqiao_app, jiqiao_import;

create function app_may_read(name text) returns boolean language sql stable parallel safe as $$
  select app_line() = 'system' or coalesce((select can_read from line_access where line = app_line() and table_name = name), false) $$;
create function app_may_write(name text) returns boolean language sql stable parallel safe as $$
  select app_line() = 'system' or coalesce((select can_write from line_access where line = app_line() and table_name = name), false) $$;

-- class: person
create table access_grant (
  person_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  valid_from date not null,
  valid_to date,
  granted_at timestamptz not null default now(),
  granted_by text not null,
  primary key (person_id, unit_id, reason, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table access_grant is 'Lets one unit see one person outside its area: where the person studies, trains, works, or is admitted from another city.';
create index on access_grant (unit_id, person_id);
grant select, insert, update on access_grant to jiqiao_app;
alter table access_grant enable row level security;
create policy access_grant_all on access_grant to jiqiao_app using (true) with check ((select app_line()) not in ('public'));

-- Row security of one shape for every table that holds people or cases. Row is visible when the line may read the table and
-- its area is the reader's, or it belongs to the reader's institution, or a grant names the reader's unit.
create procedure guard_table(t regclass, area_column text, institution_column text, grants boolean, writes boolean)
language plpgsql as $$
declare visible text;
begin
  visible := format('(%I <@ (select app_areas())', area_column);
  if institution_column is not null then visible := visible || format(' or %I = (select app_institution())', institution_column); end if;
  if grants then visible := visible || format(' or exists (select 1 from access_grant g where g.person_id = %s.person_id and g.unit_id = (select app_unit())
    and (select app_today()) >= g.valid_from and (g.valid_to is null or (select app_today()) < g.valid_to))', t); end if;
  visible := visible || ')';
  execute format('alter table %s enable row level security', t);
  execute format('create policy read_%s on %s for select to jiqiao_app using ((select app_may_read(%L)) and %s)', t, t, t::text, visible);
  if writes then
    execute format('create policy add_%s on %s for insert to jiqiao_app with check ((select app_may_write(%L)) and %s)', t, t, t::text, visible);
    execute format('create policy change_%s on %s for update to jiqiao_app using ((select app_may_write(%L)) and %s) with check ((select app_may_write(%L)))', t, t, t::text, visible, t::text);
  end if;
end $$;

-- class: local
create table audit_entry (
  entry_id uuid primary key,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  user_id text not null,
  user_name text not null,
  on_behalf_of text,
  unit_id uuid,
  request_id text not null,
  ip text,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  person_id uuid,
  division_code bigint,
  institution_id uuid,
  summary text not null,
  payload jsonb not null default '{}',
  payload_salt uuid not null default gen_random_uuid()
);
comment on table audit_entry is 'One row per change, written in the transaction of the change. payload may be erased: the seal holds only its salted hash.';
create index on audit_entry (subject_type, subject_id, at desc);
create index on audit_entry (person_id, at desc) where person_id is not null;
create index on audit_entry (unit_id, at desc);
grant select, insert on audit_entry to jiqiao_app;
alter table audit_entry enable row level security;
create policy audit_add on audit_entry for insert to jiqiao_app with check (true);
create policy audit_read on audit_entry for select to jiqiao_app using ((select app_line()) in ('system', 'audit') or unit_id = (select app_unit())
  or ((select app_may_read('audit_entry')) and division_code <@ (select app_areas())) or institution_id = (select app_institution()));

-- class: local
create table audit_seal (
  seq bigint primary key,
  entry_id uuid not null unique,
  entry_hash bytea not null,
  payload_hash bytea not null,
  chain_hash bytea not null,
  sealed_at timestamptz not null default now()
);
comment on table audit_seal is 'The chain over committed audit entries, written by one sealer: chain_hash = SHA-256(previous chain_hash, seq, entry_hash).';
-- class: local
create table audit_root (
  day date primary key,
  last_seq bigint not null,
  chain_hash bytea not null,
  published_at timestamptz not null default now()
);
comment on table audit_root is 'The daily public digest: anyone who kept it can prove that earlier decisions were not altered.';
grant select on audit_seal, audit_root to jiqiao_app;

-- class: local
create table read_log (
  at timestamptz not null default now(),
  user_id text not null,
  unit_id uuid,
  act text not null check (act in ('open_file', 'unmask', 'export', 'print')),
  person_id uuid,
  persons integer not null default 1,
  purpose text,
  detail jsonb not null default '{}'
);
comment on table read_log is 'Who read whose file; un-masking and exports are written at once, plain reads in batches.';
create index on read_log (person_id, at desc);
grant select, insert on read_log to jiqiao_app;

-- class: local
create table job (
  job_id uuid primary key,
  kind text not null,
  title text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  message text,
  error_code text,
  input jsonb not null default '{}',
  result jsonb,
  cancel_requested boolean not null default false,
  attempts integer not null default 0,
  requested_by text not null,
  unit_id uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz
);
comment on table job is 'Work that takes long, as its owner sees it: progress, cancel, retry. The queue itself is graphile_worker.';
create index on job (unit_id, created_at desc);
grant select, insert, update on job to jiqiao_app;
alter table job enable row level security;
create policy job_own on job to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit()) or requested_by = (select app_user_id()));

create function queue_job(task text, payload json, key text) returns void language sql security definer set search_path = graphile_worker, public, pg_temp as $$
  select graphile_worker.add_job(task, payload, job_key => key, max_attempts => 5) $$;
revoke all on function queue_job(text, json, text) from public;
grant execute on function queue_job(text, json, text) to jiqiao_app;

-- class: local
create table message (
  message_id uuid primary key,
  to_unit_id uuid,
  to_institution_id uuid,
  to_person_id uuid,
  kind text not null,
  title text not null,
  body text not null,
  link text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  read_at timestamptz,
  read_by text,
  check (to_unit_id is not null or to_person_id is not null or to_institution_id is not null)
);
comment on table message is 'The outbox: written in the transaction that gives the reason; units read theirs on the first screen, delivery to people comes later.';
create index on message (to_unit_id, created_at desc) where to_unit_id is not null;
create index on message (to_person_id, created_at desc) where to_person_id is not null;
grant select, insert, update on message to jiqiao_app;
alter table message enable row level security;
create policy message_add on message for insert to jiqiao_app with check ((select app_line()) <> 'public');
create policy message_read on message for select to jiqiao_app using ((select app_line()) = 'system' or to_unit_id = (select app_unit()) or to_institution_id = (select app_institution()) or to_person_id is not null);
create policy message_mark on message for update to jiqiao_app using (to_unit_id = (select app_unit()) or (select app_line()) = 'system');

-- class: local
create table stored_file (
  file_id uuid primary key,
  sha256 text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  purpose text not null,
  unit_id uuid,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
comment on table stored_file is 'What was uploaded or produced; the bytes lie in the data folder under their hash.';
grant select, insert on stored_file to jiqiao_app;
alter table stored_file enable row level security;
create policy file_own on stored_file to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit()) or uploaded_by = (select app_user_id()));

-- class: local
create table number_counter (
  scope text primary key,
  last bigint not null check (last >= 0)
);
comment on table number_counter is 'Numbers that must have no gaps come from a row here, taken in the transaction that uses the number.';
grant select, insert, update on number_counter to jiqiao_app;

-- class: local
create table local_setting (
  setting_id uuid primary key,
  division_code bigint not null,
  key text not null,
  value jsonb not null,
  legal_source text,
  reason text,
  valid_from date not null,
  valid_to date,
  set_by text not null,
  set_at timestamptz not null,
  unique (division_code, key, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table local_setting is 'What the documents leave to the locality (days per step, way of review …). No row means "not set"; nothing has a silent default.';
grant select, insert, update on local_setting to jiqiao_app;

-- class: local
create table installation (
  key text primary key,
  value jsonb not null
);
comment on table installation is 'What this installation is: the demonstration''s date, what was loaded when.';
grant select, insert, update on installation to jiqiao_app;
