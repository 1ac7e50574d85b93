-- Projects are chosen in one place: what the law adds for marked results (FYP14 专栏3-4) is written with the protocol, and sheets no longer choose.
alter table project_candidate add column bonus integer;
comment on column project_candidate.bonus is 'What was added to the score for marked results; written when the selection is decided.';
update scorecard set kind = 'project', title = title || '（院校项目遴选）' where kind = 'selection';
alter table scorecard drop constraint scorecard_kind_check;
alter table scorecard add constraint scorecard_kind_check check (kind in ('region', 'school', 'project', 'rural_project', 'programme'));
