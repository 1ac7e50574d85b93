-- class: local
create table liaison_contact (
  contact_id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  duty text,
  phone text not null,
  valid_from date not null,
  valid_to date,
  set_by text not null,
  set_at timestamptz not null,
  check (valid_to is null or valid_to > valid_from)
);
comment on table liaison_contact is 'Who at an HR or poverty department keeps up the liaison with the other one (SD2017-3.1-02); dated, ended rather than changed. Office telephones, known to every office.';
create unique index on liaison_contact (unit_id) where valid_to is null;
create index on liaison_contact (unit_id, valid_from);
grant select, insert, update on liaison_contact to jiqiao_app;
alter table liaison_contact enable row level security;
create policy liaison_contact_read on liaison_contact for select to jiqiao_app using ((select app_line()) <> 'public');
create policy liaison_contact_add on liaison_contact for insert to jiqiao_app with check ((select app_line()) = 'system' or unit_id = (select app_unit()));
create policy liaison_contact_end on liaison_contact for update to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit()))
  with check ((select app_line()) = 'system' or unit_id = (select app_unit()));
