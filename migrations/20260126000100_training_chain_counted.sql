-- An enterprise follows its order to the job without seeing other institutions' classes or anybody's name: numbers, and the purchase by its number.
create function course_chain(p_course uuid) returns table (choices integer, classes integer, completed integer, jobs integer,
  purchase_id uuid, purchase_number text, purchase_state text, held_for text)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) from training_choice h where h.course_id = p_course and h.state <> 'withdrawn')::int,
    (select count(*) from training_class k where k.course_id = p_course)::int,
    (select count(*) from report_training_participation r where r.course_id = p_course and r.state = 'completed')::int,
    (select count(distinct w.person_id) from placement w join training_class k on k.class_id = w.class_id where k.course_id = p_course)::int,
    p.purchase_id, p.number, p.state, p.held_for
  from (select 1) one left join lateral (select * from training_purchase p where p.course_id = p_course and p.state <> 'cancelled'
    order by p.bought_at limit 1) p on true $$;
revoke all on function course_chain(uuid) from public;
grant execute on function course_chain(uuid) to jiqiao_app;
