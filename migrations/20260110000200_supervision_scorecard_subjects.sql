-- A sheet may be about the records of a register (the projects of a place): who is not assessed yet is then known. `field` and `value` narrow it to a part.
alter table scorecard drop constraint scorecard_kind_check;
alter table scorecard add constraint scorecard_kind_check check (kind in ('region', 'school', 'project', 'rural_project', 'selection', 'programme'));
alter table scorecard add column register text;
alter table scorecard add column register_field text;
alter table scorecard add column register_value text;
alter table scorecard add constraint scorecard_part check ((register_field is null) = (register_value is null) and (register_field is null or register is not null));
comment on column scorecard.register is 'The declared register whose valid records are the subjects; null where subjects are named freely.';
