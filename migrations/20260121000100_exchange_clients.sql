-- class: local
create table exchange_client (
  client_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null,
  department text not null check (char_length(department) between 2 and 100),
  purpose text not null check (char_length(purpose) between 4 and 300),
  key_hash bytea not null unique,
  key_end text not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  admitted_by text not null,
  admitted_name text not null,
  admitted_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  check ((ended_at is null) = (ended_by is null))
);
comment on table exchange_client is 'Another department that may verify certificates by key (FYP14 六(十七)). Of the key only its SHA-256 and its end are kept. valid_to is the last day it serves.';
create index on exchange_client (division_code, admitted_at desc);
grant select, insert, update on exchange_client to jiqiao_app;
call guard_table('exchange_client', 'division_code', null, false, true);

-- class: local
create table exchange_check (
  check_id uuid primary key,
  client_id uuid not null references exchange_client,
  division_code bigint not null,
  at timestamptz not null,
  via text not null check (via in ('interface', 'file')),
  number_mask text not null,
  number_index bytea not null,
  outcome text not null check (outcome in ('valid', 'withdrawn', 'not_found')),
  request_id text not null,
  asked_by text
);
comment on table exchange_check is 'One line for each number that a department had verified: masked, with the keyed index by which the same number is found again. asked_by: who gave the file in; null for the interface.';
create index on exchange_check (client_id, at desc, check_id);
grant select, insert on exchange_check to jiqiao_app;
call guard_table('exchange_check', 'division_code', null, false, true);
