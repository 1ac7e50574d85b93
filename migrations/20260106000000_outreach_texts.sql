-- class: local
create table outgoing_text (
  text_id uuid primary key,
  kind text not null check (kind in ('family_code', 'test')),
  division_code bigint not null,
  sent_to text not null,
  phone bytea,
  body bytea,
  state text not null check (state in ('waiting', 'sent', 'dead', 'expired', 'shown')),
  attempts integer not null default 0,
  last_error text,
  reference text,
  queued_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tried_at timestamptz,
  ended_at timestamptz,
  check (state <> 'sent' or (phone is null and body is null))
);
comment on table outgoing_text is 'The outbox of texts to telephones: what waits for the gateway, what it took, and what it did not (dead). sent_to is masked; telephone and text are encrypted and erased once the gateway has them or the text is of no more use. shown: a demonstration, whose texts leave nowhere.';
create index on outgoing_text (division_code, created_at desc);
create index on outgoing_text (expires_at) where body is not null;
grant select, insert, update on outgoing_text to jiqiao_app;
call guard_table('outgoing_text', 'division_code', null, false, true);
