-- class: person
create table application (
  person_id uuid not null,
  application_id uuid not null,
  number text not null,
  year integer not null,
  category text not null check (category in ('junior_high', 'senior_high', 'veteran')),
  state text not null check (state in ('draft', 'village_registered', 'village_agreed', 'village_not_agreed', 'township_review', 'returned_to_village',
    'township_not_passed', 'township_passed', 'county_compiling', 'submitted_to_city', 'returned_to_township', 'city_accepted', 'admitted', 'reselect',
    'returned_to_county', 'school_notified', 'letter_issued', 'reported', 'status_registered', 'benefits_active', 'withdrawn', 'no_show')),
  held_by text not null check (held_by in ('village', 'township', 'county', 'city', 'school', 'none')),
  held_since timestamptz not null,
  round integer not null default 0,
  poverty_decided boolean not null default false,
  hr_decided boolean not null default false,
  village_code bigint not null,
  township_code bigint not null,
  county_code bigint not null,
  city_code bigint not null,
  entered_as text not null check (entered_as in ('village', 'township_for_village', 'imported_at_city', 'family')),
  evidence_file_id uuid,
  list_id uuid,
  list_row integer,
  person_name text not null,
  card_no text,
  entry_key uuid,
  version_id uuid,
  catalogue_city_code bigint,
  institution_id uuid,
  school_name text,
  major text,
  level text,
  years numeric(3, 1),
  graduation_school text,
  graduation_year integer,
  graduation_proved boolean,
  not_continuing boolean,
  veteran_certificate text,
  discharged_on date,
  guardian_name text,
  guardian_relation text,
  consent boolean not null default false,
  consent_on date,
  contact_phone bytea,
  contact_address bytea,
  green_channel boolean not null default true,
  eligibility text check (eligibility in ('yes', 'no', 'unknown')),
  decision_id uuid,
  register_list_id uuid,
  register_list_date date,
  match_certainty text check (match_certainty in ('proved', 'inferred')),
  village_batch_id uuid,
  county_batch_id uuid,
  slip_index bytea,
  created_by text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (person_id, application_id)
);
comment on table application is 'One person''s application of a year. state, held_by, round and *_decided are caches of application_event, written in the same transaction.';
create unique index application_one_live on application (person_id, year) where state not in ('village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show');
create index on application (application_id);
create index on application (number);
create index on application (village_code, state, held_since, application_id);
create index on application (township_code, state, held_since, application_id);
create index on application (county_code, state, held_since, application_id);
create index on application (city_code, state, held_since, application_id);
create index on application (institution_id, state, held_since, application_id) where institution_id is not null;
create index on application (township_code, held_since, application_id) where state = 'township_review' and not poverty_decided;
create index on application (township_code, held_since, application_id, person_id) where state = 'township_review' and not hr_decided;
create index on application (village_batch_id) where village_batch_id is not null;
create index on application (county_batch_id) where county_batch_id is not null;
grant select, insert, update on application to jiqiao_app;

-- class: person
create table application_event (
  person_id uuid not null,
  application_id uuid not null,
  seq integer not null,
  event text not null,
  from_state text,
  to_state text not null,
  office text check (office in ('poverty', 'hr')),
  round integer,
  reason_code text,
  reason text,
  defects jsonb not null default '[]',
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  unit_id uuid,
  unit_name text not null,
  village_code bigint not null,
  institution_id uuid,
  at timestamptz not null,
  primary key (person_id, application_id, seq)
);
comment on table application_event is 'The history a case''s state follows from; append-only.';
grant select, insert on application_event to jiqiao_app;

-- class: person
create table application_review (
  person_id uuid not null,
  application_id uuid not null,
  round integer not null,
  office text not null check (office in ('poverty', 'hr')),
  decision text not null check (decision in ('pass', 'return', 'fail')),
  reason_code text,
  reason text,
  defects jsonb not null default '[]',
  facts jsonb not null default '{}',
  mode text not null check (mode in ('joint', 'independent', 'sequential')),
  closed boolean not null default false,
  user_id text not null,
  user_name text not null,
  on_behalf_of text,
  unit_id uuid,
  village_code bigint not null,
  at timestamptz not null,
  primary key (person_id, application_id, round, office),
  check (decision = 'pass' or reason is not null)
);
comment on table application_review is 'One answer per office and round (the key forbids a second). In independent review an open round shows an office only its own answer.';
grant select, insert, update on application_review to jiqiao_app;

