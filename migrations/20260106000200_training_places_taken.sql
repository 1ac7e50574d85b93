-- How many places of a course are taken, over all villages: a count, nobody's name, so that the last place is given once.
create function course_places_taken(p_course uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from training_choice where course_id = p_course and state <> 'withdrawn' $$;
revoke all on function course_places_taken(uuid) from public;
grant execute on function course_places_taken(uuid) to jiqiao_app;
