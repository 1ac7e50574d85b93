-- 证件更正: money needs a proved identity, so a number that was found to be wrong is put right with its papers, on the side of the list or of the register.

-- class: person
create table number_correction (
  person_id uuid not null,
  correction_id uuid not null,
  village_code bigint not null,
  run_id uuid not null references match_run,
  row_no integer not null,
  side text not null check (side in ('list', 'register')),
  was_mask text,
  now_mask text not null,
  name_was text not null,
  name_now text not null,
  file_id uuid not null,
  reason text not null,
  known_from bigint not null,
  corrected_by text not null,
  corrected_name text not null,
  corrected_at timestamptz not null,
  primary key (person_id, correction_id)
);
comment on table number_correction is 'A number (and name) of a record put right by an office that saw the papers, which are kept as file_id. The numbers themselves are in person, sealed; here are masks. Never changed.';
create index on number_correction (run_id, row_no);
grant select, insert on number_correction to jiqiao_app;
call guard_table('number_correction', 'village_code', null, true, true);
