-- The ledger of money: budgets by source, division and year; one posting is one row and balances by itself.

-- class: local
create table budget (
  budget_id uuid primary key,
  source text not null,
  division_code bigint not null,
  year integer not null,
  parent_id uuid references budget,
  planned_fen bigint not null default 0 check (planned_fen >= 0),
  allocated_fen bigint not null default 0 check (allocated_fen >= 0),
  committed_fen bigint not null default 0 check (committed_fen >= 0),
  sent_fen bigint not null default 0 check (sent_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  returned_fen bigint not null default 0 check (returned_fen >= 0),
  opened_by text not null,
  opened_at timestamptz not null,
  unique (source, division_code, year),
  check (allocated_fen + committed_fen + sent_fen + paid_fen <= planned_fen)
);
comment on table budget is 'Money of one source at one place in one year. The sums are caches of its postings, changed in the same transaction; the check forbids giving out more than there is. left = planned - allocated - committed - sent - paid; paid is net of what came back (returned).';
create index on budget (division_code, year);
create index on budget (parent_id) where parent_id is not null;
grant select, insert, update on budget to jiqiao_app;

-- class: local
create table posting (
  posting_id uuid primary key,
  idempotency_key text not null unique,
  kind text not null,
  debit_budget uuid references budget,
  debit text not null check (debit in ('available', 'committed', 'sent', 'paid', 'outside')),
  credit_budget uuid references budget,
  credit text not null check (credit in ('available', 'committed', 'sent', 'paid', 'outside')),
  amount_fen bigint not null check (amount_fen > 0),
  division_code bigint not null,
  source text not null,
  year integer not null,
  tier text,
  document_no text,
  claim_id uuid,
  batch_id uuid,
  subject_id uuid,
  person_id uuid,
  institution_id uuid,
  note text,
  posted_on date not null,
  posted_by text not null,
  posted_at timestamptz not null
);
comment on table posting is 'One movement of money: from the credited account to the debited one; an account is a budget and one of its states, or the world outside (tier says which). Append-only; the key makes a repetition harmless.';
create index on posting (debit_budget, posted_on);
create index on posting (credit_budget, posted_on);
create index on posting (division_code, posted_on desc, posting_id);
create index on posting (claim_id) where claim_id is not null;
grant select, insert on posting to jiqiao_app;

-- class: local
create table funding_gap (
  gap_id uuid primary key,
  division_code bigint not null,
  item text not null,
  source text not null,
  year integer not null,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  document_no text
);
comment on table funding_gap is 'A policy for which no funding decision stands: on the coordination list with finance until one is recorded (SD2017-3.1-05).';
create unique index funding_gap_open on funding_gap (division_code, item, source, year) where closed_at is null;
grant select, insert, update on funding_gap to jiqiao_app;

call guard_table('budget', 'division_code', null, false, true);
call guard_table('posting', 'division_code', 'institution_id', false, true);
call guard_table('funding_gap', 'division_code', null, false, true);
