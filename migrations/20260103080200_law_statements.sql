-- 贯彻落实: what a document asks every office of a level to carry out or to take into its plans, and what each has stated.

-- class: reference
create table law_call (
  key text primary key,
  seq integer not null,
  document text not null,
  obligation text not null,
  title_zh text not null,
  title_en text not null,
  level text not null check (level in ('province', 'city', 'county')),
  lines text[] not null check (lines <@ array['hr', 'poverty']),
  needs text[] not null check (needs <@ array['title', 'clause']),
  yearly boolean not null,
  recipients text[] not null default '{}'
);
comment on column law_call.recipients is 'Provinces (two digits) that the document names as those who receive; the others are asked to help or to carry it out.';
comment on table law_call is 'Calls of the documents on every office of a level: to carry the document out, or to take a matter into its own plan. Written by the operator''s load.';
grant select, insert, update on law_call to jiqiao_app;
alter table law_call enable row level security;
create policy read_law_call on law_call for select to jiqiao_app using (true);
create policy add_law_call on law_call for insert to jiqiao_app with check ((select app_line()) = 'system');
create policy change_law_call on law_call for update to jiqiao_app using ((select app_line()) = 'system');

-- class: local
create table law_statement (
  statement_id uuid primary key,
  call_key text not null references law_call,
  unit_id uuid not null references unit,
  unit_name text not null,
  division_code bigint not null,
  year integer not null,
  title text,
  number text,
  clause text,
  note text,
  stated_by text not null,
  stated_name text not null,
  stated_at timestamptz not null,
  seq bigint generated always as identity
);
comment on table law_statement is 'What an office stated about a call: that it carries it out, and in which of its own documents. Append-only; the last one holds.';
create index on law_statement (call_key, year, unit_id, seq desc);
create index on law_statement (division_code);
grant select, insert on law_statement to jiqiao_app;
call guard_table('law_statement', 'division_code', null, false, true);
