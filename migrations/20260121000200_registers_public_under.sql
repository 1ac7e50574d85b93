alter table register_public add column under_id uuid;
comment on column register_public.under_id is 'The record on whose public page it stands: a result under its contest.';
create index on register_public (under_id) where under_id is not null;
