-- Nobody looks standing matches up by when they became known; of a list what stands is counted by decision, from the index alone. Each index over all lines is an eighth of what a comparison writes.
drop index record_match_known_from_idx;
drop index record_match_list_id_list_row_idx;
create index on record_match (list_id, decision) where known_to is null;
