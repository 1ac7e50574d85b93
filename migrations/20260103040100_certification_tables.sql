-- Assessment bodies, sessions and certificates; what was followed up of people's work.

-- class: reference
create table assessment_scope (
  institution_id uuid not null references institution,
  scope_id uuid not null,
  location_code bigint not null,
  occupation text not null,
  level_from integer not null check (level_from between 1 and 5),
  level_to integer not null check (level_to between 1 and 5),
  audience text not null default 'social' check (audience in ('social', 'own')),
  valid_from date not null,
  valid_to date,
  filed_no text not null,
  filed_by text not null,
  filed_at timestamptz not null,
  primary key (institution_id, scope_id),
  check (level_from >= level_to)
);
comment on table assessment_scope is '备案 of a body that assesses: an occupation and levels (5 lowest to 1 highest) from a day to a day; own: only its employees and partner schools'' students.';
grant select, insert, update on assessment_scope to jiqiao_app;
call guard_table('assessment_scope', 'location_code', 'institution_id', false, true);

-- class: reference
create table assessment_session (
  session_id uuid primary key,
  number text not null unique,
  institution_id uuid not null references institution,
  location_code bigint not null,
  occupation text not null,
  level integer not null check (level between 1 and 5),
  held_on date not null,
  room text not null,
  capacity integer not null check (capacity > 0),
  class_id uuid,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  planned_by text not null,
  planned_at timestamptz not null
);
comment on table assessment_session is 'An assessment (评价批次) of a filed body: occupation, level, day, room and how many it seats.';
create index on assessment_session (location_code, held_on desc);
create index on assessment_session (institution_id, held_on desc);
grant select, insert, update on assessment_session to jiqiao_app;
call guard_table('assessment_session', 'location_code', 'institution_id', false, true);

-- class: person
create table assessment_candidate (
  person_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  audience text check (audience in ('employee', 'graduate', 'student', 'migrant_worker', 'other')),
  class_id uuid,
  theory numeric(5, 1),
  practice numeric(5, 1),
  result text check (result in ('合格', '不合格', '缺考')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, session_id)
);
comment on table assessment_candidate is 'A person at an assessment and the result.';
create index on assessment_candidate (session_id);
grant select, insert, update on assessment_candidate to jiqiao_app;
call guard_table('assessment_candidate', 'village_code', 'institution_id', true, true);

-- class: person
create table certificate (
  person_id uuid not null,
  certificate_id uuid not null,
  number text not null,
  number_index bytea not null,
  kind text not null check (kind in ('skill_level', 'special_ability', 'graduation', 'training')),
  institution_id uuid not null references institution,
  village_code bigint not null,
  holder_name text not null,
  name_key text not null,
  occupation text not null,
  level integer check (level between 1 and 5),
  class_level text check (class_level in ('intermediate', 'senior', 'prospective_technician', 'technician')),
  session_id uuid,
  class_id uuid,
  issued_on date not null,
  valid boolean not null default true,
  withdrawn_on date,
  withdrawn_reason text,
  issued_by text not null,
  issued_at timestamptz not null,
  primary key (person_id, certificate_id)
);
comment on table certificate is 'A certificate issued to a person. The public asks by number and name and hears level, occupation, day and issuer, never more.';
create index on certificate (number_index);
create index on certificate (institution_id, issued_on desc);
create index on certificate (institution_id, number);
grant select, insert, update on certificate to jiqiao_app;
call guard_table('certificate', 'village_code', 'institution_id', true, true);

-- class: person
create table placement (
  person_id uuid not null,
  placement_id uuid not null,
  institution_id uuid references institution,
  village_code bigint not null,
  class_id uuid,
  kind text not null check (kind in ('job', 'self_employed', 'firm', 'online_shop', 'army', 'further_study')),
  employer text,
  employer_id uuid,
  began_on date not null,
  ended_on date,
  in_trade boolean,
  near_home boolean,
  place_code bigint,
  channel text,
  jobs_driven integer check (jobs_driven >= 0),
  evidence text not null check (evidence in ('self_report', 'employer_letter', 'insurance_record', 'business_licence')),
  file_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, placement_id)
);
comment on table placement is 'Work a person found, and how strongly it is shown: said by the person, a letter of the employer, a record of social insurance, a business licence.';
create index on placement (village_code, began_on desc);
create index on placement (institution_id, began_on desc);
create index on placement (class_id) where class_id is not null;
grant select, insert, update on placement to jiqiao_app;
call guard_table('placement', 'village_code', 'institution_id', true, true);

create view report_certificate with (security_invoker = true) as
  select c.certificate_id as source_id, c.village_code as division_code, c.issued_on as counted_on, coalesce(m.register_person_id, c.person_id) as person_id, c.institution_id,
    1::numeric as quantity, c.person_id as record_id, c.number, c.kind, c.occupation, c.level, c.class_level, c.session_id, c.class_id, c.valid
  from certificate c left join record_match m on m.person_id = c.person_id and m.known_to is null;
comment on view report_certificate is 'Certificates issued, one row each; persons are counted by person_id.';

create view report_placement with (security_invoker = true) as
  select p.placement_id as source_id, p.village_code as division_code, p.began_on as counted_on, coalesce(m.register_person_id, p.person_id) as person_id, p.institution_id,
    1::numeric as quantity, p.person_id as record_id, p.class_id, p.kind, p.employer, p.employer_id, p.ended_on, p.in_trade, p.near_home, p.place_code, p.channel, p.jobs_driven,
    p.evidence
  from placement p left join record_match m on m.person_id = p.person_id and m.known_to is null;
comment on view report_placement is 'Work that people found, one row each, with the strength of its evidence.';

create view report_assessment with (security_invoker = true) as
  select a.session_id as source_id, a.village_code as division_code, s.held_on as counted_on, coalesce(m.register_person_id, a.person_id) as person_id, a.institution_id,
    1::numeric as quantity, a.person_id as record_id, a.session_id, s.occupation, s.level, s.state, a.audience, a.result, a.class_id
  from assessment_candidate a join assessment_session s on s.session_id = a.session_id
    left join record_match m on m.person_id = a.person_id and m.known_to is null;
comment on view report_assessment is 'People at assessments, one row each.';
grant select on report_certificate, report_placement, report_assessment to jiqiao_app;
