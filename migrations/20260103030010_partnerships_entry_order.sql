-- Entries recorded together keep the order they were given in.
alter table agreement_entry add column ordinal integer not null default 0;
