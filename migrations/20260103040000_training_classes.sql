-- Training that is planned, held, assessed and closed here: classes with their history, timetables, attendance, checks, findings, and the four lists they come from.

-- A class is planned here before it has a roster; one that only came as a roster stays in the state 'imported'.
alter table training_class alter column list_id drop not null, alter column sheet drop not null, alter column head_row drop not null;
alter table training_class
  add column state text not null default 'imported' check (state in ('imported', 'planned', 'filed', 'approved', 'running', 'assessed', 'closed', 'refused', 'cancelled')),
  add column kind text,
  add column delivery text check (delivery in ('offline', 'online', 'blended')),
  add column subsidised boolean not null default true,
  add column programme text,
  add column occupation text,
  add column capacity integer,
  add column fee_fen bigint not null default 0 check (fee_fen >= 0),
  add column order_id uuid,
  add column course_id uuid,
  add column purchase_id uuid,
  add column task_id uuid,
  add column enterprise_id uuid references institution,
  add column package_key text,
  add column package_version integer,
  add column target_area bigint,
  add column details jsonb not null default '{}',
  add column filed_on date,
  add column approved_on date,
  add column closed_on date,
  add column version integer not null default 1,
  add constraint training_class_source check (state <> 'imported' or (list_id is not null and sheet is not null and head_row is not null));
comment on column training_class.details is 'What the kind of training asks for beyond the common columns, by the names of its content (rules/training/kinds.yaml).';
comment on column training_class.target_area is 'The division whose people the class is for, where it is not the institution''s own: an outreach class, a class for migrant workers of another area.';
create index on training_class (state, starts_on) where state <> 'imported';
create index on training_class (order_id) where order_id is not null;
create index on training_class (purchase_id) where purchase_id is not null;
create index on training_class (task_id) where task_id is not null;

-- class: reference
create table training_class_event (
  class_id uuid not null,
  seq integer not null,
  institution_id uuid not null references institution,
  location_code bigint not null,
  event text not null,
  from_state text,
  to_state text not null,
  reason text,
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  at timestamptz not null,
  primary key (class_id, seq)
);
comment on table training_class_event is 'What happened to a class, in order; its state follows from it.';
grant select, insert on training_class_event to jiqiao_app;
call guard_table('training_class_event', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_session (
  session_id uuid primary key,
  class_id uuid not null references training_class,
  institution_id uuid not null references institution,
  location_code bigint not null,
  held_on date not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  hours numeric(4, 1) not null check (hours > 0),
  mode text not null default 'offline' check (mode in ('offline', 'online', 'practice')),
  room text,
  trainer text,
  topic text,
  code_index bytea,
  code_until timestamptz,
  confirmed_by text,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  check (from_minute < to_minute)
);
comment on table training_session is 'A lesson of a class''s timetable: day, minutes of the day, room, trainer. code_index is the keyed index of the code shown in the room; attendance counts once the trainer has confirmed it.';
create index on training_session (class_id, held_on, from_minute);
create index on training_session (held_on, room) where room is not null and cancelled_at is null;
create index on training_session (held_on, trainer) where trainer is not null and cancelled_at is null;
create index on training_session (code_index) where code_index is not null;
grant select, insert, update on training_session to jiqiao_app;
call guard_table('training_session', 'location_code', 'institution_id', false, true);

-- class: person
create table training_attendance (
  person_id uuid not null,
  session_id uuid not null,
  class_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  held_on date not null,
  hours numeric(4, 1) not null check (hours >= 0),
  mode text not null default 'offline' check (mode in ('offline', 'online', 'practice')),
  source text not null check (source in ('sheet', 'code', 'trainer', 'platform')),
  file_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, session_id)
);
comment on table training_attendance is 'A trainee at a lesson, and by what it is known: a sheet, the code shown in the room, the trainer, the log of an online platform (file_id).';
create index on training_attendance (class_id, held_on);
create index on training_attendance (session_id);
grant select, insert, update on training_attendance to jiqiao_app;
call guard_table('training_attendance', 'village_code', 'institution_id', true, true);

