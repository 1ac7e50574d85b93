-- class: local
create table rectification_report (
  list_id uuid not null references rectification_list,
  unit_id uuid not null references unit,
  division_code bigint not null,
  unit_name text not null,
  number text not null unique,
  due_on date,
  sent_on date not null,
  sent_at timestamptz not null,
  sent_by text not null,
  signed_by text not null,
  scan_file_id uuid not null references stored_file,
  scan_sha256 text not null,
  scan_media_type text not null,
  sections integer not null check (sections >= 1),
  content jsonb not null,
  primary key (list_id, unit_id)
);
comment on table rectification_report is '整改书面报告 as a locality sent it (HA2020-4.14 to 4.16): once to a list, with the receipt number of the office that issued it, the signer, the sealed scan, and the answers as they stood.';
comment on column rectification_report.due_on is 'The day of the list when it was sent; null where none was set.';
create index on rectification_report (division_code);
grant select, insert on rectification_report to jiqiao_app;
call guard_table('rectification_report', 'division_code', null, false, true);

alter table rectification_receipt add column report_reminded_on date, add column report_overdue_on date;
comment on column rectification_receipt.report_reminded_on is 'When the locality was reminded of the formal report before its day; once.';
comment on column rectification_receipt.report_overdue_on is 'When it was noted that the day passed without a formal report; once.';
