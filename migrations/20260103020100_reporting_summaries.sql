-- Periodic summaries of a document's indicators; undated leavers and earlier returned stocks no longer count.

create or replace view report_student_roll with (security_invoker = true) as
  select s.listing_id as source_id, i.location_code as division_code, s.enrolled_on as counted_on, s.person_id, s.institution_id, 1::numeric as quantity,
    s.state, s.full_time, s.level, s.major, s.graduated_on, s.job_kind, s.employed_on,
    case when s.state in ('graduated', 'completed', 'left', 'transferred') then coalesce(s.graduated_on, s.enrolled_on) end as ended_on
  from student_listing s join institution i on i.institution_id = s.institution_id where s.known_to is null;

create or replace view report_indicator_return with (security_invoker = true) as
  select return_id as source_id, division_code, counted_on, null::uuid as person_id, null::uuid as institution_id, quantity, indicator, source,
    lead(counted_on) over (partition by indicator, division_code order by counted_on) as ended_on
  from indicator_return where withdrawn_at is null;

-- class: local
create table indicator_summary (
  summary_id uuid primary key,
  cycle text not null,
  document text not null,
  division_code bigint not null,
  period_from date not null,
  period_to date not null,
  due_on date,
  state text not null check (state in ('draft', 'submitted')),
  note text not null default '',
  opened_on date not null,
  hr_confirmed_by text,
  hr_confirmed_at timestamptz,
  poverty_confirmed_by text,
  poverty_confirmed_at timestamptz,
  submitted_on date,
  check (state <> 'submitted' or submitted_on is not null),
  unique (cycle, division_code, period_to)
);
comment on table indicator_summary is '定期总结: one draft per place and period of a cycle, with the figures filled in; submitted once the departments that must have confirmed it.';
create index on indicator_summary (division_code, period_to desc);
grant select, insert, update on indicator_summary to jiqiao_app;
call guard_table('indicator_summary', 'division_code', null, false, true);

-- class: local
create table indicator_summary_row (
  summary_id uuid not null references indicator_summary,
  indicator text not null,
  division_code bigint not null,
  seq integer not null,
  period_value numeric,
  value numeric,
  part numeric not null,
  whole numeric,
  target numeric,
  note text not null default '',
  primary key (summary_id, indicator)
);
comment on table indicator_summary_row is 'A figure of a summary as it was filled in: of the period, cumulative, and the target it is held against.';
grant select, insert, update on indicator_summary_row to jiqiao_app;
call guard_table('indicator_summary_row', 'division_code', null, false, true);
