-- The law room: who must act under each duty, official texts attached by offices, what offices set and add to the law, and the readings chosen.

alter table policy_obligation add column actors text not null default '';
alter table policy_version add column base_seq integer references policy_version;
comment on column policy_version.base_seq is 'For a state that joins what offices set and added to a rules folder: the state of the folder alone.';

-- class: local
create table policy_proposal (
  proposal_id uuid primary key,
  kind text not null check (kind in ('value', 'document', 'continuation')),
  state text not null check (state in ('prepared', 'checked', 'in_force', 'returned', 'withdrawn')),
  unit_id uuid not null,
  unit_name text not null,
  division_code bigint not null,
  jurisdiction text not null,
  subject text not null,
  title text not null,
  legal_source text not null,
  additions jsonb not null,
  prepared_by text not null,
  checked_by text,
  approved_by text,
  law_version integer references policy_version,
  seq bigint generated always as identity,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check (checked_by is null or checked_by <> prepared_by),
  check (approved_by is null or (approved_by <> prepared_by and approved_by <> checked_by)),
  check ((state = 'in_force') = (law_version is not null))
);
comment on table policy_proposal is 'What an office sets or adds to the law: prepared, checked and approved by three different persons. Once in force it never changes; another proposal follows it.';
create index on policy_proposal (division_code, seq desc);
create index on policy_proposal (seq) where state = 'in_force';

-- class: local
create table policy_proposal_event (
  proposal_id uuid not null references policy_proposal,
  event_no integer not null,
  division_code bigint not null,
  action text not null check (action in ('prepare', 'check', 'approve', 'return', 'withdraw', 'prepare_again')),
  reason text,
  by_user text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (proposal_id, event_no)
);
comment on table policy_proposal_event is 'The steps of a proposal, each by whom and when; append-only.';

grant select, insert, update on policy_proposal to jiqiao_app;
grant select, insert on policy_proposal_event to jiqiao_app;
call guard_table('policy_proposal', 'division_code', null, false, true);
call guard_table('policy_proposal_event', 'division_code', null, false, true);

-- class: local
create table law_text (
  text_id uuid primary key,
  document text not null,
  unit_id uuid not null,
  unit_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  media_type text not null,
  size bigint not null check (size > 0),
  note text,
  attached_by text not null,
  attached_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  check ((removed_at is null) = (removed_by is null))
);
comment on table law_text is 'The official text of a document as an office holds it; the product itself carries none. Read by every office, attached and removed by its own.';
create index on law_text (document, attached_at) where removed_at is null;
grant select, insert, update on law_text to jiqiao_app;
alter table law_text enable row level security;
create policy read_law_text on law_text for select to jiqiao_app using ((select app_line()) <> 'public');
create policy add_law_text on law_text for insert to jiqiao_app with check ((select app_line()) = 'system' or unit_id = (select app_unit()));
create policy change_law_text on law_text for update to jiqiao_app using ((select app_line()) = 'system' or unit_id = (select app_unit()));

-- class: reference
create table law_reading (
  code text primary key,
  seq integer not null,
  documents text[] not null,
  finding_zh text not null,
  finding_en text not null,
  reading_zh text not null,
  reading_en text not null,
  switches text[] not null
);
comment on table law_reading is 'Conflicts and gaps of the documents (C1 to C21), the reading chosen and the parameters that change it.';

-- class: reference
create table law_succession (
  code text primary key,
  seq integer not null,
  kind text not null check (kind in ('unit', 'fund', 'class')),
  from_zh text not null,
  from_en text not null,
  to_zh text not null,
  to_en text not null,
  since date not null,
  note text
);
comment on table law_succession is 'Offices, funds and classes of people that took the place of others on a day; old records keep the old name.';

do $$ declare t text; begin
  foreach t in array array['law_reading', 'law_succession'] loop
    execute format('grant select, insert, update on %I to jiqiao_app', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy read_%s on %I for select to jiqiao_app using (true)', t, t);
    execute format('create policy add_%s on %I for insert to jiqiao_app with check ((select app_line()) = ''system'')', t, t);
    execute format('create policy change_%s on %I for update to jiqiao_app using ((select app_line()) = ''system'')', t, t);
  end loop;
end $$;

-- class: reference
create table law_area (
  list text not null,
  code text not null check (code ~ '^\d{6}$'),
  name text not null,
  valid_from date not null,
  valid_to date,
  note text,
  primary key (list, code, name)
);
comment on table law_area is 'Published lists of counties that documents refer to, dated; a list may be incomplete and law_area_list says so.';

-- class: reference
create table law_area_list (
  list text primary key,
  title_zh text not null,
  title_en text not null,
  official_count integer,
  complete boolean not null,
  note_zh text not null,
  note_en text not null
);
comment on table law_area_list is 'What each list of counties is, how many it officially has and whether all of them are held.';

do $$ declare t text; begin
  foreach t in array array['law_area', 'law_area_list'] loop
    execute format('grant select, insert, update on %I to jiqiao_app', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy read_%s on %I for select to jiqiao_app using (true)', t, t);
    execute format('create policy add_%s on %I for insert to jiqiao_app with check ((select app_line()) = ''system'')', t, t);
    execute format('create policy change_%s on %I for update to jiqiao_app using ((select app_line()) = ''system'')', t, t);
  end loop;
end $$;
