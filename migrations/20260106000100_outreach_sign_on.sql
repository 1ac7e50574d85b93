-- A session is opened by a code to the telephone on record, or by single sign-on of somebody of the household.
alter table family_code add column proof text not null default 'message' check (proof in ('message', 'sign_on'));
alter table family_code alter column code_hash drop not null;
alter table family_code add constraint family_code_proved check ((proof = 'message') = (code_hash is not null));
comment on table family_code is 'The second proof of a family beside its code on paper (a one-time code sent to the telephone on record, or a single sign-on) and the short session it opens; code and session are kept as keyed hashes only.';

-- class: local
create table family_sign_on (
  sign_on_id uuid primary key,
  state_hash bytea not null unique,
  hold_hash bytea not null,
  secrets bytea not null,
  slip_key bytea not null,
  household_id uuid,
  application_id uuid,
  person_id uuid,
  village_code bigint not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  check (household_id is not null or application_id is not null)
);
comment on table family_sign_on is 'A single sign-on that a family has begun with its code on paper: bound to the browser that began it (hold), good once and for minutes; what is secret of it is hashed or encrypted.';
create index on family_sign_on (expires_at);
grant select, insert, update, delete on family_sign_on to jiqiao_app;
alter table family_sign_on enable row level security;
create policy family_sign_on_system on family_sign_on to jiqiao_app using ((select app_line()) = 'system') with check ((select app_line()) = 'system');

-- A family may choose a course and take the choice back.
alter table family_act drop constraint family_act_kind_check;
alter table family_act add constraint family_act_kind_check check (kind in ('wish', 'choice', 'withdraw', 'course', 'leave_course'));
