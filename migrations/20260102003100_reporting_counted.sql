-- Contract between the figures (src/reporting/annex1*) and the season (src/reporting/season*):
-- * report_id is ONE VERSION of one report of one unit, made by the season; a corrected report (更正补报) is a new report_id. This table knows no more of it.
-- * lockAnnex1Rows(tx, reportId, scope) copies who is counted, one row per person, school and column, in the season's locking transaction; it
--   returns the figures, asOf and the knownAt actually used, which the season keeps on its own row. Calling it twice for one report_id is refused.
-- * lockedPersons / lockedFigures / lockedDifference read it back; adjustments and remarks are the season's and never touch these rows.
-- * A blank figure (no file of the school) has no rows here and is null in the returned figures; 0 has no rows and is 0.
-- class: person
create table report_counted (
  person_id uuid not null,
  report_id uuid not null,
  institution_id uuid not null references institution,
  figure text not null check (figure in ('C', 'D', 'E', 'F', 'G', 'H')),
  village_code bigint not null,
  school_code bigint not null,
  record_person_id uuid not null,
  record_id uuid not null,
  match text not null check (match in ('auto', 'decided')),
  facts jsonb not null,
  primary key (person_id, report_id, institution_id, figure)
);
comment on table report_counted is 'Who stood behind each cell of a locked table, with the facts that counted them. person_id is the register''s record; record_person_id and record_id name the student record or participation. Append-only.';
create index on report_counted (report_id, figure, person_id, institution_id);
create index on report_counted (report_id, figure, institution_id, person_id);
grant select, insert on report_counted to jiqiao_app;
alter table report_counted enable row level security;
create policy read_report_counted on report_counted for select to jiqiao_app using ((select app_may_read('report_counted'))
  and (school_code <@ (select app_areas()) or village_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy add_report_counted on report_counted for insert to jiqiao_app with check ((select app_may_write('report_counted'))
  and (school_code <@ (select app_areas()) or village_code <@ (select app_areas())));
