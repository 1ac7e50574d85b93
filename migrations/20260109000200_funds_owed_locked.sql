-- What humans are owed already, asked after lining up with everybody who decides about them: one message to the server, and what is read is read after the lock.
create function owed_locked(p_persons uuid[], p_item text, p_cap_key text, p_cap_year integer)
returns table (person_id uuid, human uuid, periods text[], capped integer)
language plpgsql volatile set search_path = public, pg_temp as $$
begin
  perform lock_humans(p_persons);
  return query select o.person_id, o.human, o.periods, o.capped from owed_already(p_persons, p_item, p_cap_key, p_cap_year) o;
end $$;
revoke all on function owed_locked(uuid[], text, text, integer) from public;
grant execute on function owed_locked(uuid[], text, text, integer) to jiqiao_app;
