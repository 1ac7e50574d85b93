-- A comparison writes a row for every line of a list, which was most of its time: each row was checked against its run, and stood in six indexes.

-- Rows are written only by the transaction that holds their run's row locked, and no run is ever deleted.
alter table match_result drop constraint match_result_run_id_fkey;

-- Rows to be reviewed are looked for again and again; matched and unmatched ones are read in the order of the list, which the primary key gives.
drop index match_result_run_id_zone_row_no_idx;
create index on match_result (run_id, row_no) where zone = 'review';

-- Two rules take nearly all rows of any list; the others are what a reader filters by.
drop index match_result_run_id_rule_row_no_idx;
create index on match_result (run_id, rule, row_no) where rule <> 'id_exact_name' and rule <> 'valid_id_not_in_register';

-- Nothing is looked up by the person of the register: the standing matches are (record_match).
drop index match_result_register_person_id_idx;

-- The institution is that of the run or list that the rows come from, where it is checked once.
alter table record_match drop constraint record_match_institution_id_fkey;
