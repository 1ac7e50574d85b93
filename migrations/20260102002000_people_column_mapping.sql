-- class: local
create table column_mapping (
  mapping_id uuid primary key,
  unit_id uuid not null references unit,
  kind text not null check (kind in ('assisted_register', 'wishes')),
  heading text not null,
  occurrence integer not null default 1 check (occurrence > 0),
  field text,
  list_id uuid not null references source_list,
  set_by text not null,
  set_at timestamptz not null,
  ended_at timestamptz
);
comment on table column_mapping is 'What a sender''s own headings mean: a field of the importer, or null to leave the column out. Set on a list, remembered for the sender''s next one, ended rather than changed.';
create unique index on column_mapping (unit_id, kind, heading, occurrence) where ended_at is null;
create index on column_mapping (list_id);
grant select, insert, update on column_mapping to jiqiao_app;
alter table column_mapping enable row level security;
create policy column_mapping_all on column_mapping to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit()))
  with check ((select app_line()) = 'system' or unit_id = (select app_unit()));

alter table source_list add column column_choices jsonb not null default '[]';
comment on column source_list.column_choices is 'The headings this list is read with where they differ from what the importer knows: heading, occurrence, field or null.';
