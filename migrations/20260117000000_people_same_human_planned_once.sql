-- Who is one human and who may ask are asked for single persons, and planning took longer than the answer: a function in plpgsql keeps its plans
-- for the session, whatever is asked. What they answer does not change.
create or replace function same_human(p_person uuid) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
  with mine as (select l.canonical_id, l.valid from identity_link l where l.person_id = p_person order by l.recorded_at desc, l.link_id desc limit 1),
    canonical as (select coalesce((select m.canonical_id from mine m where m.valid), p_person) as id),
    linked as (select l.person_id as id from canonical c join identity_link l on l.canonical_id = c.id
      where l.valid and not exists (select 1 from identity_link n where n.person_id = l.person_id and (n.recorded_at, n.link_id) > (l.recorded_at, l.link_id))),
    known as (select p_person as id union select c.id from canonical c union select l.id from linked l)
  select k.id from known k
  union select q.person_id from known k join person p on p.person_id = k.id join person q on q.id_index = p.id_index
    where p.id_state = 'valid' and q.id_state = 'valid';
end $$;

create or replace function sees_person(p_person uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return app_line() <> 'public' and (exists (select 1 from person p where p.person_id = p_person and p.village_code <@ app_areas())
    or exists (select 1 from student_status s where s.person_id = p_person and s.institution_id = app_institution())
    or exists (select 1 from access_grant g where g.person_id = p_person and g.unit_id = app_unit()
      and app_today() >= g.valid_from and (g.valid_to is null or app_today() < g.valid_to)));
end $$;

-- Lines up with everybody who decides about these humans, then says what they are owed already: one call, and who is one human is asked anew only after having waited.
create or replace function owed_locked(p_persons uuid[], p_item text, p_cap_key text, p_cap_year integer)
returns table (person_id uuid, human uuid, periods text[], capped integer)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  asked uuid[];
  records uuid[];
  k bigint;
  waited boolean := false;
begin
  select array_agg(a.id), array_agg(h.id) into asked, records from unnest(p_persons) a(id) cross join lateral same_human(a.id) h(id);
  for k in select distinct hashtextextended('human ' || coalesce(case when p.id_state = 'valid' then encode(p.id_index, 'hex') end, p.person_id::text), 0)
    from person p where p.person_id = any (records) order by 1
  loop
    if not pg_try_advisory_xact_lock(k) then
      perform pg_advisory_xact_lock(k);
      waited := true;
    end if;
  end loop;
  if waited then
    select array_agg(a.id), array_agg(h.id) into asked, records from unnest(p_persons) a(id) cross join lateral same_human(a.id) h(id);
  end if;
  return query
  select h.person_id, h.human,
    coalesce(array_agg(distinct e.period_key || '/' || e.part) filter (where e.item = p_item), '{}'),
    (count(distinct (e.item, e.period_key)) filter (where e.cap_key = p_cap_key and e.cap_year = p_cap_year))::integer
  from (select t.person_id, min(t.id::text)::uuid as human, array_agg(t.id) as ids from unnest(asked, records) t(person_id, id) group by 1) h
    left join entitlement e on e.person_id = any (h.ids) and e.outcome = 'due' and e.withdrawn_at is null
  where sees_person(h.person_id) group by 1, 2;
end $$;
