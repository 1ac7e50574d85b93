-- Queues show the green channel first (SD2017-3.3-01), so the order is in the index.
create index application_poverty_queue on application (township_code, green_channel desc, held_since, application_id)
  where state = 'township_review' and not poverty_decided;
create index application_hr_queue on application (township_code, green_channel desc, held_since, application_id)
  where state = 'township_review' and not hr_decided;
create index application_village_queue on application (village_code, green_channel desc, held_since, application_id) where held_by = 'village';
create index application_county_queue on application (county_code, green_channel desc, held_since, application_id) where held_by = 'county';
create index application_city_queue on application (city_code, green_channel desc, held_since, application_id) where held_by = 'city';
create index application_school_queue on application (institution_id, green_channel desc, held_since, application_id) where held_by = 'school';
create index application_slip on application (slip_index) where slip_index is not null;

-- Records of one human: linked by matching, or with the same valid number. For the narrow functions below only.
create function same_human(p_person uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with link as (select distinct on (person_id) person_id, canonical_id, valid from identity_link
      where person_id = p_person order by person_id, recorded_at desc, link_id desc),
    linked as (select l.person_id from link mine join identity_link l on l.canonical_id = mine.canonical_id
      where mine.valid and l.valid and not exists (select 1 from identity_link n where n.person_id = l.person_id
        and (n.recorded_at, n.link_id) > (l.recorded_at, l.link_id)))
  select p_person
  union select person_id from linked
  union select canonical_id from link where valid
  union select q.person_id from person p join person q on q.id_index = p.id_index
    where p.person_id = p_person and p.id_state = 'valid' and q.id_state = 'valid' $$;
revoke all on function same_human(uuid) from public;

-- Whether the same human has a live application of the year somewhere: tells where and in which state, nothing of the person.
create function live_application(p_person uuid, p_year integer) returns table (application_id uuid, number text, village_code bigint, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.application_id, a.number, a.village_code, a.state from application a
  where a.year = p_year and a.state not in ('village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show')
    and a.person_id in (select same_human(p_person))
    and exists (select 1 from person p where p.person_id = p_person and p.village_code <@ app_areas()) $$;
revoke all on function live_application(uuid, integer) from public;
grant execute on function live_application(uuid, integer) to jiqiao_app;

-- Whether one of these people has answered a round for the other office: yes or no, so that independent review stays blind.
create function answered_for_other(p_person uuid, p_application uuid, p_round integer, p_office text, p_users text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from application_review r where r.person_id = p_person and r.application_id = p_application and r.round = p_round
    and r.office <> p_office and (r.user_id = any (p_users) or r.on_behalf_of = any (p_users)) and r.village_code <@ app_areas()) $$;
revoke all on function answered_for_other(uuid, uuid, integer, text, text[]) from public;
grant execute on function answered_for_other(uuid, uuid, integer, text, text[]) to jiqiao_app;

-- What the holder of a slip may see: state, who decided last, when and why; no name and no number of a person.
create function check_slip(p_index bytea) returns table (number text, state text, year integer, school_name text, major text, at timestamptz, unit_name text, reason text, defects jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.number, a.state, a.year, a.school_name, a.major, e.at, e.unit_name, e.reason, e.defects
  from application a left join lateral (select * from application_event e where e.person_id = a.person_id and e.application_id = a.application_id
    order by e.seq desc limit 1) e on true
  where a.slip_index = p_index $$;
revoke all on function check_slip(bytea) from public;
grant execute on function check_slip(bytea) to jiqiao_app;
