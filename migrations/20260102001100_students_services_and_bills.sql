-- class: person
create table service_offer (
  person_id uuid not null,
  offer_id uuid not null,
  status_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  kind text not null check (kind in ('work_study_post', 'job_recommendation')),
  school_year text not null,
  offered_on date not null,
  place text not null,
  post text not null,
  terms text,
  charged_fen bigint not null default 0 check (charged_fen = 0),
  answer text check (answer in ('accepted', 'declined')),
  answered_on date,
  answer_note text,
  offered_by text not null,
  offered_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (person_id, offer_id)
);
comment on table service_offer is 'A work-study post offered or a job recommended to a student, free of charge: the database takes no other sum (SD2017-3.4-07, -08).';
create index on service_offer (institution_id, kind, school_year);
create index on service_offer (person_id, status_id, kind, school_year) where withdrawn_at is null;
grant select, insert, update on service_offer to jiqiao_app;

-- class: local
create table school_fee (
  fee_id uuid primary key,
  institution_id uuid not null references institution,
  area_code bigint not null,
  school_year text not null,
  term text not null check (term in ('1', '2')),
  item text not null check (item in ('textbooks')),
  major text not null default '',
  amount_fen bigint not null check (amount_fen >= 0),
  stated_by text not null,
  stated_at timestamptz not null,
  superseded_at timestamptz
);
comment on table school_fee is 'What a school charges beside the fees of the catalogue: the list of textbooks of a term, for one major or (empty) for all others.';
create unique index school_fee_current on school_fee (institution_id, school_year, term, item, major) where superseded_at is null;
grant select, insert, update on school_fee to jiqiao_app;

-- class: person
create table fee_bill (
  person_id uuid not null,
  bill_id uuid not null,
  status_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  kind text not null check (kind in ('term', 'appraisal')),
  school_year text not null,
  term text check (term in ('1', '2')),
  number text not null,
  title text not null,
  on_date date not null,
  charged_fen bigint not null default 0,
  waived_fen bigint not null default 0,
  held_fen bigint not null default 0,
  fingerprint text not null default '',
  issued_by text not null,
  issued_at timestamptz not null,
  superseded_by uuid,
  primary key (person_id, bill_id)
);
comment on table fee_bill is 'Fee bill of a student for a term, or for an appraisal. A new one supersedes, never edits.';
create unique index fee_bill_current on fee_bill (person_id, status_id, school_year, term) where superseded_by is null and kind = 'term';
create index on fee_bill (institution_id, school_year, issued_at desc, bill_id);
grant select, insert, update on fee_bill to jiqiao_app;

-- class: person
create table fee_bill_line (
  person_id uuid not null,
  bill_id uuid not null,
  item text not null check (item in ('tuition', 'accommodation', 'textbooks', 'appraisal_fee', 'certificate_fee')),
  institution_id uuid not null references institution,
  village_code bigint not null,
  outcome text not null check (outcome in ('waived', 'charged', 'held', 'not_applicable', 'not_stated')),
  standard_fen bigint,
  charged_fen bigint not null default 0,
  waived_fen bigint not null default 0,
  held_fen bigint not null default 0,
  reason_code text,
  reason text not null,
  decision_id uuid,
  primary key (person_id, bill_id, item),
  check (standard_fen is null or charged_fen + waived_fen + held_fen = standard_fen)
);
comment on table fee_bill_line is 'One line per item, also where nothing is charged: what the standard is, what is charged, waived or held, and why.';
grant select, insert on fee_bill_line to jiqiao_app;

-- class: local
create table grant_batch (
  batch_id uuid primary key,
  institution_id uuid not null references institution,
  area_code bigint not null,
  number text not null,
  school_year text not null,
  term text not null check (term in ('1', '2')),
  persons integer not null,
  total_fen bigint not null,
  built_by text not null,
  built_at timestamptz not null
);
comment on table grant_batch is 'Students of a school who receive the national grant of a term, as one list (SD2017-3.4-09).';
create index on grant_batch (institution_id, built_at desc);
grant select, insert on grant_batch to jiqiao_app;

-- class: person
create table grant_line (
  person_id uuid not null,
  school_year text not null,
  term text not null check (term in ('1', '2')),
  batch_id uuid not null,
  status_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  amount_fen bigint not null check (amount_fen >= 0),
  line_id uuid not null,
  primary key (person_id, school_year, term)
);
comment on table grant_line is 'One grant per person and term: the key forbids a second.';
create index on grant_line (batch_id);
grant select, insert on grant_line to jiqiao_app;

-- class: local
create table payment_instruction (
  instruction_id uuid primary key,
  county_code bigint not null,
  number text not null,
  benefit text not null check (benefit in ('yulu')),
  school_year text not null,
  fund_source text not null,
  persons integer not null,
  total_fen bigint not null,
  given_by text not null,
  given_unit_id uuid not null,
  given_at timestamptz not null
);
comment on table payment_instruction is 'Which fund is to pay which granted lines: only the fund the rule names is accepted (SD2017-3.4-12).';
create index on payment_instruction (county_code, given_at desc);
grant select, insert on payment_instruction to jiqiao_app;

-- class: person
create table payment_instruction_line (
  person_id uuid not null,
  line_id uuid not null,
  instruction_id uuid not null,
  village_code bigint not null,
  amount_fen bigint not null check (amount_fen >= 0),
  primary key (person_id, line_id)
);
comment on table payment_instruction_line is 'A granted line is instructed once.';
create index on payment_instruction_line (instruction_id);
grant select, insert on payment_instruction_line to jiqiao_app;

call guard_table('service_offer', 'village_code', 'institution_id', true, true);
call guard_table('school_fee', 'area_code', 'institution_id', false, true);
call guard_table('fee_bill', 'village_code', 'institution_id', true, true);
call guard_table('fee_bill_line', 'village_code', 'institution_id', true, true);
call guard_table('grant_batch', 'area_code', 'institution_id', false, true);
call guard_table('grant_line', 'village_code', 'institution_id', true, true);
call guard_table('payment_instruction', 'county_code', null, false, true);
call guard_table('payment_instruction_line', 'village_code', null, true, true);
