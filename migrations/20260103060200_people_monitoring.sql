-- class: local
create table household_visit (
  visit_id uuid primary key,
  household_id uuid not null references household,
  village_code bigint not null,
  visited_on date not null,
  visitor text not null,
  finding text,
  hardship boolean not null default false,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (household_id, visited_on)
);
comment on table household_visit is 'Dynamic observation (HA2020-1.7): a visit to a household, what was found, whether something has befallen it.';
create index on household_visit (village_code, household_id, visited_on desc);
grant select, insert on household_visit to jiqiao_app;
call guard_table('household_visit', 'village_code', null, false, true);

-- class: person
create table hardship_report (
  person_id uuid not null,
  report_id uuid not null,
  village_code bigint not null,
  cause text not null check (cause in ('epidemic', 'enterprise', 'illness', 'disaster', 'unemployment', 'other')),
  account text not null,
  reported_on date not null,
  reported_at timestamptz not null,
  reported_by text not null,
  due_on date,
  outcome text check (outcome in ('included', 'not_included')),
  settled_on date,
  settled_by text,
  reason text,
  alerted_on date,
  primary key (person_id, report_id),
  check ((outcome is null) = (settled_on is null))
);
comment on table hardship_report is 'Somebody falls (back) into poverty (HA2020-1.8): reported, and included at once or not; included, it counts from the day of the report.';
create index on hardship_report (village_code, reported_on desc);
create unique index hardship_report_open on hardship_report (person_id) where outcome is null;
grant select, insert, update on hardship_report to jiqiao_app;
call guard_table('hardship_report', 'village_code', null, false, true);

-- class: person
create table hardship_follow_up (
  person_id uuid not null,
  report_id uuid not null,
  kind text not null check (kind in ('training', 'guidance')),
  village_code bigint not null,
  due_on date,
  done_on date,
  note text,
  done_by text,
  alerted_on date,
  primary key (person_id, report_id, kind)
);
comment on table hardship_follow_up is 'What follows for somebody included: training and employment guidance (HA2020-1.9).';
create index on hardship_follow_up (village_code, due_on) where done_on is null;
grant select, insert, update on hardship_follow_up to jiqiao_app;
call guard_table('hardship_follow_up', 'village_code', null, false, true);

-- class: person
create table training_need (
  person_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  village_code bigint not null,
  form text not null check (form in ('practical', 'concentrated', 'online')),
  evening boolean not null default false,
  near_home boolean not null default false,
  trade text,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, year)
);
comment on table training_need is 'How a person who wishes to be trained can be (HA2020-1.3, 1.6): practical or concentrated, in the evening, near home. The latest word of a year stands, each is in the audit.';
create index on training_need (village_code, year);
grant select, insert, update on training_need to jiqiao_app;
call guard_table('training_need', 'village_code', null, false, true);

create view timeline_monitoring with (security_invoker = true) as
select r.person_id, r.reported_at as at, 'hardship' as kind, '困难报告：' || r.account || case r.outcome when 'included' then '（已纳入）' when 'not_included' then '（未纳入）' else '' end as title,
  '/monitoring' as link
from hardship_report r
union all
select f.person_id, f.done_on::timestamp at time zone 'Asia/Shanghai', 'follow_up', case f.kind when 'training' then '跟进培训：' else '跟进就业指导：' end || coalesce(f.note, ''), '/monitoring'
from hardship_follow_up f where f.done_on is not null;
comment on view timeline_monitoring is 'What dynamic monitoring adds to a file.';
grant select on timeline_monitoring to jiqiao_app;
