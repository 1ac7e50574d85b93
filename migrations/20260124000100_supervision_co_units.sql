-- A programme may be laid on two department lines of one place together (N2021: human resources and rural revitalisation): each confirms for itself.
alter table supervision_matter add column co_unit_id uuid references unit, add column co_unit_name text, add column confirmed_by uuid[] not null default '{}';
alter table supervision_matter add constraint supervision_matter_co_unit check ((co_unit_id is null) = (co_unit_name is null) and (co_unit_id is null or co_unit_id is distinct from unit_id));
create index on supervision_matter (co_unit_id) where co_unit_id is not null;
