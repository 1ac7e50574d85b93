-- class: reference
create table catalogue_version (
  version_id uuid primary key,
  city_code bigint not null,
  year integer not null,
  version integer not null check (version >= 1),
  state text not null check (state in ('draft', 'published', 'superseded', 'discarded')),
  list_id uuid references source_list,
  reason text,
  entries integer not null default 0,
  checksum text,
  effective_from date,
  created_by text not null,
  created_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  published_on date,
  unique (city_code, year, version),
  check ((state = 'published') <= (published_at is not null))
);
comment on table catalogue_version is 'A city''s catalogue of schools and majors for a year. A published version is never edited: a change is a new dated version (SD2017-3.3-15..18).';
create unique index catalogue_one_published on catalogue_version (city_code, year) where state = 'published';
create unique index catalogue_one_draft on catalogue_version (city_code, year) where state = 'draft';

-- class: reference
create table catalogue_entry (
  version_id uuid not null references catalogue_version,
  entry_key uuid not null,
  institution_id uuid not null references institution,
  school_name text not null,
  school_grade text,
  major text not null,
  level text not null,
  base text not null,
  years numeric(3, 1) not null,
  plan integer check (plan >= 0),
  programme_seats integer check (programme_seats >= 0),
  tuition_fen bigint check (tuition_fen >= 0),
  accommodation_fen bigint check (accommodation_fen >= 0),
  designated boolean not null,
  requirement text,
  state text not null default 'open' check (state in ('open', 'suspended', 'removed')),
  state_from date,
  state_reason text,
  doubts text[] not null default '{}',
  position integer not null,
  primary key (version_id, entry_key)
);
comment on table catalogue_entry is 'One school, major, level and length in a version; entry_key stays the same from version to version. Fees in fen a school year; null = not stated.';
create unique index on catalogue_entry (version_id, institution_id, major, level, base, years);
create index on catalogue_entry (institution_id, version_id);

-- class: local
create table catalogue_filing (
  filing_id uuid primary key,
  city_code bigint not null,
  year integer not null,
  version_id uuid not null references catalogue_version,
  entries integer not null,
  checksum text not null,
  filed_by text not null,
  filed_at timestamptz not null,
  filed_on date not null,
  receipt_number text,
  received_by text,
  received_at timestamptz,
  unique (version_id)
);
comment on table catalogue_filing is '报省厅备案: the published version as filed, and the province''s receipt (SD2017-3.3-16).';
create index on catalogue_filing (year, city_code);
grant select, insert, update on catalogue_version, catalogue_filing to jiqiao_app;
grant select, insert, update, delete on catalogue_entry to jiqiao_app;
alter table catalogue_version enable row level security;
create policy catalogue_version_read on catalogue_version for select to jiqiao_app using (state in ('published', 'superseded') or city_code <@ (select app_areas()));
create policy catalogue_version_add on catalogue_version for insert to jiqiao_app with check (city_code <@ (select app_areas()) and (select app_may_write('catalogue_version')));
create policy catalogue_version_change on catalogue_version for update to jiqiao_app using (city_code <@ (select app_areas()) and (select app_may_write('catalogue_version')));
alter table catalogue_entry enable row level security;
create policy catalogue_entry_all on catalogue_entry to jiqiao_app using (exists (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id))
  with check (exists (select 1 from catalogue_version v where v.version_id = catalogue_entry.version_id and v.city_code <@ (select app_areas())) and (select app_may_write('catalogue_entry')));
alter table catalogue_filing enable row level security;
create policy catalogue_filing_all on catalogue_filing to jiqiao_app using (city_code <@ (select app_areas())) with check ((select app_may_write('catalogue_filing')));
