-- A record has a dozen values it is found by: each was checked against its record by a trigger and stood in two wide indexes, which was most of an
-- import. Values are written and taken away with their record, in its transaction, by the one store that writes records; records are never deleted.
alter table register_value drop constraint register_value_record_id_fkey;
alter table register_value drop constraint register_value_pkey;
drop index register_value_register_field_value_division_code_record_id_idx;
alter table register_value add primary key (register, field, value, division_code, record_id) include (state, institution_id, shared);
create index on register_value (record_id);