-- class: person
create table class_trainee (
  person_id uuid not null,
  class_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  state text not null default 'enrolled' check (state in ('enrolled', 'left', 'completed', 'not_completed')),
  reason text,
  left_on date,
  hours numeric(6, 1),
  result text check (result in ('合格', '不合格', '缺考')),
  result_on date,
  certificate_no text,
  certificate_on date,
  satisfaction smallint check (satisfaction between 1 and 5),
  charged_group text,
  contract_file_id uuid,
  contract_from date,
  contract_to date,
  choice_id uuid,
  primary key (person_id, class_id)
);
comment on table class_trainee is 'What became of a trainee of a class held here: hours, result, certificate number, satisfaction, the labour contract of an apprentice, the one group a subsidy is charged to. The roster line itself is training_participation.';
create index on class_trainee (class_id);
create index on class_trainee (institution_id, certificate_no) where certificate_no is not null;
grant select, insert, update on class_trainee to jiqiao_app;
call guard_table('class_trainee', 'village_code', 'institution_id', true, true);

-- class: person
create table training_check (
  person_id uuid not null,
  class_id uuid not null,
  check_kind text not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  outcome text not null check (outcome in ('clear', 'found', 'not_checked', 'asked')),
  list_id uuid,
  list_date date,
  note text,
  decision_id uuid,
  checked_at timestamptz not null,
  checked_by text not null,
  primary key (person_id, class_id, check_kind)
);
comment on table training_check is 'How a trainee stands to each comparison list and to the policy on the first day of the class. Without a list the outcome is not_checked, never clear.';
create index on training_check (class_id, outcome);
grant select, insert, update on training_check to jiqiao_app;
call guard_table('training_check', 'village_code', 'institution_id', true, true);

-- class: local
create table comparison_list (
  list_id uuid primary key,
  kind text not null check (kind in ('deaths', 'pensions', 'social_insurance', 'student_rolls', 'budget_paid', 'business_owners')),
  area_code bigint not null,
  list_date date not null,
  sender_name text not null,
  file_name text not null,
  sha256 text not null,
  rows integer not null,
  usable integer not null,
  received_by text not null,
  received_at timestamptz not null,
  unique (kind, area_code, sha256)
);
comment on table comparison_list is 'A dated list of an office for comparison: who has died, draws a pension, is insured, studies, is paid from the budget, owns a business.';
create index on comparison_list (kind, area_code, list_date desc);
grant select, insert on comparison_list to jiqiao_app;
call guard_table('comparison_list', 'area_code', null, false, true);

-- class: local
create table comparison_entry (
  list_id uuid not null references comparison_list,
  row_no integer not null,
  area_code bigint not null,
  number_index bytea not null,
  name_key text not null,
  on_date date,
  until_date date,
  note text,
  primary key (list_id, row_no)
);
comment on table comparison_entry is 'A line of a comparison list: only the keyed index of the number and the folded name are kept, so that it answers comparisons and tells nothing else.';
create index on comparison_entry (number_index, list_id);
grant select, insert on comparison_entry to jiqiao_app;
call guard_table('comparison_entry', 'area_code', null, false, true);

