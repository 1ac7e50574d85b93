-- class: local
create table project_selection (
  selection_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  unit_name text not null,
  kind text not null check (kind in ('national_skill_revival', 'featured_school', 'master_workstation', 'apprenticeship_pilot', 'other')),
  title text not null,
  places integer check (places > 0),
  state text not null check (state in ('open', 'decided')),
  opened_on date not null,
  decided_on date,
  ranking text,
  created_by text not null,
  created_at timestamptz not null,
  unique (unit_id, title)
);
comment on table project_selection is 'A selection of projects: candidates by score, and among equals those with marked results in the four kinds that SD2017 三(四) names.';
create index on project_selection (division_code, opened_on desc);
grant select, insert, update on project_selection to jiqiao_app;
call guard_table('project_selection', 'division_code', null, false, true);

-- class: local
create table project_candidate (
  selection_id uuid not null references project_selection,
  candidate_id uuid not null,
  division_code bigint not null,
  name text not null,
  score integer not null check (score between 0 and 1000),
  complete boolean not null,
  received_at timestamptz not null,
  removed_reason text,
  place integer,
  marked boolean,
  note text,
  selected boolean,
  primary key (selection_id, candidate_id)
);
comment on table project_candidate is 'A candidate with its score; place, mark, what the mark decided and whether it was selected are written once, when the selection is decided: the protocol.';
create unique index on project_candidate (selection_id, name) where removed_reason is null;
grant select, insert, update on project_candidate to jiqiao_app;
call guard_table('project_candidate', 'division_code', null, false, true);
