-- Counts that have gone cold are forgotten by age.
create index on public_attempt (window_from);
