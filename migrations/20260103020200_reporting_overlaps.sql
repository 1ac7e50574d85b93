-- Humans counted in several counties stand in a table of their own; cells hold each county by itself.
alter table indicator_cell drop column again_city, drop column again_province, drop column again_nation;
comment on table indicator_cell is 'Roll-up: what an indicator counts in a county by month. A human stands in the month in which the county first counted them.';

-- class: person
create table indicator_overlap (
  person_id uuid not null,
  indicator text not null,
  side text not null check (side in ('part', 'whole')),
  division_code bigint not null,
  month date not null,
  again_city boolean not null,
  again_province boolean not null,
  again_nation boolean not null,
  primary key (person_id, indicator, side, division_code, month)
);
comment on table indicator_overlap is 'Roll-up: humans whom several counties count, with the month in which each did, and whether they had been counted before elsewhere in the city, province or nation.';
create index on indicator_overlap (indicator, side, division_code, month);
grant select, insert, delete on indicator_overlap to jiqiao_app;
call guard_table('indicator_overlap', 'division_code', null, false, false);
create policy add_indicator_overlap on indicator_overlap for insert to jiqiao_app with check ((select app_line()) = 'system');
create policy forget_indicator_overlap on indicator_overlap for delete to jiqiao_app using ((select app_line()) = 'system');
