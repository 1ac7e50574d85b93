-- Who is owed what, the claims that carry it, the files to the bank and what came back.

-- class: person
create table entitlement (
  person_id uuid not null,
  entitlement_id uuid not null,
  item text not null,
  period_key text not null,
  part smallint not null default 1 check (part between 1 and 24),
  title text not null,
  rule_key text,
  decision_id uuid,
  basis text not null,
  basis_id uuid not null,
  outcome text not null check (outcome in ('due', 'refused')),
  reasons text[] not null default '{}',
  fund text,
  amount_fen bigint not null check (amount_fen >= 0),
  payee text not null check (payee in ('household', 'student', 'school', 'training_provider', 'enterprise', 'appraisal_body')),
  institution_id uuid references institution,
  village_code bigint not null,
  cap_key text,
  cap_year integer,
  due_on date not null,
  flagged boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (person_id, entitlement_id)
);
comment on table entitlement is 'What a person, or the institution that served them, is owed for one item and period, from a decision; refused ones keep their reasons. Never deleted.';
create unique index entitlement_once on entitlement (person_id, item, period_key, part) where outcome = 'due' and withdrawn_at is null;
create index on entitlement (person_id, cap_key, cap_year) where outcome = 'due' and withdrawn_at is null;
create index on entitlement (village_code, item, due_on);
create index on entitlement (institution_id, item, due_on);
create unique index entitlement_refused_once on entitlement (person_id, item, period_key, part) where outcome = 'refused';
create index on entitlement (basis_id);
grant select, insert, update on entitlement to jiqiao_app;

-- class: person
create table payee_account (
  person_id uuid not null,
  account_id uuid not null,
  holder_name text not null,
  bank text not null,
  account bytea not null,
  holder_key text not null,
  account_index bytea not null,
  account_mask text not null,
  village_code bigint not null,
  institution_id uuid,
  valid_from date not null,
  valid_to date,
  refused_on date,
  refused_reason text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, account_id)
);
comment on table payee_account is 'The card account (一卡通) to which a person''s benefits go: of the person or of a member of the household. A bank that refuses it says why.';
create unique index payee_account_current on payee_account (person_id) where valid_to is null;
create index on payee_account (account_index);
grant select, insert, update on payee_account to jiqiao_app;

-- class: local
create table institution_account (
  account_id uuid primary key,
  institution_id uuid not null references institution,
  area_code bigint not null,
  holder_name text not null,
  bank text not null,
  account bytea not null,
  account_mask text not null,
  valid_from date not null,
  valid_to date,
  refused_on date,
  refused_reason text,
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table institution_account is 'The public account of a school, training institution or enterprise.';
create unique index institution_account_current on institution_account (institution_id) where valid_to is null;
grant select, insert, update on institution_account to jiqiao_app;

-- class: local
create table claim (
  claim_id uuid primary key,
  number text not null unique,
  item text not null,
  title text not null,
  division_code bigint not null,
  budget_id uuid not null references budget,
  source text not null,
  year integer not null,
  state text not null check (state in ('draft', 'submitted', 'checked', 'noticed', 'approved', 'closed', 'cancelled')),
  lines integer not null,
  held integer not null,
  total_fen bigint not null check (total_fen >= 0),
  prepared_by text not null,
  prepared_at timestamptz not null,
  checked_by text,
  approved_by text,
  notice_code text unique,
  notice_from date,
  notice_to date,
  version integer not null default 1,
  check (checked_by <> prepared_by),
  check (approved_by <> prepared_by and approved_by <> checked_by)
);
comment on table claim is 'A list of what is to be paid from one budget: 经办, 复核, 公示 where the locality sets one, 审批 — three persons; state is a cache of claim_event.';
create index on claim (division_code, prepared_at desc, claim_id);
create index on claim (budget_id);
grant select, insert, update on claim to jiqiao_app;

-- class: local
create table claim_event (
  claim_id uuid not null references claim,
  seq integer not null,
  action text not null,
  from_state text,
  to_state text not null,
  division_code bigint not null,
  user_id text not null,
  user_name text not null,
  unit_id uuid,
  reason text,
  at timestamptz not null,
  primary key (claim_id, seq)
);
comment on table claim_event is 'What happened to a claim; append-only.';
grant select, insert on claim_event to jiqiao_app;

-- class: person
create table claim_line (
  person_id uuid not null,
  line_id uuid not null,
  claim_id uuid not null,
  entitlement_id uuid not null,
  line_no integer not null,
  division_code bigint not null,
  village_code bigint not null,
  institution_id uuid,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('ready', 'held', 'dropped')),
  missing text[] not null default '{}',
  held_since date,
  payee_name text,
  payee_bank text,
  payee_account bytea,
  payee_mask text,
  dropped_reason text,
  primary key (person_id, line_id),
  check (state <> 'held' or (cardinality(missing) > 0 and held_since is not null)),
  check (state <> 'ready' or payee_account is not null)
);
comment on table claim_line is 'One entitlement in a claim: ready, or held with the legs of the check that are missing and since when. An entitlement is in one claim at a time.';
create unique index claim_line_once on claim_line (person_id, entitlement_id) where state <> 'dropped';
create index on claim_line (claim_id, line_no);
create index on claim_line (division_code, held_since) where state = 'held';
grant select, insert, update on claim_line to jiqiao_app;

