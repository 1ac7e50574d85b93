-- Whether a side already stands in another agreement of a kind that only one may hold; told without showing the other agreement.
create function agreement_holder(p_kind text, p_role text, p_institution uuid, p_division bigint, p_except uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.number from agreement a join agreement_party p using (agreement_id)
  where a.kind = p_kind and a.state = 'in_force' and a.agreement_id <> p_except and p.role = p_role
    and p.institution_id is not distinct from p_institution and (p_institution is not null or p.division_code = p_division) order by a.number limit 1 $$;
revoke all on function agreement_holder(text, text, uuid, bigint, uuid) from public;
grant execute on function agreement_holder(text, text, uuid, bigint, uuid) to jiqiao_app;
