-- A list narrowed by values is counted and paged from them alone: they say the state of their record as they say its place.
alter table register_value add column state text;
update register_value v set state = r.state from register_record r where r.record_id = v.record_id;
alter table register_value alter column state set not null;