-- class: local
create table notice_objection (
  objection_id uuid primary key,
  claim_id uuid not null references claim,
  division_code bigint not null,
  line_no integer,
  text text not null,
  contact text,
  received_at timestamptz not null,
  answer text,
  upheld boolean,
  answered_by text,
  answered_at timestamptz
);
comment on table notice_objection is 'What somebody said against a line while the claim was on public notice, and the office''s answer; an open one stops the approval.';
create index on notice_objection (claim_id);
grant select, insert, update on notice_objection to jiqiao_app;

-- class: local
create table bank_batch (
  batch_id uuid primary key,
  number text not null unique,
  claim_id uuid not null references claim,
  budget_id uuid not null references budget,
  division_code bigint not null,
  format text not null check (format in ('separated', 'fixed', 'pain001')),
  lines integer not null,
  total_fen bigint not null check (total_fen > 0),
  state text not null check (state in ('building', 'built', 'written', 'answered', 'closed')),
  sha256 text,
  built_by text not null,
  built_at timestamptz not null,
  written_at timestamptz,
  closed_at timestamptz
);
comment on table bank_batch is 'A payment file to the bank: its lines are frozen when it is built; written again it is the same file.';
create index on bank_batch (division_code, built_at desc, batch_id);
create index on bank_batch (claim_id);
grant select, insert, update on bank_batch to jiqiao_app;

-- class: person
create table bank_line (
  person_id uuid not null,
  batch_id uuid not null,
  line_no integer not null,
  line_id uuid not null,
  entitlement_id uuid not null,
  division_code bigint not null,
  village_code bigint not null,
  institution_id uuid,
  amount_fen bigint not null check (amount_fen > 0),
  payee_name text not null,
  payee_bank text not null,
  payee_account bytea not null,
  payee_mask text not null,
  outcome text not null default 'pending' check (outcome in ('pending', 'paid', 'failed')),
  failure text,
  answered_on date,
  primary key (person_id, batch_id, line_no)
);
comment on table bank_line is 'One payment as sent to the bank and what became of it. A claim line is on its way or paid once; a failed one may be sent again.';
create unique index bank_line_once on bank_line (person_id, line_id) where outcome <> 'failed';
create index on bank_line (batch_id, line_no);
grant select, insert, update on bank_line to jiqiao_app;

-- class: local
create table bank_return (
  return_id uuid primary key,
  batch_id uuid not null references bank_batch,
  division_code bigint not null,
  sha256 text not null,
  paid integer not null,
  failed integer not null,
  findings jsonb not null default '[]',
  read_by text not null,
  read_at timestamptz not null,
  unique (batch_id, sha256)
);
comment on table bank_return is 'A return file that was read: the same file read again changes nothing.';
grant select, insert on bank_return to jiqiao_app;

-- class: person
create table recovery (
  person_id uuid not null,
  recovery_id uuid not null,
  batch_id uuid not null,
  line_no integer not null,
  budget_id uuid not null,
  division_code bigint not null,
  village_code bigint not null,
  institution_id uuid,
  amount_fen bigint not null check (amount_fen > 0),
  recovered_fen bigint not null default 0 check (recovered_fen >= 0),
  state text not null check (state in ('opened', 'notified', 'recovered', 'stopped')),
  reason text not null,
  evidence text not null,
  due_on date,
  opened_by text not null,
  opened_at timestamptz not null,
  confirmed_by text,
  closed_at timestamptz,
  primary key (person_id, recovery_id),
  check (recovered_fen <= amount_fen),
  check (confirmed_by <> opened_by)
);
comment on table recovery is 'Money paid wrongly: why, how much, what has come back. Whoever opens it does not confirm it.';
create unique index recovery_open on recovery (person_id, batch_id, line_no) where state in ('opened', 'notified');
create index on recovery (division_code, opened_at desc);
grant select, insert, update on recovery to jiqiao_app;

