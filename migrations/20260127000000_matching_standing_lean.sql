-- What stands of a line is looked up by person, by the person of the register and by list; by institution and by place only what somebody has to decide, or has decided, which is one
-- line of twenty. Each of these indexes over all lines was a seventh of what a comparison writes.
drop index record_match_institution_id_decision_list_row_idx;
create index on record_match (institution_id, list_row) where known_to is null and decision = 'offered';
drop index record_match_village_code_decision_idx;
create index on record_match (village_code, decision) where known_to is null and decision <> 'auto';
