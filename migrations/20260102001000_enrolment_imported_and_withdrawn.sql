-- Persons who came by a city's hand-kept form: the city settles the major within the named school, and decides with a reason about those the rules say no to.
alter table application add column doubt_heard_at timestamptz;
create index application_imported on application (city_code, school_name, application_id) where entered_as = 'imported_at_city' and state = 'city_accepted';

-- A line of an admission whose applicant has given up keeps its number and says so; no other line takes it.
alter table admission add column withdrawn_at timestamptz;
alter table admission add column withdrawn_reason text;

-- 本人放弃 after the admission: village and poverty offices may only read admissions and letters, so this narrow function closes both, for a case
-- of the caller's area that has just been withdrawn, and for no other.
create function close_admission(p_person uuid, p_application uuid, p_by text, p_at timestamptz, p_reason text)
returns table (admission_number text, institution_id uuid, letter_id uuid, letter_number text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from application a where a.person_id = p_person and a.application_id = p_application and a.state = 'withdrawn'
      and (a.village_code <@ app_areas() or app_line() = 'system')) then return; end if;
  update admission d set withdrawn_at = p_at, withdrawn_reason = p_reason
    where d.person_id = p_person and d.application_id = p_application and d.withdrawn_at is null;
  update admission_letter l set state = 'withdrawn', closed_at = p_at, closed_by = p_by, closed_reason = p_reason
    where l.person_id = p_person and l.application_id = p_application and l.state = 'valid';
  return query select d.number, d.institution_id, l.letter_id, l.number from admission d
    left join admission_letter l on l.person_id = d.person_id and l.application_id = d.application_id and l.closed_at = p_at and l.state = 'withdrawn'
    where d.person_id = p_person and d.application_id = p_application and d.withdrawn_at = p_at;
end $$;
revoke all on function close_admission(uuid, uuid, text, timestamptz, text) from public;
grant execute on function close_admission(uuid, uuid, text, timestamptz, text) to jiqiao_app;
