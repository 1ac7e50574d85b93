-- class: local
create table agreement (
  agreement_id uuid primary key,
  kind text not null,
  number text not null unique,
  title text not null,
  state text not null check (state in ('draft', 'agreed', 'sent', 'signed', 'in_force', 'ended', 'discarded')),
  division_code bigint not null,
  institution_id uuid references institution,
  seen_divisions bigint[] not null default '{}',
  seen_institutions uuid[] not null default '{}',
  starts_on date,
  ends_on date,
  in_force_on date,
  ended_on date,
  sight_from date,
  sight_to date,
  serial integer,
  data jsonb not null default '{}',
  renews uuid references agreement,
  execution jsonb,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
comment on table agreement is 'An agreement of schools, areas, enterprises or donors; its kind is declared in rules/*/agreements. division_code and institution_id are the drafting side''s; seen_* is who reads it now; sight_* the span in which each side sees the other''s entries.';
create index on agreement (division_code, kind, state);
create index on agreement (institution_id, kind);
create index on agreement using gin (seen_institutions);
create index on agreement using gin (seen_divisions);
grant select, insert, update on agreement to jiqiao_app;
alter table agreement enable row level security;
create policy read_agreement on agreement for select to jiqiao_app using ((select app_may_read('agreement')) and (division_code <@ (select app_areas())
  or institution_id = (select app_institution()) or (select app_institution()) = any (seen_institutions)
  or exists (select 1 from unnest(seen_divisions) d where d <@ (select app_areas()))));
create policy add_agreement on agreement for insert to jiqiao_app with check ((select app_may_write('agreement')) and (division_code <@ (select app_areas())
  or institution_id = (select app_institution())));
create policy change_agreement on agreement for update to jiqiao_app using ((select app_may_write('agreement')) and (division_code <@ (select app_areas())
  or institution_id = (select app_institution()) or (select app_institution()) = any (seen_institutions)
  or exists (select 1 from unnest(seen_divisions) d where d <@ (select app_areas())))) with check ((select app_may_write('agreement')));

-- class: local
create table agreement_party (
  agreement_id uuid not null references agreement,
  seq integer not null,
  role text not null,
  institution_id uuid references institution,
  division_code bigint not null,
  name text not null,
  leads boolean not null default false,
  officer text,
  officer_phone text,
  responsible_unit text,
  signed_on date,
  signed_by text,
  signed_name text,
  signed_file uuid,
  data jsonb not null default '{}',
  primary key (agreement_id, seq)
);
comment on table agreement_party is 'Who stands in an agreement: a school, enterprise or area, who answers for it (责任单位、责任人、电话), and when it signed.';
create index on agreement_party (division_code, agreement_id);
create index on agreement_party (institution_id, agreement_id);
grant select, insert, update on agreement_party to jiqiao_app;

-- class: local
create table agreement_commitment (
  agreement_id uuid not null references agreement,
  commitment_id uuid primary key,
  kind text not null,
  title text not null,
  code text,
  quantity numeric(18, 2) not null check (quantity > 0),
  unit text not null,
  due_on date,
  party_seq integer,
  removed_at timestamptz
);
comment on table agreement_commitment is 'What an agreement promises: kind, number, unit and day; entries fulfil it.';
create index on agreement_commitment (agreement_id, kind);
grant select, insert, update on agreement_commitment to jiqiao_app;

-- class: local
create table agreement_section (
  agreement_id uuid not null references agreement,
  section text not null,
  words text not null,
  confirmed jsonb not null default '{}',
  primary key (agreement_id, section)
);
comment on table agreement_section is 'A section of an agreement that the parties fix together: its words, and which party confirmed them when ({seq: {on, by}}).';
grant select, insert, update on agreement_section to jiqiao_app;

-- class: local
create table support_staff (
  staff_id uuid primary key,
  institution_id uuid not null references institution,
  division_code bigint not null,
  name text not null,
  duty text not null check (duty in ('expert', 'teacher', 'manager')),
  title text,
  specialty text,
  volunteers boolean not null default false,
  added_by text not null,
  added_at timestamptz not null,
  unique (institution_id, name, duty)
);
comment on table support_staff is 'Experts, teachers and managers of schools who are sent, received or ready to help; no number and no telephone.';
create index on support_staff (division_code, duty);
grant select, insert, update on support_staff to jiqiao_app;
call guard_table('support_staff', 'division_code', 'institution_id', false, true);

-- class: local
create table agreement_entry (
  entry_id uuid primary key,
  kind text not null,
  agreement_id uuid references agreement,
  commitment_id uuid references agreement_commitment,
  parent_id uuid references agreement_entry,
  division_code bigint not null,
  institution_id uuid references institution,
  unit_id uuid not null,
  state text not null check (state in ('recorded', 'confirmed', 'returned', 'open', 'closed', 'declined', 'cancelled', 'withdrawn')),
  about_institution uuid references institution,
  about_division bigint,
  about_name text,
  code text,
  quantity numeric(18, 2),
  on_date date not null,
  ended_on date,
  due_on date,
  staff_id uuid references support_staff,
  person_id uuid,
  data jsonb not null default '{}',
  evidence uuid[] not null default '{}',
  recorded_by text not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  confirmed_by text,
  confirmed_unit uuid,
  confirmed_at timestamptz,
  version integer not null default 1
);
comment on table agreement_entry is 'One thing that was done, needed, offered or kept under an agreement or by an office alone; its kind is declared in rules/*/agreements. division_code and institution_id are the recording side''s; the other side sees it while the agreement''s sight lasts.';
create index on agreement_entry (agreement_id, kind, on_date);
create index on agreement_entry (division_code, kind, on_date);
create index on agreement_entry (institution_id, kind, on_date);
create index on agreement_entry (parent_id);
create index on agreement_entry (staff_id) where staff_id is not null;
create index on agreement_entry (person_id) where person_id is not null;
grant select, insert, update on agreement_entry to jiqiao_app;
alter table agreement_entry enable row level security;
create policy read_agreement_entry on agreement_entry for select to jiqiao_app using ((select app_may_read('agreement_entry')) and (division_code <@ (select app_areas())
  or institution_id = (select app_institution()) or exists (select 1 from agreement a where a.agreement_id = agreement_entry.agreement_id
    and (select app_today()) >= a.sight_from and (a.sight_to is null or (select app_today()) < a.sight_to))));
create policy add_agreement_entry on agreement_entry for insert to jiqiao_app with check ((select app_may_write('agreement_entry'))
  and (division_code <@ (select app_areas()) or institution_id = (select app_institution())));
create policy change_agreement_entry on agreement_entry for update to jiqiao_app using ((select app_may_write('agreement_entry')) and (division_code <@ (select app_areas())
  or institution_id = (select app_institution()) or exists (select 1 from agreement a where a.agreement_id = agreement_entry.agreement_id
    and (select app_today()) >= a.sight_from and (a.sight_to is null or (select app_today()) < a.sight_to)))) with check ((select app_may_write('agreement_entry')));

-- class: local
create table agreement_event (
  event_id uuid primary key,
  agreement_id uuid references agreement,
  entry_id uuid references agreement_entry,
  action text not null,
  from_state text,
  to_state text,
  reason text,
  data jsonb not null default '{}',
  user_id text not null,
  user_name text not null,
  unit_name text not null,
  at timestamptz not null,
  check (agreement_id is not null or entry_id is not null)
);
comment on table agreement_event is 'What happened to an agreement or an entry, in order; states follow from it. Append-only.';
create index on agreement_event (agreement_id, at);
create index on agreement_event (entry_id, at);
grant select, insert on agreement_event to jiqiao_app;

-- class: local
create table service_certificate (
  certificate_id uuid primary key,
  number text not null unique,
  code_index bytea not null unique,
  staff_id uuid not null references support_staff,
  institution_id uuid not null references institution,
  division_code bigint not null,
  staff_name text not null,
  basis text not null,
  periods jsonb not null,
  days integer not null check (days > 0),
  months integer not null check (months >= 0),
  issued_on date not null,
  issued_by text not null,
  issuer text not null,
  revoked_on date,
  revoked_reason text
);
comment on table service_certificate is 'A certificate of service (支教服务证明): merged periods of confirmed service, days and full months; looked up by its check code.';
create index on service_certificate (staff_id);
create index on service_certificate (division_code, issued_on);
grant select, insert, update on service_certificate to jiqiao_app;
call guard_table('service_certificate', 'division_code', 'institution_id', false, true);

create function check_service_certificate(p_index bytea) returns table (state text, number text, issuer text, issued_on date, days integer, months integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when revoked_on is null then 'valid' else 'revoked' end, number, issuer, issued_on, days, months
  from service_certificate where code_index = p_index $$;
revoke all on function check_service_certificate(bytea) from public;
grant execute on function check_service_certificate(bytea) to jiqiao_app;

-- class: local
create table preference_use (
  use_id uuid primary key,
  certificate_id uuid not null references service_certificate,
  division_code bigint not null,
  institution_id uuid,
  ranking text not null,
  review text not null,
  used_on date not null,
  place integer not null,
  decided_tie boolean not null,
  used_by text not null,
  unique (certificate_id, review, used_on)
);
comment on table preference_use is 'Where a certificate of service was put forward in a review, and whether it decided between equals (N2019 四, SD2017 三(五)).';
create index on preference_use (division_code, used_on);
grant select, insert on preference_use to jiqiao_app;
call guard_table('preference_use', 'division_code', 'institution_id', false, true);

-- class: local
create table pairing_summary (
  summary_id uuid primary key,
  division_code bigint not null,
  year integer not null,
  due_on date not null,
  state text not null check (state in ('draft', 'sent', 'received')),
  page jsonb not null,
  overrides jsonb not null default '{}',
  narrative jsonb not null default '{}',
  sent_on date,
  sent_by text,
  sent_name text,
  received_on date,
  received_by text,
  received_name text,
  version integer not null default 1,
  opened_by text not null,
  opened_at timestamptz not null,
  unique (division_code, year)
);
comment on table pairing_summary is 'A province''s yearly summary of pairing assistance (N2019 结尾): its data page as derived, overrides with their reasons, four parts of text, sent to and received by the ministry.';
grant select, insert, update on pairing_summary to jiqiao_app;
call guard_table('pairing_summary', 'division_code', null, false, true);

-- Children of an agreement are seen and changed by whoever sees and may change agreements.
alter table agreement_party enable row level security;
create policy agreement_party_read on agreement_party for select to jiqiao_app using (exists (select 1 from agreement a where a.agreement_id = agreement_party.agreement_id));
create policy agreement_party_add on agreement_party for insert to jiqiao_app with check ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_party.agreement_id));
create policy agreement_party_change on agreement_party for update to jiqiao_app using ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_party.agreement_id));
alter table agreement_commitment enable row level security;
create policy agreement_commitment_read on agreement_commitment for select to jiqiao_app using (exists (select 1 from agreement a where a.agreement_id = agreement_commitment.agreement_id));
create policy agreement_commitment_add on agreement_commitment for insert to jiqiao_app with check ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_commitment.agreement_id));
create policy agreement_commitment_change on agreement_commitment for update to jiqiao_app using ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_commitment.agreement_id));
alter table agreement_section enable row level security;
create policy agreement_section_read on agreement_section for select to jiqiao_app using (exists (select 1 from agreement a where a.agreement_id = agreement_section.agreement_id));
create policy agreement_section_add on agreement_section for insert to jiqiao_app with check ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_section.agreement_id));
create policy agreement_section_change on agreement_section for update to jiqiao_app using ((select app_may_write('agreement')) and exists (select 1 from agreement a where a.agreement_id = agreement_section.agreement_id));
alter table agreement_event enable row level security;
create policy agreement_event_read on agreement_event for select to jiqiao_app using (exists (select 1 from agreement a where a.agreement_id = agreement_event.agreement_id)
  or exists (select 1 from agreement_entry e where e.entry_id = agreement_event.entry_id));
