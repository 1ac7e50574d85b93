-- The law as data. `policy load` adds rows and never changes one; the running product reads only these tables.

-- class: reference
create table policy_version (
  version_seq integer primary key check (version_seq > 0),
  content_hash text not null unique check (content_hash ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null,
  loaded_by text not null
);
comment on table policy_version is 'One state of the whole rules folder as it was loaded; the highest number is in use. What it holds is in policy_version_item.';

-- class: reference
create table policy_document (
  code text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  title_zh text not null,
  title_en text not null,
  numbers text[] not null,
  issuers text[] not null,
  jurisdiction text not null check (jurisdiction ~ '^\d{2}(\d{2}){0,2}$'),
  issued_on date not null,
  valid_from date not null,
  valid_to date,
  definition jsonb not null,
  primary key (code, hash),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table policy_document is 'A policy document as data; the official text is a file of the office that uses it, never here. valid_to is the last day it serves new cases.';

-- class: reference
create table policy_clause (
  code text not null,
  hash text not null,
  clause_id text not null,
  seq integer not null,
  place text not null,
  text_zh text not null,
  text_en text not null,
  primary key (code, hash, clause_id),
  unique (code, hash, place),
  foreign key (code, hash) references policy_document
);
comment on table policy_clause is 'The clauses of a document in our own words; rules and parameters cite them by place.';

-- class: reference
create table policy_parameter (
  key text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  label_zh text not null,
  label_en text not null,
  type text not null check (type in ('integer', 'yuan', 'boolean', 'code', 'codes', 'yearly_day')),
  unit text,
  levels text[] not null check (levels <@ array['nation', 'province', 'city', 'county']),
  definition jsonb not null,
  primary key (key, hash)
);
comment on table policy_parameter is 'A figure, list or switch of the law. Its dated values are in policy_parameter_value; without a value for a place and day it is NO_STANDARD.';

-- class: reference
create table policy_parameter_value (
  key text not null,
  hash text not null,
  jurisdiction text not null check (jurisdiction ~ '^\d{2}(\d{2}){0,2}$'),
  valid_from date not null,
  valid_to date,
  value jsonb not null,
  operator text not null check (operator in ('floor', 'cap', 'coverage', 'exact', 'about', 'best_effort')),
  status text not null check (status in ('stated', 'set_locally', 'inferred')),
  document text not null,
  clause text not null,
  note text,
  primary key (key, hash, jurisdiction, valid_from),
  foreign key (key, hash) references policy_parameter,
  check (valid_to is null or valid_to >= valid_from)
);
comment on table policy_parameter_value is 'A value from a day to a day (both included) for one place, with its legal source and how it binds.';

-- class: reference
create table policy_rule (
  key text not null,
  version integer not null check (version > 0),
  jurisdiction text not null check (jurisdiction ~ '^\d{2}(\d{2}){0,2}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('test', 'eligibility', 'benefit', 'deadline')),
  document text not null,
  clause text not null,
  valid_from date not null,
  valid_to date,
  obligations text[] not null,
  definition jsonb not null,
  primary key (key, version, jurisdiction),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table policy_rule is 'A version of a rule, exactly as its file was written. A version never changes: other words need another number.';

-- class: reference
create table policy_version_item (
  version_seq integer not null references policy_version,
  kind text not null check (kind in ('document', 'parameter', 'rule')),
  key text not null,
  hash text not null,
  primary key (version_seq, kind, hash)
);
comment on table policy_version_item is 'Which documents, parameters and rules belong to a loaded state.';

-- class: reference
create table policy_obligation (
  id text primary key,
  seq integer not null,
  document text not null,
  clause text not null,
  obligation text not null,
  gist text not null,
  force text not null check (force in ('must', 'prohibited', 'encourage', 'support', 'guide', 'explore', 'may', 'baseline', 'context', 'implied')),
  pattern text not null,
  capability text not null,
  acceptance text not null
);
comment on table policy_obligation is 'The ledger of duties; only must and prohibited can be overdue.';

-- class: person
create table policy_decision (
  person_id uuid not null,
  decision_id uuid not null,
  village_code bigint not null,
  institution_id uuid,
  rule_key text not null,
  rule_version integer not null check (rule_version > 0),
  rule_hash text not null,
  law_version integer not null,
  jurisdiction text not null,
  decided_for date not null,
  outcome text not null check (outcome in ('yes', 'no', 'unknown')),
  amount_fen bigint check (amount_fen >= 0),
  fails text[] not null,
  decision jsonb not null,
  explanation jsonb not null,
  known_at bigint,
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (person_id, decision_id),
  check (outcome = 'yes' or amount_fen is null)
);
comment on table policy_decision is 'What was decided, by which rule and parameter versions, on which facts, and why. Append-only: a new look at a case is a new row.';
create index on policy_decision (person_id, rule_key, decided_for, decided_at);
create index on policy_decision (village_code, rule_key, outcome);

grant select, insert on policy_version, policy_document, policy_clause, policy_parameter, policy_parameter_value, policy_rule, policy_version_item to jiqiao_app;
grant select, insert, update on policy_obligation to jiqiao_app;
grant select, insert on policy_decision to jiqiao_app;

-- The law is read by everyone and written by the operator's load alone.
do $$ declare t text; begin
  foreach t in array array['policy_version', 'policy_document', 'policy_clause', 'policy_parameter', 'policy_parameter_value', 'policy_rule', 'policy_version_item', 'policy_obligation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy read_%s on %I for select to jiqiao_app using (true)', t, t);
    execute format('create policy add_%s on %I for insert to jiqiao_app with check ((select app_line()) = ''system'')', t, t);
  end loop;
end $$;
create policy change_policy_obligation on policy_obligation for update to jiqiao_app using ((select app_line()) = 'system');

call guard_table('policy_decision', 'village_code', 'institution_id', true, true);
