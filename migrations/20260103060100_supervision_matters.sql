-- class: local
create table supervision_round (
  round_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  unit_name text not null,
  kind text not null check (kind in ('supervision', 'inspection', 'coordination', 'stage')),
  title text not null,
  document text,
  due_on date,
  cycle_months integer check (cycle_months between 1 and 60),
  seed bigint,
  drawn_from integer,
  blocks_exit boolean not null default false,
  state text not null check (state in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  created_by text not null,
  created_at timestamptz not null,
  check ((state = 'closed') = (closed_on is not null))
);
comment on table supervision_round is 'A round of supervision or inspection, a stage of the work or a coordination: what its matters belong to. seed and drawn_from say how the inspected were drawn.';
create index on supervision_round (division_code, state);
grant select, insert, update on supervision_round to jiqiao_app;

-- class: local
create table supervision_matter (
  matter_id uuid primary key,
  round_id uuid references supervision_round,
  parent_id uuid references supervision_matter,
  kind text not null check (kind in ('duty', 'task', 'milestone', 'problem', 'order', 'inspection', 'finding', 'complaint', 'measure')),
  title text not null,
  obligation text,
  topic text,
  blocking boolean not null default false,
  division_code bigint not null,
  institution_id uuid references institution,
  from_unit_id uuid not null references unit,
  from_unit_name text not null,
  unit_id uuid references unit,
  unit_name text,
  person text,
  partner text check (partner in ('finance', 'education', 'reform', 'poverty', 'civil_affairs', 'enterprise', 'other')),
  due_on date,
  limit_days integer check (limit_days between 1 and 3650),
  state text not null check (state in ('open', 'started', 'replied', 'closed')),
  measure text,
  result text,
  sanction text,
  confirmed boolean,
  evidence_file_id uuid,
  evidence_name text,
  evidence_sha256 text,
  guidances integer not null default 0,
  escalations integer not null default 0,
  escalated_on date,
  opened_on date not null,
  started_on date,
  closed_on date,
  held_since timestamptz not null,
  check ((state = 'closed') = (closed_on is not null)),
  check ((state in ('started', 'replied')) <= (unit_id is not null and person is not null))
);
comment on table supervision_matter is '督办事项: what one office asks of another, with the lead unit and person, the day where one is set, and what it needs before it may be closed (by kind). state is a cache of the events.';
create index on supervision_matter (division_code, state, due_on);
create index on supervision_matter (round_id);
create index on supervision_matter (unit_id, state);
create index on supervision_matter (institution_id) where institution_id is not null;
grant select, insert, update on supervision_matter to jiqiao_app;

-- class: local
create table supervision_event (
  matter_id uuid not null references supervision_matter,
  seq integer not null,
  division_code bigint not null,
  institution_id uuid,
  event text not null,
  from_state text,
  to_state text not null,
  note text,
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  unit_name text,
  at timestamptz not null,
  primary key (matter_id, seq)
);
comment on table supervision_event is 'What happened to a matter: guidance and escalation included; append-only.';
grant select, insert on supervision_event to jiqiao_app;

-- class: local
create table circular (
  circular_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  unit_name text not null,
  kind text not null check (kind in ('commendation', 'correction')),
  title text not null,
  body text not null,
  number text,
  state text not null check (state in ('draft', 'issued')),
  issued_on date,
  public boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  check ((state = 'issued') = (issued_on is not null and number is not null))
);
comment on table circular is '通报: commendation or correction with number and day; issued ones are read by everybody they name, public ones by all.';
create unique index circular_number on circular (unit_id, number) where number is not null;
grant select, insert, update on circular to jiqiao_app;

-- class: local
create table circular_nominee (
  circular_id uuid not null references circular,
  nominee_id uuid not null,
  division_code bigint not null,
  name text not null,
  unit_id uuid references unit,
  ground text not null,
  approved boolean,
  decided_by text,
  decided_on date,
  primary key (circular_id, nominee_id)
);
comment on table circular_nominee is 'Whom a circular may name: a unit or person with the ground; only the approved ones are named.';
grant select, insert, update on circular_nominee to jiqiao_app;

call guard_table('supervision_round', 'division_code', null, false, true);
call guard_table('supervision_matter', 'division_code', 'institution_id', false, true);
call guard_table('supervision_event', 'division_code', 'institution_id', false, true);
call guard_table('circular', 'division_code', null, false, true);
call guard_table('circular_nominee', 'division_code', null, false, true);

-- What was asked of an institution or unit elsewhere stays readable to the office that asked.
create policy asked_supervision_matter on supervision_matter for select to jiqiao_app using ((select app_may_read('supervision_matter')) and from_unit_id = (select app_unit()));
create policy issued_circular on circular for select to jiqiao_app using (state = 'issued' and public);
create policy issued_nominee on circular_nominee for select to jiqiao_app using (approved and exists (select 1 from circular c where c.circular_id = circular_nominee.circular_id and c.state = 'issued' and c.public));