-- class: person
create table fee_taken (
  person_id uuid not null,
  fee_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  item text not null,
  school_year text,
  term text check (term in ('1', '2')),
  basis_id uuid,
  amount_fen bigint not null check (amount_fen > 0),
  taken_on date not null,
  refunded_fen bigint not null default 0 check (refunded_fen >= 0),
  refunded_on date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, fee_id),
  check (refunded_fen <= amount_fen)
);
comment on table fee_taken is 'Money a school or institution took from a student or trainee, and what it gave back: the check of what was charged first and waived later.';
create index on fee_taken (institution_id, taken_on desc);
grant select, insert, update on fee_taken to jiqiao_app;

call guard_table('entitlement', 'village_code', 'institution_id', true, true);
call guard_table('payee_account', 'village_code', 'institution_id', true, true);
call guard_table('institution_account', 'area_code', 'institution_id', false, true);
call guard_table('claim', 'division_code', null, false, true);
call guard_table('claim_event', 'division_code', null, false, true);
call guard_table('claim_line', 'division_code', 'institution_id', true, true);
call guard_table('notice_objection', 'division_code', null, false, true);
call guard_table('bank_batch', 'division_code', null, false, true);
call guard_table('bank_line', 'division_code', 'institution_id', true, true);
call guard_table('bank_return', 'division_code', null, false, true);
call guard_table('recovery', 'division_code', 'institution_id', true, true);
call guard_table('fee_taken', 'village_code', 'institution_id', true, true);

-- What the humans behind these records are owed already, wherever they were listed: periods of an item, and how many count under a cap in a year.
-- `human` is one and the same for all records of a human.
create function owed_already(p_persons uuid[], p_item text, p_cap_key text, p_cap_year integer)
returns table (person_id uuid, human uuid, periods text[], capped integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, h.human,
    coalesce((select array_agg(distinct e.period_key || '/' || e.part) from entitlement e where e.person_id = any (h.ids) and e.item = p_item
      and e.outcome = 'due' and e.withdrawn_at is null), '{}'),
    coalesce((select count(distinct (e.item, e.period_key))::integer from entitlement e where e.person_id = any (h.ids) and e.cap_key = p_cap_key
      and e.cap_year = p_cap_year and e.outcome = 'due' and e.withdrawn_at is null), 0)
  from unnest(p_persons) a(person_id)
    cross join lateral (select array_agg(id) as ids, min(id::text)::uuid as human from same_human(a.person_id) s(id)) h
  where sees_person(a.person_id) $$;
revoke all on function owed_already(uuid[], text, text, integer) from public;
grant execute on function owed_already(uuid[], text, text, integer) to jiqiao_app;

-- What may be counted of money; the contract of report views.
create view report_posting with (security_invoker = true) as
  select p.posting_id as source_id, p.division_code, p.posted_on as counted_on, p.person_id, p.institution_id, p.amount_fen::numeric as quantity,
    p.kind, p.source, p.year, p.tier, p.debit, p.credit
  from posting p;
comment on view report_posting is 'Postings of the ledger, amounts in fen.';
create view report_payment with (security_invoker = true) as
  select b.line_id as source_id, b.village_code as division_code, b.answered_on as counted_on, b.person_id, b.institution_id, b.amount_fen::numeric as quantity,
    e.item, e.period_key, e.rule_key, e.payee, c.source, b.outcome, c.claim_id
  from bank_line b join entitlement e on e.person_id = b.person_id and e.entitlement_id = b.entitlement_id
    join bank_batch k on k.batch_id = b.batch_id join claim c on c.claim_id = k.claim_id
  where b.outcome = 'paid';
comment on view report_payment is 'What was paid for whom, amounts in fen.';
grant select on report_posting, report_payment to jiqiao_app;

-- What the room adds to a person's file.
create view timeline_funds with (security_invoker = true) as
  select b.person_id, b.answered_on::timestamp at time zone 'Asia/Shanghai' as at, 'funds.paid' as kind,
    '发放：' || e.title || ' ' || to_char(b.amount_fen / 100.0, 'FM999,999,990.00') || ' 元' as title, '/funds/claims/' || k.claim_id as link
  from bank_line b join entitlement e on e.person_id = b.person_id and e.entitlement_id = b.entitlement_id join bank_batch k on k.batch_id = b.batch_id
  where b.outcome = 'paid';
grant select on timeline_funds to jiqiao_app;
