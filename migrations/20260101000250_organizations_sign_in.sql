alter table line_access add column can_ask boolean not null default false;
comment on column line_access.can_ask is 'The line may have a yes or no to a comparison with this table, without seeing its rows.';
create function app_may_ask(name text) returns boolean language sql stable parallel safe as $$
  select app_line() = 'system' or coalesce((select can_ask from line_access where line = app_line() and table_name = name), false) $$;

-- Sign-in: the tables of the sign-in library with our names; `disabled` and `must_change` are ours.
-- class: local
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text not null unique check (username = lower(username)),
  display_username text,
  two_factor_enabled boolean not null default false,
  disabled boolean not null default false,
  must_change boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth_user is 'Who may sign in. email is a placeholder the sign-in library wants; no mail is sent to it.';

-- class: local
create table auth_session (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  unit_id text,
  on_behalf_of text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth_session is 'Signed-in browsers; unit_id and on_behalf_of are the post the person works in there.';
create index on auth_session (user_id);

-- class: local
create table auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_user on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth_account is 'How a person signs in: the argon2id hash of the password (provider credential), later an identity provider.';
create unique index on auth_account (provider_id, account_id);
create index on auth_account (user_id);

-- class: local
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth_verification is 'Open sign-ins that wait for the one-time code, and their number of tries.';
create index on auth_verification (identifier);

-- class: local
create table auth_two_factor (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
comment on table auth_two_factor is 'Secrets of one-time codes (RFC 6238), encrypted by the sign-in library.';
create unique index on auth_two_factor (user_id);

-- class: local
create table sign_in_failure (
  failure_id bigint generated always as identity primary key,
  username text not null,
  ip text not null,
  at timestamptz not null
);
comment on table sign_in_failure is 'Wrong passwords of the last hours, by name (known or not) and by address: the lockout counts them.';
create index on sign_in_failure (username, at);
create index on sign_in_failure (ip, at);

grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification, auth_two_factor, sign_in_failure to jiqiao_app;

-- Divisions whose poverty office keeps its register to itself (local setting register.kept): other lines there may ask, not read.
create function app_kept_areas() returns int8multirange language sql stable as $$
  select case when app_line() in ('poverty', 'village', 'audit', 'system') then '{}'::int8multirange
    else coalesce((select range_agg(int8range(s.division_code, s.division_code + case
        when s.division_code % 10000000000 = 0 then 10000000000 when s.division_code % 100000000 = 0 then 100000000
        when s.division_code % 1000000 = 0 then 1000000 when s.division_code % 1000 = 0 then 1000 else 1 end))
      from local_setting s where s.key = 'register.kept' and s.value = 'true'::jsonb
        and s.valid_from <= app_today() and (s.valid_to is null or app_today() < s.valid_to)), '{}'::int8multirange) end $$;
create policy kept_person_status on person_status as restrictive for select to jiqiao_app using (not village_code <@ (select app_kept_areas()));
create policy kept_household on household as restrictive for select to jiqiao_app using (not village_code <@ (select app_kept_areas()));
