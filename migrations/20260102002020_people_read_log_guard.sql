-- Who read whose file is itself about people: seen by the reader's own unit, by whoever may see the person (the file's own list of readers)
-- and by auditors and administrators of the area; written by whoever acts, in their own unit's name.
alter table read_log enable row level security;
create policy read_log_add on read_log for insert to jiqiao_app with check ((select app_line()) <> 'public' and ((select app_line()) = 'system'
  or unit_id is not distinct from (select app_unit())));
-- The person comes before the units of the area: for one file the common case needs no list of units.
create policy read_log_read on read_log for select to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit())
  or (person_id is not null and exists (select 1 from person p where p.person_id = read_log.person_id))
  or unit_id in (select u.unit_id from unit u where u.division_code <@ (select app_areas())));
create index on read_log (unit_id, at desc);
