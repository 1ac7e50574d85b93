-- class: local
create table survey_village (
  institution_id uuid not null references institution,
  year integer not null,
  village_code bigint not null,
  assigned_by text not null,
  assigned_at timestamptz not null,
  primary key (institution_id, year, village_code)
);
comment on table survey_village is 'Villages a school is to go down to in a year to find out the real situation (SD2017-3.1-11).';
create index on survey_village (village_code, year);
grant select, insert on survey_village to jiqiao_app;

-- class: local
create table survey_visit (
  visit_id uuid primary key,
  institution_id uuid not null references institution,
  year integer not null,
  village_code bigint not null,
  visited_on date not null,
  visitors text not null,
  households integer not null check (households >= 0),
  people integer not null check (people >= 0),
  would_study integer not null check (would_study >= 0),
  would_train integer not null check (would_train >= 0),
  publicity text,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (institution_id, village_code, visited_on)
);
comment on table survey_visit is 'One visit of a school to a village: what it found, and how it publicised the policies (SD2017-3.1-11, 3.1-12).';
create index on survey_visit (institution_id, year, village_code);
create index on survey_visit (village_code, year);
grant select, insert on survey_visit to jiqiao_app;
call guard_table('survey_village', 'village_code', 'institution_id', false, true);
call guard_table('survey_visit', 'village_code', 'institution_id', false, true);
