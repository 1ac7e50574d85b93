-- What humans are owed is read person by person from the index: with a plan kept while the table was nearly empty it was read whole, a millisecond for every thousand entitlements.
create or replace function owed_locked(p_persons uuid[], p_item text, p_cap_key text, p_cap_year integer)
returns table (person_id uuid, human uuid, periods text[], capped integer)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  asked uuid[];
  records uuid[];
  keys bigint[];
  k bigint;
  waited boolean := false;
  areas int8multirange := app_areas();
begin
  for turn in 1..2 loop
    if exists (select 1 from identity_link l where l.person_id = any (p_persons) or l.canonical_id = any (p_persons)) then
      select array_agg(a.id), array_agg(h.id) into asked, records from unnest(p_persons) a(id) cross join lateral same_human(a.id) h(id);
      select array_agg(distinct hashtextextended('human ' || coalesce(case when p.id_state = 'valid' then encode(p.id_index, 'hex') end, p.person_id::text), 0))
        into keys from person p where p.person_id = any (records);
    else
      select array_agg(a.id), array_agg(a.other), array_agg(distinct hashtextextended('human ' || a.name, 0)) into asked, records, keys from (
        select p.person_id as id, coalesce(q.person_id, p.person_id) as other,
          coalesce(case when p.id_state = 'valid' then encode(p.id_index, 'hex') end, p.person_id::text) as name
        from person p left join person q on q.id_index = p.id_index and q.id_state = 'valid' and p.id_state = 'valid' where p.person_id = any (p_persons)) a;
    end if;
    exit when turn = 2;
    if keys is null then exit; end if;
    foreach k in array keys loop
      if not pg_try_advisory_xact_lock(k) then
        perform pg_advisory_xact_lock(k);
        waited := true;
      end if;
    end loop;
    exit when not waited;
  end loop;
  return query
  select h.person_id, h.human, o.periods, o.capped
  from (select t.person_id, min(t.id::text)::uuid as human, array_agg(t.id) as ids from unnest(asked, records) t(person_id, id) group by 1) h
    join person p on p.person_id = h.person_id
    cross join lateral (select coalesce(array_agg(distinct e.period_key || '/' || e.part) filter (where e.item = p_item), '{}') as periods,
        (count(distinct (e.item, e.period_key)) filter (where e.cap_key = p_cap_key and e.cap_year = p_cap_year))::integer as capped
      from entitlement e where e.person_id = any (h.ids) and e.outcome = 'due' and e.withdrawn_at is null) o
  where (app_line() <> 'public' and p.village_code <@ areas) or sees_person(h.person_id);
end $$;
