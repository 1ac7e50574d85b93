-- class: local
create table scorecard (
  card_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  unit_name text not null,
  kind text not null check (kind in ('region', 'school', 'project', 'programme')),
  title text not null,
  year integer not null check (year between 2000 and 2100),
  dimensions jsonb not null,
  threshold numeric,
  valid_months integer check (valid_months between 1 and 120),
  state text not null check (state in ('draft', 'active', 'published')),
  activated_on date,
  published_on date,
  created_by text not null,
  created_at timestamptz not null,
  unique (unit_id, kind, year, title)
);
comment on table scorecard is 'A template of evaluation with its dimensions and weights, in use for a year; what a kind must contain is content (rules/scorecards). Published, results stand.';
create index on scorecard (division_code, year);
grant select, insert, update on scorecard to jiqiao_app;

-- class: local
create table scorecard_score (
  card_id uuid not null references scorecard,
  subject text not null,
  dimension text not null,
  division_code bigint not null,
  subject_name text not null,
  achieved numeric not null check (achieved between 0 and 100),
  basis text not null,
  scored_by text not null,
  scored_at timestamptz not null,
  primary key (card_id, subject, dimension)
);
comment on table scorecard_score is 'How far a subject achieved a dimension, of 100, and on what basis; the total is never stored but summed.';
grant select, insert, update on scorecard_score to jiqiao_app;
call guard_table('scorecard', 'division_code', null, false, true);
call guard_table('scorecard_score', 'division_code', null, false, true);
