-- What the area a trainee comes from sees of a class held elsewhere; plans of ability assessment; who may bring people to work.

-- class: person
create table training_mirror (
  person_id uuid not null,
  class_id uuid not null,
  village_code bigint not null,
  institution_name text not null,
  class_name text not null,
  trade text,
  kind text,
  leading_code bigint not null,
  starts_on date,
  ends_on date,
  state text not null,
  result text,
  mirrored_at timestamptz not null,
  primary key (person_id, class_id)
);
comment on table training_mirror is 'A finished training of somebody from another county, as the place they come from sees it. It is credited to the leading area, where the class was; here it is only shown.';
create index on training_mirror (village_code, ends_on desc);
grant select, insert, update on training_mirror to jiqiao_app;
call guard_table('training_mirror', 'village_code', null, false, true);

-- class: local
create table ability_plan (
  plan_id uuid primary key,
  location_code bigint not null,
  year integer not null,
  classes integer not null check (classes > 0),
  trainees integer not null check (trainees > 0),
  made_by text not null,
  made_at timestamptz not null,
  unique (location_code, year)
);
comment on table ability_plan is '专项职业能力培训考核计划: classes and trainees of a year at a place.';
grant select, insert, update on ability_plan to jiqiao_app;
call guard_table('ability_plan', 'location_code', null, false, true);

-- class: reference
create table labour_agency (
  agency_id uuid primary key,
  kind text not null check (kind in ('public_service', 'agency', 'broker')),
  name text not null,
  location_code bigint not null,
  registered_no text not null,
  valid_from date not null,
  valid_to date,
  kept_by text not null,
  kept_at timestamptz not null,
  unique (location_code, name)
);
comment on table labour_agency is 'Who brings people to work elsewhere: public employment services, agencies, brokers. Only who is registered may stand at a placement.';
grant select, insert, update on labour_agency to jiqiao_app;
call guard_table('labour_agency', 'location_code', null, false, true);

alter table placement add column agency_id uuid references labour_agency;
create or replace view report_placement with (security_invoker = true) as
  select p.placement_id as source_id, p.village_code as division_code, p.began_on as counted_on, coalesce(m.register_person_id, p.person_id) as person_id, p.institution_id,
    1::numeric as quantity, p.person_id as record_id, p.class_id, p.kind, p.employer, p.employer_id, p.ended_on, p.in_trade, p.near_home, p.place_code, p.channel, p.jobs_driven,
    p.evidence, p.agency_id
  from placement p left join record_match m on m.person_id = p.person_id and m.known_to is null;
