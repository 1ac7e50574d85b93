-- The roll as it was known at the end of a day: what was entered later is left out. Without that day, as entered until now.
create function day_after(day date) returns timestamptz language sql stable parallel safe as $$ select (day + 1)::timestamp at time zone 'Asia/Shanghai' $$;
grant execute on function day_after(date) to jiqiao_app;

drop function student_standings(uuid[], date);
create function student_standings(p_persons uuid[], p_on date, p_known_on date default null) returns table (person_id uuid, status_id uuid, institution_id uuid, school_name text,
  major text, student_status text, active boolean, study_mode text, enrolled_on date, boards boolean, tuition bigint, accommodation_fee bigint, state_from date, certainty text,
  catalogue_year integer, catalogue_version integer, published_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, s.status_id, s.institution_id, i.name, s.major, case e.to_state when 'registered' then 'active' else e.to_state end,
    e.to_state in ('registered', 'on_leave', 'kept_for_service'), case when s.full_time then 'full_time' else 'part_time' end, s.enrolled_on, s.boarding,
    c.tuition_fen, c.accommodation_fen, e.on_date, match_certainty(a.person_id, s.person_id), v.year, v.version, v.published_on
  from unnest(p_persons) a(person_id) cross join lateral same_human(a.person_id) h(id)
    join student_status s on s.person_id = h.id join institution i on i.institution_id = s.institution_id
    join lateral (select t.to_state, t.on_date from student_event t where t.person_id = s.person_id and t.status_id = s.status_id and t.on_date <= p_on
      and (p_known_on is null or t.at < day_after(p_known_on))
      order by t.seq desc limit 1) e on true
    left join catalogue_version v on v.version_id = s.version_id
    left join catalogue_entry c on c.version_id = s.version_id and c.entry_key = s.entry_key
  where sees_person(a.person_id) and (p_known_on is null or s.registered_at < day_after(p_known_on)) $$;
revoke all on function student_standings(uuid[], date, date) from public;
grant execute on function student_standings(uuid[], date, date) to jiqiao_app;