-- class: person
create table application_paper (
  person_id uuid not null,
  application_id uuid not null,
  paper_id uuid not null,
  kind text not null,
  file_id uuid,
  note text,
  village_code bigint not null,
  institution_id uuid,
  added_by text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (person_id, application_id, paper_id)
);
comment on table application_paper is 'Papers photographed against the checklist of the category.';
grant select, insert, update on application_paper to jiqiao_app;

-- class: local
create table village_batch (
  batch_id uuid primary key,
  number text not null unique,
  village_code bigint not null,
  township_code bigint not null,
  year integer not null,
  state text not null check (state in ('open', 'sent')),
  agreed integer not null default 0,
  not_agreed integer not null default 0,
  checksum text,
  evidence_file_id uuid,
  entered_by_unit uuid,
  created_by text not null,
  created_at timestamptz not null,
  sent_by text,
  sent_at timestamptz
);
comment on table village_batch is '村级汇总: compiled, agreed per person, sent (SD2017-3.2-07).';
create index on village_batch (village_code, created_at desc);
grant select, insert, update on village_batch to jiqiao_app;

-- class: local
create table county_batch (
  batch_id uuid primary key,
  number text not null unique,
  county_code bigint not null,
  city_code bigint not null,
  year integer not null,
  state text not null check (state in ('compiling', 'sent', 'received')),
  lines integer not null default 0,
  checksum text,
  poverty_confirmed_by text,
  poverty_confirmed_at timestamptz,
  poverty_checksum text,
  hr_confirmed_by text,
  hr_confirmed_at timestamptz,
  hr_checksum text,
  created_by text not null,
  created_at timestamptz not null,
  sent_by text,
  sent_at timestamptz,
  received_by text,
  received_at timestamptz,
  received_lines integer,
  received_checksum text,
  check (state = 'compiling' or (poverty_confirmed_at is not null and hr_confirmed_at is not null))
);
comment on table county_batch is '县级汇总: both departments confirm the same lines (会签) before it can be sent; the city''s receipt shows the same count and checksum (SD2017-3.2-10, -11).';
create index on county_batch (county_code, created_at desc);
create index on county_batch (city_code, state, sent_at);
grant select, insert, update on county_batch to jiqiao_app;

-- class: local
create table seat_use (
  entry_key uuid not null,
  year integer not null,
  taken integer not null check (taken >= 0),
  primary key (entry_key, year)
);
comment on table seat_use is 'Seats taken for the programme, one row locked per admission, so that no entry is filled beyond what the school declared.';
grant select, insert, update on seat_use to jiqiao_app;

-- class: person
create table admission (
  person_id uuid not null,
  admission_id uuid not null,
  application_id uuid not null,
  number text not null,
  sequence bigint not null,
  year integer not null,
  city_code bigint not null,
  village_code bigint not null,
  institution_id uuid not null,
  entry_key uuid not null,
  version_id uuid not null,
  school_name text not null,
  major text not null,
  level text not null,
  years numeric(3, 1) not null,
  admitted_on date not null,
  admitted_by text not null,
  admitted_at timestamptz not null,
  receiving_city_code bigint,
  receiving_confirmed_by text,
  receiving_confirmed_at timestamptz,
  notice_id uuid,
  primary key (person_id, admission_id)
);
comment on table admission is '录取: numbered without gaps per city and year (SD2017-3.2-12).';
create unique index on admission (person_id, application_id);
create index on admission (city_code, year, sequence);
create index on admission (institution_id, year, sequence);
create index on admission (notice_id);
grant select, insert, update on admission to jiqiao_app;

