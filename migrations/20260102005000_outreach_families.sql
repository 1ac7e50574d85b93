-- class: local
create table public_attempt (
  kind text not null check (kind in ('case_number', 'address', 'slip')),
  key bytea not null,
  window_from timestamptz not null,
  asked integer not null,
  failed integer not null,
  locks integer not null default 0,
  locked_until timestamptz,
  primary key (kind, key)
);
comment on table public_attempt is 'How often something was asked about and how often in vain, by the keyed blind index of a number or address: what rate limits and lockouts of the public pages count. Nothing can be read back from it.';
grant select, insert, update, delete on public_attempt to jiqiao_app;
alter table public_attempt enable row level security;
create policy public_attempt_system on public_attempt to jiqiao_app using ((select app_line()) = 'system') with check ((select app_line()) = 'system');

-- class: local
create table spent_challenge (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);
comment on table spent_challenge is 'Proofs of work already used, until they would have expired anyway: none counts twice.';
create index on spent_challenge (expires_at);
grant select, insert, delete on spent_challenge to jiqiao_app;
alter table spent_challenge enable row level security;
create policy spent_challenge_system on spent_challenge to jiqiao_app using ((select app_line()) = 'system') with check ((select app_line()) = 'system');

-- class: local
create table household_slip (
  slip_id uuid primary key,
  household_id uuid not null,
  village_code bigint not null,
  code_index bytea not null unique,
  state text not null check (state in ('valid', 'replaced', 'withdrawn')),
  valid_until date not null,
  issued_by text not null,
  issued_by_name text not null,
  issued_at timestamptz not null,
  closed_at timestamptz,
  closed_by text
);
comment on table household_slip is '领取码: handed to a household by its village; only the code''s blind index is kept, so printing again makes a new code and the old one stops working.';
create unique index household_slip_one_valid on household_slip (household_id) where state = 'valid';
create index on household_slip (village_code, issued_at desc);
grant select, insert, update on household_slip to jiqiao_app;

-- class: local
create table family_code (
  code_id uuid primary key,
  slip_key bytea not null,
  household_id uuid,
  application_id uuid,
  person_id uuid,
  village_code bigint not null,
  code_hash bytea not null,
  attempts integer not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  session_hash bytea unique,
  session_until timestamptz,
  check (household_id is not null or application_id is not null)
);
comment on table family_code is 'One-time codes sent to the telephone on record, and the short session a right one opens; code and session are kept as keyed hashes only.';
create index on family_code (slip_key, sent_at desc);
grant select, insert, update on family_code to jiqiao_app;
alter table family_code enable row level security;
create policy family_code_system on family_code to jiqiao_app using ((select app_line()) = 'system') with check ((select app_line()) = 'system');

-- class: person
create table family_act (
  person_id uuid not null,
  act_id uuid not null,
  request_key uuid not null,
  number text not null,
  kind text not null check (kind in ('wish', 'choice', 'withdraw')),
  application_id uuid,
  application_number text,
  village_code bigint not null,
  person_name text not null,
  summary text not null,
  state text not null check (state in ('begun', 'done', 'refused')),
  refusal text,
  at timestamptz not null,
  verdict text check (verdict in ('confirmed', 'disputed')),
  verdict_note text,
  verdict_by text,
  verdict_by_name text,
  verdict_at timestamptz,
  primary key (person_id, act_id),
  unique (person_id, request_key)
);
comment on table family_act is 'What a family did on its phone, through the clerk''s own verbs: its receipt number, and what the village clerk said of it.';
create index on family_act (village_code, at desc);
create index on family_act (act_id);
grant select, insert, update on family_act to jiqiao_app;

call guard_table('household_slip', 'village_code', null, false, true);
call guard_table('family_act', 'village_code', null, false, true);

-- A wish may come from the family itself.
alter table wish drop constraint wish_source_check;
alter table wish add constraint wish_source_check check (source in ('entered', 'list', 'phone', 'family'));
