-- class: reference
create table register_definition (
  key text not null,
  version integer not null check (version > 0),
  hash text not null,
  document text not null,
  clause text not null,
  obligations text[] not null default '{}',
  definition jsonb not null,
  loaded_at timestamptz not null,
  primary key (key, version)
);
comment on table register_definition is 'Declared registers (registers/*.yaml), every version kept as it was loaded and never changed; the newest one of a key is in use.';
grant select, insert on register_definition to jiqiao_app;
alter table register_definition enable row level security;
create policy register_definition_read on register_definition for select to jiqiao_app using (true);
create policy register_definition_add on register_definition for insert to jiqiao_app with check ((select app_line()) = 'system');

-- class: local
create table register_record (
  record_id uuid primary key,
  register text not null,
  definition_version integer not null,
  division_code bigint not null,
  institution_id uuid references institution,
  unit_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'returned', 'accepted', 'refused', 'withdrawn', 'revoked')),
  stage text,
  version integer not null default 1 check (version > 0),
  title text not null,
  data jsonb not null,
  pending jsonb,
  shared boolean not null default false,
  unique_key text,
  counted_on date,
  accepted_on date,
  ended_on date,
  quantity numeric not null default 1,
  person_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
comment on table register_record is 'One record of a declared register: where it belongs, who keeps it, its state and stage, and its fields as the definition of that version names them. pending holds a change of an accepted record that waits for review; shared records are read by every office.';
create index on register_record (register, division_code, record_id);
create index on register_record (register, institution_id) where institution_id is not null;
create index on register_record (register, state, division_code) where state = 'submitted' or pending is not null;
create index on register_record (register) where shared;
create unique index register_record_once on register_record (register, unique_key) where unique_key is not null and state not in ('withdrawn', 'refused', 'revoked');
grant select, insert, update on register_record to jiqiao_app;
alter table register_record enable row level security;
create policy read_register_record on register_record for select to jiqiao_app
  using ((select app_may_read('register_record')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution()) or shared));
create policy add_register_record on register_record for insert to jiqiao_app
  with check ((select app_may_write('register_record')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy change_register_record on register_record for update to jiqiao_app
  using ((select app_may_write('register_record')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution())))
  with check ((select app_may_write('register_record')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution())));

-- class: local
create table register_value (
  record_id uuid not null references register_record,
  field text not null,
  value text not null,
  register text not null,
  division_code bigint not null,
  institution_id uuid,
  shared boolean not null default false,
  primary key (record_id, field, value)
);
comment on table register_value is 'Values a list is filtered by, and the words of titles (field #word), for equality: operators on jsonb and LIKE cannot use an index behind row security. Rewritten with the record.';
create index on register_value (register, field, value, division_code, record_id);
grant select, insert, delete on register_value to jiqiao_app;
alter table register_value enable row level security;
create policy read_register_value on register_value for select to jiqiao_app
  using ((select app_may_read('register_value')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution()) or shared));
create policy add_register_value on register_value for insert to jiqiao_app
  with check ((select app_may_write('register_value')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy forget_register_value on register_value for delete to jiqiao_app
  using ((select app_may_write('register_value')) and (division_code <@ (select app_areas()) or institution_id = (select app_institution())));

-- class: local
create table register_event (
  record_id uuid not null references register_record,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  stage text,
  by_user text not null,
  by_name text not null,
  unit_name text not null,
  reason text,
  before jsonb,
  after jsonb,
  division_code bigint not null,
  institution_id uuid,
  primary key (record_id, seq)
);
comment on table register_event is 'What happened to a record: every act with its reason, and every change with the fields before and after.';
grant select, insert on register_event to jiqiao_app;
call guard_table('register_event', 'division_code', 'institution_id', false, true);

-- class: local
create table register_public (
  record_id uuid primary key references register_record,
  register text not null,
  division_code bigint not null,
  title text not null,
  published_on date not null,
  data jsonb not null
);
comment on table register_public is 'What the public may read of a register: the public fields of accepted records and nothing else. A record that is withdrawn, or whose consent is, leaves at once.';
create index on register_public (register, published_on desc, record_id);
grant select, insert, update, delete on register_public to jiqiao_app;
alter table register_public enable row level security;
create policy register_public_read on register_public for select to jiqiao_app using (true);
create policy register_public_add on register_public for insert to jiqiao_app with check (exists (select 1 from register_record r where r.record_id = register_public.record_id));
create policy register_public_change on register_public for update to jiqiao_app
  using (exists (select 1 from register_record r where r.record_id = register_public.record_id));
create policy register_public_forget on register_public for delete to jiqiao_app
  using (exists (select 1 from register_record r where r.record_id = register_public.record_id));

create view report_register_record with (security_invoker = true) as
  select record_id as source_id, division_code, counted_on, person_id, institution_id, quantity, register, state, data, stage, title, accepted_on, ended_on
  from register_record where accepted_on is not null;
comment on view report_register_record is 'Records that were accepted, for counting; those no longer valid say so by state and ended_on.';
grant select on report_register_record to jiqiao_app;
