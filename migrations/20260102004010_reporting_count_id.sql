-- The persons behind the cells are copied when the table is submitted for checking, so that whoever checks, signs and receives it sees the same ones.
-- A table that goes back and is submitted again is counted again under a new count_id; the one it is locked with stays.
alter table report add column count_id uuid;
alter table report add check ((locked_at is not null) <= (count_id is not null));
alter table report add column locked_by text;
comment on column report.count_id is 'report_counted.report_id of the rows copied at the last submission.';
