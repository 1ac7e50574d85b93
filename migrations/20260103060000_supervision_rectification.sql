-- class: local
create table rectification_list (
  list_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  unit_name text not null,
  title text not null,
  number text,
  report_due_on date,
  state text not null check (state in ('draft', 'issued')),
  issued_on date,
  created_by text not null,
  created_at timestamptz not null,
  check ((state = 'issued') = (issued_on is not null))
);
comment on table rectification_list is '问题和整改任务清单 (HA2020-4.8): written by the province, answered by the localities it is issued to.';
grant select, insert, update on rectification_list to jiqiao_app;

-- class: local
create table rectification_receipt (
  list_id uuid not null references rectification_list,
  unit_id uuid not null references unit,
  division_code bigint not null,
  unit_name text not null,
  from_unit_id uuid not null references unit,
  sent_on date not null,
  signed_on date,
  signed_by text,
  submitted_on date,
  primary key (list_id, unit_id)
);
comment on table rectification_receipt is 'Whom a list was sent to, level by level, and when it was signed for and answered.';
create index on rectification_receipt (division_code);
grant select, insert, update on rectification_receipt to jiqiao_app;

-- class: local
create table rectification_item (
  item_id uuid primary key,
  list_id uuid not null references rectification_list,
  division_code bigint not null,
  seq integer not null check (seq >= 1),
  source text not null check (source in ('review_2019', 'other')),
  kind text not null check (kind in ('targeting', 'effect', 'other')),
  weak_link text check (weak_link in ('training_employment', 'distribution', 'training_effect', 'income')),
  finding text not null,
  task text not null,
  areas bigint[] not null default '{}',
  due_on date,
  rule_key text,
  unique (list_id, seq)
);
comment on table rectification_item is 'Half A of a line: what the province found and asks. areas: whom it concerns, all where empty. rule_key: the rule that is run again before the line may be closed.';
grant select, insert, update on rectification_item to jiqiao_app;

-- class: local
create table rectification_finding (
  finding_id uuid primary key,
  division_code bigint not null,
  round text not null,
  kind text not null check (kind in ('targeting', 'effect', 'other')),
  finding text not null,
  item_id uuid references rectification_item,
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table rectification_finding is 'What a review of earlier years found (2019 回头看, HA2020-4.7); item_id once a line of a list takes it up.';
create index on rectification_finding (division_code, round);
grant select, insert, update on rectification_finding to jiqiao_app;

-- class: local
create table rectification_answer (
  answer_id uuid primary key,
  list_id uuid not null references rectification_list,
  item_id uuid not null references rectification_item,
  parent_id uuid references rectification_answer,
  unit_id uuid not null references unit,
  unit_name text not null,
  division_code bigint not null,
  kind text not null,
  state text not null check (state in ('to_check', 'rectifying', 'to_verify', 'closed', 'recurred')),
  found boolean,
  check_note text,
  cause_kind text check (cause_kind in ('duty', 'ability', 'policy', 'funds', 'coordination', 'other')),
  cause text,
  measure text,
  person text,
  due_on date,
  before_value numeric,
  after_value numeric,
  value_name text,
  effect text,
  next_steps text,
  completed_on date,
  evidence_file_id uuid,
  evidence_name text,
  evidence_sha256 text,
  verified_unit_id uuid references unit,
  verified_unit_name text,
  verified_on date,
  opinion text,
  send_backs integer not null default 0,
  recurrence_of uuid references rectification_answer,
  recurrences integer not null default 0,
  escalated_on date,
  overdue_on date,
  held_since timestamptz not null,
  unique (item_id, unit_id),
  check ((state in ('to_verify', 'closed')) <= (found is not null)),
  check ((state = 'closed') <= (verified_unit_id is not null and verified_unit_id <> unit_id))
);
comment on table rectification_answer is 'Halves B and C of a line for one unit: exists or not, cause, measure, person, day; effect before and after; who verified it, never the unit itself. state is a cache of the events.';
create index on rectification_answer (division_code, state);
create index on rectification_answer (list_id, unit_id);
create index on rectification_answer (parent_id);
grant select, insert, update on rectification_answer to jiqiao_app;

-- class: local
create table rectification_line (
  answer_id uuid not null references rectification_answer,
  line_id uuid not null,
  division_code bigint not null,
  place_code bigint not null,
  place_name text not null,
  situation text not null,
  before_value numeric,
  after_value numeric,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (answer_id, place_code)
);
comment on table rectification_line is '乡（村）整改情况: one line per township or village under a county''s answer.';
grant select, insert, update on rectification_line to jiqiao_app;

-- class: local
create table rectification_event (
  answer_id uuid not null references rectification_answer,
  seq integer not null,
  division_code bigint not null,
  event text not null,
  from_state text,
  to_state text not null,
  reason text,
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  unit_name text,
  at timestamptz not null,
  primary key (answer_id, seq)
);
comment on table rectification_event is 'What happened to an answer; append-only.';
grant select, insert on rectification_event to jiqiao_app;

-- class: local
create table self_check (
  check_id uuid primary key,
  unit_id uuid not null references unit,
  division_code bigint not null,
  held_on date not null,
  found integer not null check (found >= 0),
  corrected integer not null check (corrected >= 0 and corrected <= found),
  note text,
  reminded_on date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (unit_id, held_on)
);
comment on table self_check is '自查自纠 rounds of a unit (HA2020-4.17); reminded_on once the next one was asked for.';
create index on self_check (division_code, held_on);
grant select, insert, update on self_check to jiqiao_app;

call guard_table('rectification_receipt', 'division_code', null, false, true);
call guard_table('rectification_answer', 'division_code', null, false, true);
call guard_table('rectification_line', 'division_code', null, false, true);
call guard_table('rectification_event', 'division_code', null, false, true);
call guard_table('rectification_finding', 'division_code', null, false, true);
call guard_table('self_check', 'division_code', null, false, true);

-- A list and its lines are read by whoever it was sent to, and written by the office that issues it.
alter table rectification_list enable row level security;
create policy read_rectification_list on rectification_list for select to jiqiao_app using ((select app_may_read('rectification_list'))
  and (division_code <@ (select app_areas()) or exists (select 1 from rectification_receipt r where r.list_id = rectification_list.list_id)));
create policy add_rectification_list on rectification_list for insert to jiqiao_app with check ((select app_may_write('rectification_list')) and division_code <@ (select app_areas()));
create policy change_rectification_list on rectification_list for update to jiqiao_app using ((select app_may_write('rectification_list')) and division_code <@ (select app_areas()));
alter table rectification_item enable row level security;
create policy read_rectification_item on rectification_item for select to jiqiao_app using ((select app_may_read('rectification_item'))
  and (division_code <@ (select app_areas()) or exists (select 1 from rectification_receipt r where r.list_id = rectification_item.list_id)));
create policy add_rectification_item on rectification_item for insert to jiqiao_app with check ((select app_may_write('rectification_item')) and division_code <@ (select app_areas()));
create policy change_rectification_item on rectification_item for update to jiqiao_app using ((select app_may_write('rectification_item')) and division_code <@ (select app_areas()));