-- class: reference
create table training_finding (
  finding_id uuid primary key,
  class_id uuid not null,
  institution_id uuid not null references institution,
  location_code bigint not null,
  rule text not null,
  subject text not null,
  person_id uuid,
  evidence jsonb not null,
  found_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'explained', 'upheld')),
  answer text,
  answered_by text,
  answered_name text,
  answered_at timestamptz,
  unique (class_id, rule, subject)
);
comment on table training_finding is 'Something about a class that cannot have been or must be explained; while open or upheld it holds every claim for the class (of one person where person_id says so).';
create index on training_finding (location_code, state, found_at desc);
create index on training_finding (institution_id, state, found_at desc);
grant select, insert, update on training_finding to jiqiao_app;
call guard_table('training_finding', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_order (
  order_id uuid primary key,
  number text not null unique,
  institution_id uuid not null references institution,
  location_code bigint not null,
  trade text not null,
  places integer not null check (places > 0),
  wage_fen bigint check (wage_fen > 0),
  starts_on date not null,
  post text,
  only_named boolean not null default false,
  state text not null default 'open' check (state in ('open', 'withdrawn', 'done')),
  placed_by text not null,
  placed_at timestamptz not null
);
comment on table training_order is '企业订单: trade, places, wage and first day. only_named: none but people the enterprise employs or names may be enrolled.';
create index on training_order (location_code, placed_at desc);
create index on training_order (institution_id, placed_at desc);
grant select, insert, update on training_order to jiqiao_app;
call guard_table('training_order', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_order_name (
  order_id uuid not null references training_order,
  number_index bytea not null,
  name_key text not null,
  institution_id uuid not null references institution,
  location_code bigint not null,
  relation text not null check (relation in ('employed', 'designated')),
  primary key (order_id, number_index)
);
comment on table training_order_name is 'Whom an enterprise employs or names for an order: the keyed index of the number and the folded name.';
grant select, insert on training_order_name to jiqiao_app;
call guard_table('training_order_name', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_course (
  course_id uuid primary key,
  number text not null unique,
  institution_id uuid not null references institution,
  location_code bigint not null,
  title text not null,
  trade text not null,
  occupation text,
  level text,
  kind text not null,
  hours numeric(6, 1) not null check (hours > 0),
  fee_fen bigint not null default 0 check (fee_fen >= 0),
  places integer not null check (places > 0),
  starts_on date,
  order_id uuid,
  state text not null default 'open' check (state in ('open', 'closed')),
  listed_by text not null,
  listed_at timestamptz not null
);
comment on table training_course is '培训机构列单: a course an institution offers within its approved scope; fee 0 is free of charge.';
create index on training_course (location_code, listed_at desc);
create index on training_course (institution_id, listed_at desc);
grant select, insert, update on training_course to jiqiao_app;
call guard_table('training_course', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_scope (
  institution_id uuid not null references institution,
  trade text not null,
  location_code bigint not null,
  batch integer,
  offline_from date,
  valid_from date not null,
  valid_to date,
  approved_by text not null,
  approved_at timestamptz not null,
  primary key (institution_id, trade, valid_from)
);
comment on table training_scope is 'What an institution may train: a trade from a day to a day. offline_from: the first day of classes in rooms, where practical training resumes in batches.';
grant select, insert, update on training_scope to jiqiao_app;
call guard_table('training_scope', 'location_code', 'institution_id', false, true);

-- class: person
create table training_choice (
  person_id uuid not null,
  choice_id uuid not null,
  course_id uuid not null,
  order_id uuid,
  institution_id uuid not null references institution,
  village_code bigint not null,
  via text not null check (via in ('village', 'family')),
  chosen_on date not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  state text not null default 'chosen' check (state in ('chosen', 'enrolled', 'withdrawn')),
  primary key (person_id, choice_id)
);
comment on table training_choice is '劳动者选单: a person of the register chooses a course, through the village or on the family''s phone.';
create unique index training_choice_once on training_choice (person_id, course_id) where state <> 'withdrawn';
create index on training_choice (course_id) where state <> 'withdrawn';
create index on training_choice (village_code, chosen_on desc);
grant select, insert, update on training_choice to jiqiao_app;
call guard_table('training_choice', 'village_code', 'institution_id', true, true);

-- class: local
create table training_purchase (
  purchase_id uuid primary key,
  number text not null unique,
  course_id uuid not null references training_course,
  order_id uuid,
  institution_id uuid not null references institution,
  location_code bigint not null,
  places integer not null check (places > 0),
  price_fen bigint not null check (price_fen >= 0),
  state text not null default 'bought' check (state in ('bought', 'held', 'cancelled')),
  held_for text,
  confirmed_by text,
  confirmed_reason text,
  bought_by text not null,
  bought_at timestamptz not null
);
comment on table training_purchase is '政府买单: what an office buys of a course. Without an enterprise''s order it is held until somebody confirms it with a reason.';
create index on training_purchase (location_code, bought_at desc);
create index on training_purchase (course_id);
grant select, insert, update on training_purchase to jiqiao_app;
call guard_table('training_purchase', 'location_code', 'institution_id', false, true);

-- class: local
create table training_call (
  call_id uuid primary key,
  number text not null unique,
  location_code bigint not null,
  title text not null,
  scheme text,
  places integer not null check (places > 0),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  state text not null default 'open' check (state in ('open', 'awarded', 'cancelled')),
  made_by text not null,
  made_at timestamptz not null
);
comment on table training_call is 'A call for carriers (定点培训机构招投标、项目承接): places to be trained, from a day to a day.';
create index on training_call (location_code, opens_on desc);
grant select, insert, update on training_call to jiqiao_app;
call guard_table('training_call', 'location_code', null, false, true);

-- class: local
create table training_bid (
  call_id uuid not null references training_call,
  institution_id uuid not null references institution,
  location_code bigint not null,
  capacity integer not null check (capacity > 0),
  price_fen bigint check (price_fen >= 0),
  proposal text,
  bid_by text not null,
  bid_at timestamptz not null,
  awarded_places integer check (awarded_places > 0),
  awarded_by text,
  awarded_at timestamptz,
  primary key (call_id, institution_id),
  check (awarded_places is null or awarded_places <= capacity)
);
comment on table training_bid is 'A carrier''s bid and what was awarded, never more than the carrier says it can train.';
grant select, insert, update on training_bid to jiqiao_app;
call guard_table('training_bid', 'location_code', 'institution_id', false, true);

-- class: reference
create table training_task (
  task_id uuid primary key,
  number text not null unique,
  location_code bigint not null,
  institution_id uuid references institution,
  title text not null,
  scheme text,
  basis text not null check (basis in ('assigned', 'open', 'awarded')),
  year integer not null,
  places integer not null check (places > 0),
  due_on date,
  claimed_at timestamptz,
  claimed_by text,
  call_id uuid,
  made_by text not null,
  made_at timestamptz not null
);
comment on table training_task is 'Places that an institution is to train in a year: assigned by the office (bases), open to be claimed (colleges), or awarded to a bid.';
create index on training_task (location_code, year desc);
create index on training_task (institution_id, year desc);
grant select, insert, update on training_task to jiqiao_app;
alter table training_task enable row level security;
create policy training_task_read on training_task for select to jiqiao_app using ((select app_may_read('training_task'))
  and (location_code <@ (select app_areas()) or institution_id = (select app_institution()) or institution_id is null));
create policy training_task_add on training_task for insert to jiqiao_app with check ((select app_may_write('training_task'))
  and location_code <@ (select app_areas()));
create policy training_task_change on training_task for update to jiqiao_app using ((select app_may_write('training_task'))
  and (location_code <@ (select app_areas()) or institution_id = (select app_institution()) or institution_id is null))
  with check ((select app_may_write('training_task')));

-- class: reference
create table training_workshop (
  workshop_id uuid primary key,
  kind text not null check (kind in ('township_workshop', 'village_processing_point')),
  name text not null,
  institution_id uuid references institution,
  location_code bigint not null,
  qualifies boolean,
  supported_on date,
  support text,
  kept_by text not null,
  kept_at timestamptz not null,
  unique (location_code, name)
);
comment on table training_workshop is '扶贫车间、代工点: whether its conditions are met (qualifies, by policy) and the support it received.';
grant select, insert, update on training_workshop to jiqiao_app;
call guard_table('training_workshop', 'location_code', 'institution_id', false, true);

-- What became of a participant: a roster that came in speaks through its line, a class held here through class_trainee.
create view report_training_participation with (security_invoker = true) as
  select t.participation_id as source_id, t.village_code as division_code, coalesce(c.closed_on, t.ends_on, t.starts_on) as counted_on,
    coalesce(m.register_person_id, t.person_id) as person_id, t.institution_id, 1::numeric as quantity,
    t.person_id as record_id, t.class_id, c.name as class_name, c.state as class_state, c.kind, c.delivery, c.subsidised, c.programme, c.trade, c.occupation, c.location_code,
    coalesce(c.target_area, c.location_code) as target_area, t.starts_on, t.ends_on, c.hours as course_hours, s.hours as attended_hours,
    coalesce(s.result, t.result) as result, coalesce(s.certificate_no, t.certificate_no) as certificate_no,
    case when s.state in ('left', 'completed', 'not_completed') then s.state
      when c.state in ('running', 'assessed') then 'in_training' when c.state in ('planned', 'filed', 'approved') then 'enrolled'
      when c.state = 'imported' and t.result = '合格' then 'completed' when c.state = 'imported' and t.result is not null then 'not_completed'
      else 'enrolled' end as state,
    case m.decision when 'auto' then 'proved' when 'decided' then 'inferred' when 'offered' then 'doubtful' else 'none' end as identity,
    s.charged_group, c.order_id, c.course_id, c.purchase_id, c.task_id, c.enterprise_id, c.fee_fen, c.details, s.contract_from is not null as contracted
  from training_participation t
    join training_class c on c.class_id = t.class_id
    left join class_trainee s on s.person_id = t.person_id and s.class_id = t.class_id
    left join record_match m on m.person_id = t.person_id and m.known_to is null
  where t.known_to is null;
comment on view report_training_participation is 'One row a person-time of training. person_id is the register''s person where the match says so; record_id the roster''s own record.';

create view report_training_finding with (security_invoker = true) as
  select f.finding_id as source_id, f.location_code as division_code, f.found_at::date as counted_on, f.person_id, f.institution_id, 1::numeric as quantity,
    f.class_id, f.rule, f.subject, f.state, f.state in ('open', 'upheld') as holds, f.evidence
  from training_finding f;
comment on view report_training_finding is 'Findings about classes; holds: no claim for the class (for the person, where one is named) may be paid.';

create view report_training_class with (security_invoker = true) as
  select c.class_id as source_id, c.location_code as division_code, coalesce(c.closed_on, c.ends_on, c.starts_on) as counted_on, null::uuid as person_id, c.institution_id,
    1::numeric as quantity, c.class_id, c.name, c.state, c.kind, c.delivery, c.subsidised, c.programme, c.trade, c.occupation, c.hours, c.participants,
    coalesce(c.target_area, c.location_code) as target_area, c.starts_on, c.ends_on, c.order_id, c.task_id, c.package_key, c.package_version, c.details
  from training_class c;
comment on view report_training_class is 'Classes, planned here or known by their roster.';

-- Facts the policy asks of a trainee; amounts and caps are the funds room's.
create view fact_trainee with (security_invoker = true) as
  select r.person_id, r.division_code as village_code, r.class_id, r.starts_on as class_started_on, r.ends_on as class_ended_on, r.occupation,
    true as in_training_class, r.state = 'completed' as training_completed, r.fee_fen as course_fee, r.charged_group as group_charged,
    (count(*) filter (where r.subsidised and r.state = 'completed') over earlier)::int as subsidised_this_year
from report_training_participation r
window earlier as (partition by r.person_id, extract(year from r.ends_on) order by r.ends_on, r.class_id rows between unbounded preceding and 1 preceding);
comment on view fact_trainee is 'Facts about a person in a class, one row a class; subsidised_this_year counts the earlier subsidised classes completed in the calendar year.';
grant select on report_training_participation, report_training_finding, report_training_class, fact_trainee to jiqiao_app;
