-- A changed address is noticed without decrypting: the blind index of the address stands beside it.
alter table person add column address_index bytea;
alter table staging_person add column address_index bytea;
create index on task (person_id, kind) where person_id is not null;

-- Which stored row a problem belongs to, where a workbook has more than one sheet; null for rows that were not stored.
alter table import_problem add column list_row integer;
comment on column import_problem.list_row is 'Row of person_status.list_row: the sheet''s row, further sheets counted on from the sheet before.';

-- A list is worked through by one job and published by another.
alter table source_list add column publish_job_id uuid;
alter table source_list add column headings jsonb;
comment on column source_list.headings is 'What the reader understood: sheet, header row, columns found and unknown, conventions.';

-- A person who moves takes the search tokens along.
grant update on person_token to jiqiao_app;