create policy agreement_event_add on agreement_event for insert to jiqiao_app with check ((select app_may_write('agreement')));

create view report_agreement_activity with (security_invoker = true) as
select e.entry_id as source_id, e.division_code, e.on_date as counted_on, e.person_id, e.institution_id, coalesce(e.quantity, 1) as quantity,
  e.kind, e.code, e.state, e.agreement_id, a.kind as agreement_kind, a.state as agreement_state, e.about_institution, e.about_division, e.ended_on, e.data
from agreement_entry e left join agreement a on a.agreement_id = e.agreement_id
where e.state not in ('returned', 'declined', 'cancelled', 'withdrawn');
comment on view report_agreement_activity is 'What was done under agreements or by offices alone, one row an entry that stands; quantity 1 or the entry''s number.';

create view report_agreement_commitment with (security_invoker = true) as
select c.commitment_id as source_id, a.division_code, coalesce(c.due_on, a.in_force_on, a.starts_on) as counted_on, null::uuid as person_id, a.institution_id, c.quantity,
  c.kind, c.code, c.unit, a.agreement_id, a.kind as agreement_kind, a.state as agreement_state
from agreement_commitment c join agreement a on a.agreement_id = c.agreement_id
where c.removed_at is null and a.state <> 'discarded';
comment on view report_agreement_commitment is 'What agreements promise, one row a commitment.';
grant select on report_agreement_activity, report_agreement_commitment to jiqiao_app;
