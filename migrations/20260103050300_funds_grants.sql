-- Money that is not a person's entitlement: donors, projects in scope, grants and their use, gifts in kind, schools' own books.

-- class: local
create table funds_project (
  project_id uuid primary key,
  division_code bigint not null,
  title text not null,
  included_on date not null,
  excluded_on date,
  decided_by text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table funds_project is 'A special-ability project in the scope of government-subsidised training from a day on (N2021 四(三)), for a place and all below it.';
create index on funds_project (division_code, title);
grant select, insert, update on funds_project to jiqiao_app;
alter table funds_project enable row level security;
create policy funds_project_read on funds_project for select to jiqiao_app using ((select app_line()) <> 'public');
create policy funds_project_add on funds_project for insert to jiqiao_app with check ((select app_may_write('budget')) and division_code <@ (select app_areas()));
create policy funds_project_change on funds_project for update to jiqiao_app using ((select app_may_write('budget')) and division_code <@ (select app_areas()));

-- class: local
create table donor_pledge (
  pledge_id uuid primary key,
  division_code bigint not null,
  donor text not null,
  institution_id uuid references institution,
  year integer not null,
  purpose text not null,
  amount_fen bigint not null check (amount_fen > 0),
  received_fen bigint not null default 0 check (received_fen >= 0),
  pledged_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check (received_fen <= amount_fen)
);
comment on table donor_pledge is 'What an enterprise, organisation or person promised to give for study aid, and what has come in; the money itself is in the budget of donations.';
create index on donor_pledge (division_code, year);
grant select, insert, update on donor_pledge to jiqiao_app;

-- class: local
create table donor_round (
  round_id uuid primary key,
  pledge_id uuid not null references donor_pledge,
  division_code bigint not null,
  title text not null,
  places integer not null check (places > 0),
  award_fen bigint not null check (award_fen > 0),
  criteria text not null,
  state text not null default 'open' check (state in ('open', 'awarded')),
  opened_by text not null,
  opened_at timestamptz not null,
  awarded_by text,
  awarded_at timestamptz
);
comment on table donor_round is 'Scholarships of a donor: so many awards of so much, by the donor''s criteria.';
create index on donor_round (division_code, opened_at desc);
grant select, insert, update on donor_round to jiqiao_app;

-- class: person
create table donor_nominee (
  person_id uuid not null,
  round_id uuid not null,
  status_id uuid not null,
  institution_id uuid references institution,
  division_code bigint not null,
  village_code bigint not null,
  score numeric(6, 2) not null,
  reason text not null,
  place integer,
  outcome text check (outcome in ('awarded', 'reserve', 'not_eligible')),
  nominated_by text not null,
  nominated_at timestamptz not null,
  primary key (person_id, round_id)
);
comment on table donor_nominee is 'Who was nominated for a donor''s award, the score by the criteria, and what came of it.';
create index on donor_nominee (round_id, place);
grant select, insert, update on donor_nominee to jiqiao_app;

-- class: local
create table capital_input (
  input_id uuid primary key,
  division_code bigint not null,
  helper text not null,
  helper_code bigint,
  institution_id uuid not null references institution,
  year integer not null,
  purpose text not null check (purpose in ('equipment', 'building', 'conditions', 'other')),
  amount_fen bigint not null check (amount_fen > 0),
  given_on date not null,
  accepted_on date,
  accepted_by text,
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table capital_input is 'Capital that helping provinces, cities and enterprises put into a school, in money or in kind; a gift in kind counts once the school has accepted it, asset by asset.';
create index on capital_input (division_code, year);
create index on capital_input (institution_id, year);
grant select, insert, update on capital_input to jiqiao_app;

-- class: local
create table capital_asset (
  input_id uuid not null references capital_input,
  asset_no integer not null,
  division_code bigint not null,
  institution_id uuid not null,
  name text not null,
  value_fen bigint not null check (value_fen >= 0),
  primary key (input_id, asset_no)
);
comment on table capital_asset is 'One thing of a gift in kind, as the school took it over.';
grant select, insert on capital_asset to jiqiao_app;

-- class: local
create table project_grant (
  grant_id uuid primary key,
  kind text not null,
  division_code bigint not null,
  institution_id uuid not null references institution,
  year integer not null,
  title text not null,
  amount_fen bigint not null check (amount_fen > 0),
  spent_fen bigint not null default 0 check (spent_fen >= 0),
  budget_id uuid references budget,
  given_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check (spent_fen <= amount_fen)
);
comment on table project_grant is 'Money given to an institution for a purpose (studios, apprenticeship) and what of it was spent.';
create index on project_grant (division_code, kind, year);
create index on project_grant (institution_id, kind, year);
grant select, insert, update on project_grant to jiqiao_app;

-- class: local
create table grant_use (
  grant_id uuid not null references project_grant,
  use_no integer not null,
  division_code bigint not null,
  institution_id uuid not null,
  code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  spent_on date not null,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (grant_id, use_no)
);
comment on table grant_use is 'What a grant was spent on, by the uses its kind allows.';
grant select, insert on grant_use to jiqiao_app;

-- class: local
create table school_book (
  institution_id uuid not null references institution,
  year integer not null,
  division_code bigint not null,
  income_fen bigint not null check (income_fen >= 0),
  share_percent numeric(5, 2),
  booked_fen bigint,
  decision jsonb,
  closed_by text,
  closed_at timestamptz,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (institution_id, year)
);
comment on table school_book is 'Training income of a school in a year and the share of it that goes into its public funds when the books are closed.';
grant select, insert, update on school_book to jiqiao_app;

-- class: local
create table performance_total (
  total_id uuid primary key,
  institution_id uuid not null references institution,
  division_code bigint not null,
  year integer not null,
  load_person_times integer not null check (load_person_times >= 0),
  threshold integer not null,
  old_fen bigint not null check (old_fen >= 0),
  asked_fen bigint not null,
  new_fen bigint,
  state text not null check (state in ('asked', 'agreed', 'refused')),
  asked_by text not null,
  asked_on date not null,
  decided_by text,
  decided_on date,
  reason text,
  check (decided_by <> asked_by)
);
comment on table performance_total is '核增绩效工资总量: the training load, the total asked for and the decision, with the old and the new total.';
create index on performance_total (division_code, year);
create index on performance_total (institution_id, year);
grant select, insert, update on performance_total to jiqiao_app;

-- class: local
create table distribution_rule (
  rule_id uuid primary key,
  institution_id uuid not null references institution,
  division_code bigint not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  file_id uuid,
  filed_by text not null,
  filed_at timestamptz not null
);
comment on table distribution_rule is '绩效分配办法: which rule a school distributes its performance pay by, from when to when.';
create index on distribution_rule (institution_id, valid_from);
grant select, insert, update on distribution_rule to jiqiao_app;

call guard_table('donor_pledge', 'division_code', 'institution_id', false, true);
call guard_table('donor_round', 'division_code', null, false, true);
call guard_table('donor_nominee', 'division_code', 'institution_id', true, true);
call guard_table('capital_input', 'division_code', 'institution_id', false, true);
call guard_table('capital_asset', 'division_code', 'institution_id', false, true);
call guard_table('project_grant', 'division_code', 'institution_id', false, true);
call guard_table('grant_use', 'division_code', 'institution_id', false, true);
call guard_table('school_book', 'division_code', 'institution_id', false, true);
call guard_table('performance_total', 'division_code', 'institution_id', false, true);
call guard_table('distribution_rule', 'division_code', 'institution_id', false, true);
