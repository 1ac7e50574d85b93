-- Contests through which students obtain certificates, and the certificates proposed by the rank rule when a contest closes.

-- class: reference
create table skill_contest (
  contest_id uuid primary key,
  name text not null,
  occupation text not null,
  held_on date not null,
  institution_id uuid not null references institution,
  location_code bigint not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  kept_by text not null,
  kept_at timestamptz not null,
  closed_by text,
  closed_at timestamptz
);
comment on table skill_contest is 'A skills contest (职业技能竞赛) of an occupation; institution_id is the body that assesses and will issue what is proposed.';
create index on skill_contest (location_code, held_on desc);
create index on skill_contest (institution_id, held_on desc);
grant select, insert, update on skill_contest to jiqiao_app;
call guard_table('skill_contest', 'location_code', 'institution_id', false, true);

-- class: person
create table contest_entrant (
  person_id uuid not null,
  contest_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  person_name text not null,
  rank integer not null check (rank > 0),
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, contest_id)
);
comment on table contest_entrant is 'Who took part in a contest, and the rank.';
create index on contest_entrant (contest_id, rank);
grant select, insert, update on contest_entrant to jiqiao_app;
call guard_table('contest_entrant', 'village_code', 'institution_id', true, true);

-- class: person
create table certificate_proposal (
  person_id uuid not null,
  contest_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  person_name text not null,
  rank integer not null,
  occupation text not null,
  level integer not null check (level between 1 and 5),
  rule_key text not null,
  rule_version integer not null,
  law_version integer not null,
  clause text not null,
  proposed_at timestamptz not null,
  certificate_id uuid,
  primary key (person_id, contest_id)
);
comment on table certificate_proposal is 'A certificate that the rank rule proposes for a place in a contest; certificate_id once a filed body has issued it.';
create index on certificate_proposal (contest_id);
create index on certificate_proposal (institution_id, proposed_at desc);
grant select, insert, update on certificate_proposal to jiqiao_app;
call guard_table('certificate_proposal', 'village_code', 'institution_id', true, true);