-- class: local
create table school_notice (
  notice_id uuid primary key,
  number text not null unique,
  institution_id uuid not null references institution,
  city_code bigint not null,
  year integer not null,
  persons integer not null,
  sent_by text not null,
  sent_at timestamptz not null,
  read_by text,
  read_at timestamptz
);
comment on table school_notice is '录取通知: one per school with its admitted names, and when the school read it (SD2017-3.2-13).';
create index on school_notice (institution_id, sent_at desc);
create index on school_notice (city_code, sent_at desc);
grant select, insert, update on school_notice to jiqiao_app;

-- class: person
create table admission_letter (
  person_id uuid not null,
  letter_id uuid not null,
  application_id uuid not null,
  admission_id uuid not null,
  number text not null,
  check_index bytea not null,
  check_code bytea not null,
  institution_id uuid not null,
  village_code bigint not null,
  state text not null check (state in ('valid', 'withdrawn', 'replaced')),
  issued_on date not null,
  issued_by text not null,
  issued_at timestamptz not null,
  delivery text not null check (delivery in ('handed_over', 'post', 'village', 'electronic')),
  report_by date,
  report_place text,
  replaced_by uuid,
  primary key (person_id, letter_id)
);
comment on table admission_letter is '录取通知书: number, and a check code (encrypted; its blind index is looked up by the public check page).';
create index on admission_letter (check_index);
create index on admission_letter (institution_id, issued_at desc);
create index on admission_letter (person_id, application_id);
grant select, insert, update on admission_letter to jiqiao_app;

call guard_table('application', 'village_code', 'institution_id', true, true);
call guard_table('application_event', 'village_code', 'institution_id', true, true);
call guard_table('application_paper', 'village_code', 'institution_id', true, true);
call guard_table('village_batch', 'village_code', null, false, true);
call guard_table('county_batch', 'county_code', null, false, true);
call guard_table('admission', 'village_code', 'institution_id', true, true);
call guard_table('school_notice', 'city_code', 'institution_id', false, true);
call guard_table('admission_letter', 'village_code', 'institution_id', true, true);
-- Independent review: an office sees the other's answer only once the round is closed.
alter table application_review enable row level security;
create policy application_review_read on application_review for select to jiqiao_app using (village_code <@ (select app_areas())
  and (select app_may_read('application_review')) and (closed or mode <> 'independent' or office = (select app_line()) or (select app_line()) = 'system'));
create policy application_review_add on application_review for insert to jiqiao_app with check (village_code <@ (select app_areas()) and (select app_may_write('application_review')));
create policy application_review_close on application_review for update to jiqiao_app using (village_code <@ (select app_areas()) and (select app_may_write('application_review')));

-- The narrow function that closes a round: gives both answers only when both are in, and marks them closed.
create function close_review_round(p_person uuid, p_application uuid, p_round integer)
returns table (office text, decision text, reason_code text, reason text, defects jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from application_review r where r.person_id = p_person and r.application_id = p_application and r.round = p_round
      and r.village_code <@ app_areas()) < 2 then return; end if;
  update application_review r set closed = true where r.person_id = p_person and r.application_id = p_application and r.round = p_round;
  return query select r.office, r.decision, r.reason_code, r.reason, r.defects from application_review r
    where r.person_id = p_person and r.application_id = p_application and r.round = p_round order by r.office;
end $$;
revoke all on function close_review_round(uuid, uuid, integer) from public;
grant execute on function close_review_round(uuid, uuid, integer) to jiqiao_app;

-- The public check of a letter: tells state, school and issue date for a code's blind index, and nothing of the person.
create function check_letter(p_index bytea) returns table (state text, number text, school_name text, issued_on date, replaced_by_number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.state, l.number, a.school_name, l.issued_on, (select n.number from admission_letter n where n.person_id = l.person_id and n.letter_id = l.replaced_by)
  from admission_letter l join admission a on a.person_id = l.person_id and a.admission_id = l.admission_id where l.check_index = p_index $$;
revoke all on function check_letter(bytea) from public;
grant execute on function check_letter(bytea) to jiqiao_app;
