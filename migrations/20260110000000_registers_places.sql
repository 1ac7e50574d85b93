-- How much of a record's places others have taken, over all records whoever keeps them: a number and nothing else, so that a school cannot take the
-- last place twice because it does not see who has it.
create function register_places_taken(p_register text, p_field text, p_host uuid, p_except uuid, p_match jsonb, p_quantity text, p_waiting text, p_day date) returns numeric
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(case when p_quantity is null then 1 else coalesce((r.data ->> p_quantity)::numeric, 0) end), 0)
  from register_value v join register_record r on r.record_id = v.record_id
  where v.register = p_register and v.field = p_field and v.value = p_host::text and r.record_id <> p_except
    and r.state in ('submitted', 'accepted') and (r.ended_on is null or r.ended_on > p_day) and r.data @> p_match and (p_waiting is null or r.stage is distinct from p_waiting) $$;
revoke all on function register_places_taken(text, text, uuid, uuid, jsonb, text, text, date) from public;
grant execute on function register_places_taken(text, text, uuid, uuid, jsonb, text, text, date) to jiqiao_app;

-- When what is public holds: a policy or a service that begins later or is over is not shown.
alter table register_public add column holds_from date;
alter table register_public add column holds_until date;
create index on register_public (register, division_code);
comment on column register_public.holds_from is 'The day from which it holds; null from its publication.';
comment on column register_public.holds_until is 'The day from which it holds no longer; null while it goes on.';
