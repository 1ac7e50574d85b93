-- Where these people are registered as students now, under any of their records: the school and since when, nothing else (SD2017-3.2-02).
create function active_schools(p_persons uuid[]) returns table (person_id uuid, school_name text, enrolled_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.person_id, i.name, s.enrolled_on
  from person p cross join lateral same_human(p.person_id) h(id)
    join student_status s on s.person_id = h.id and s.state in ('registered', 'on_leave', 'kept_for_service')
    join institution i on i.institution_id = s.institution_id
  where p.person_id = any (p_persons) and p.village_code <@ app_areas() $$;
revoke all on function active_schools(uuid[]) from public;
grant execute on function active_schools(uuid[]) to jiqiao_app;
