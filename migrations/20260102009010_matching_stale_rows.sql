-- The list of comparisons counts what must be looked at again without reading a run's every row.
create index on match_result (run_id) where stale;
