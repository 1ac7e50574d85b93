-- class: local
create table report (
  report_id uuid primary key,
  duty text not null,
  form text not null,
  city_code bigint not null,
  year integer not null,
  half text not null check (half in ('first', 'second')),
  due_on date not null,
  in_time_until date not null,
  as_of date not null,
  version integer not null check (version >= 1),
  origin text not null check (origin in ('duty', 'withdrawn', 'returned', 'correction')),
  previous_id uuid references report,
  reason text,
  state text not null check (state in ('filling', 'checking', 'signing', 'signed', 'locked', 'sent', 'received', 'returned', 'withdrawn', 'replaced')),
  zero boolean not null default false,
  remarks text,
  filler_name text,
  filler_phone text,
  filled_on date,
  known_at bigint,
  figures jsonb,
  checksum text,
  locked_at timestamptz,
  scan_file_id uuid,
  scan_sha256 text,
  sent_at timestamptz,
  sent_on date,
  receipt_number text,
  received_on date,
  held_since timestamptz not null,
  opened_at timestamptz not null,
  unique (city_code, duty, year, version),
  check ((origin = 'duty') = (version = 1)),
  check ((state in ('sent', 'received', 'returned', 'replaced')) <= (sent_on is not null and locked_at is not null and scan_file_id is not null)),
  check ((locked_at is not null) <= (figures is not null and checksum is not null))
);
comment on table report is 'One version of a city''s periodic report (SD2017-3.1-14 to -17). A version that was withdrawn, returned or corrected stays as it was; the next one begins anew. figures and checksum are what was submitted for checking, then what was locked.';
create unique index report_one_at_work on report (city_code, duty, year) where state in ('filling', 'checking', 'signing', 'signed', 'locked', 'sent');
create unique index report_one_received on report (city_code, duty, year) where state = 'received';
create index on report (year, half, city_code);
grant select, insert, update on report to jiqiao_app;
call guard_table('report', 'city_code', null, false, true);

-- class: local
create table report_adjustment (
  report_id uuid not null references report,
  adjustment_id uuid not null,
  city_code bigint not null,
  institution_id uuid not null references institution,
  school_name text not null,
  figure text not null check (figure in ('C', 'D', 'E', 'F', 'G', 'H')),
  delta integer not null check (delta <> 0),
  reason text not null,
  basis text,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (report_id, adjustment_id)
);
comment on table report_adjustment is '核增、核减: how many persons a cell is adjusted by and why; stands beside the computed figure, never in its place, and is signed off with the report.';
create unique index report_adjustment_current on report_adjustment (report_id, institution_id, figure) where withdrawn_at is null;
grant select, insert, update on report_adjustment to jiqiao_app;
call guard_table('report_adjustment', 'city_code', null, false, true);

-- class: local
create table report_event (
  report_id uuid not null references report,
  seq integer not null,
  city_code bigint not null,
  event text not null,
  from_state text,
  to_state text not null,
  reason text,
  data jsonb not null default '{}',
  user_id text not null,
  on_behalf_of text,
  user_name text not null,
  unit_name text,
  at timestamptz not null,
  primary key (report_id, seq)
);
comment on table report_event is 'What happened to a report version, reminders included; append-only. The state of report is a cache of the last step.';
grant select, insert on report_event to jiqiao_app;
call guard_table('report_event', 'city_code', null, false, true);
