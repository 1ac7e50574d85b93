-- A draft may hold entries whose level, length … a person has yet to decide; only decided ones must differ from each other.
do $$ declare name text; begin
  select indexname into strict name from pg_indexes where tablename = 'catalogue_entry' and indexdef like 'CREATE UNIQUE INDEX%institution_id, major, level, base, years)%';
  execute format('drop index %I', name);
end $$;
create unique index catalogue_entry_once on catalogue_entry (version_id, institution_id, major, level, base, years) where doubts = '{}';
-- A school met for the first time gets its record when the draft is published, so that a discarded draft leaves nothing.
alter table catalogue_entry drop constraint catalogue_entry_institution_id_fkey;

-- Entries change only in drafts, and only by the city they belong to.
drop policy catalogue_entry_all on catalogue_entry;
create policy catalogue_entry_read on catalogue_entry for select to jiqiao_app
  using (exists (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id));
create policy catalogue_entry_add on catalogue_entry for insert to jiqiao_app with check ((select app_may_write('catalogue_entry')) and exists
  (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id and v.state = 'draft' and v.city_code <@ (select app_areas())));
create policy catalogue_entry_change on catalogue_entry for update to jiqiao_app using ((select app_may_write('catalogue_entry')) and exists
  (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id and v.state = 'draft' and v.city_code <@ (select app_areas())));
create policy catalogue_entry_drop on catalogue_entry for delete to jiqiao_app using ((select app_may_write('catalogue_entry')) and exists
  (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id and v.state = 'draft' and v.city_code <@ (select app_areas())));

drop policy catalogue_filing_all on catalogue_filing;
create policy catalogue_filing_read on catalogue_filing for select to jiqiao_app using (city_code <@ (select app_areas()) and (select app_may_read('catalogue_filing')));
create policy catalogue_filing_add on catalogue_filing for insert to jiqiao_app with check (city_code <@ (select app_areas()) and (select app_may_write('catalogue_filing')));
create policy catalogue_filing_receive on catalogue_filing for update to jiqiao_app using (city_code <@ (select app_areas()) and (select app_may_write('catalogue_filing')));

-- What was published stays as it was published: it can only become history.
create function keep_published_catalogue() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return new; end if;
  if old.state = 'published' and new.state = 'superseded' and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then return new; end if;
  raise exception 'a published catalogue version is never edited';
end $$;
create trigger keep_published_catalogue before update on catalogue_version for each row execute function keep_published_catalogue();
