-- Who asks about everybody of a county reads village, record and what the record itself states. They stand in the index of the village's people, so that they are
-- read in a row and not from as many blocks as there are persons. One index for both, because the import writes every index of every person.
create index person_of_village on person (village_code, name_sort, person_id) include (source, id_state, sex, birth);
drop index person_village_code_name_sort_person_id_idx;
