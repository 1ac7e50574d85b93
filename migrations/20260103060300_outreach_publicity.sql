-- class: local
create table publicity_item (
  item_id uuid primary key,
  division_code bigint not null,
  institution_id uuid references institution,
  unit_id uuid not null references unit,
  unit_name text not null,
  title text not null,
  held_on date not null,
  theme text check (theme in ('technical_education', 'skill_training', 'evaluation_reform', 'competitions', 'craftsmanship', 'policy', 'recruitment')),
  media text not null check (media in ('press', 'broadcast', 'website', 'wechat', 'onsite', 'household', 'phone')),
  campaign text,
  views integer not null default 0 check (views >= 0),
  enquiries integer not null default 0 check (enquiries >= 0),
  applications integer not null default 0 check (applications >= 0),
  link text,
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table publicity_item is 'One act of publicity: what about, by which medium, and what came of it: views, enquiries, applications.';
create index on publicity_item (division_code, held_on desc);
create index on publicity_item (institution_id, held_on desc) where institution_id is not null;
grant select, insert, update on publicity_item to jiqiao_app;
call guard_table('publicity_item', 'division_code', 'institution_id', false, true);

-- class: local
create table publicity_household (
  household_id uuid not null references household,
  told_on date not null,
  village_code bigint not null,
  teller text not null check (teller in ('poverty_office', 'work_team', 'first_secretary', 'village_organisation', 'school')),
  acknowledged boolean not null default false,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (household_id, told_on, teller)
);
comment on table publicity_household is 'Policies told to a household (SD2017-3.1-06, 4.1-01): when, by which of the grassroots actors, and whether the household has signed for it.';
create index on publicity_household (village_code, household_id);
grant select, insert, update on publicity_household to jiqiao_app;
call guard_table('publicity_household', 'village_code', null, false, true);

-- class: person
create table guidance_contact (
  person_id uuid not null,
  contact_id uuid not null,
  village_code bigint not null,
  contacted_on date not null,
  result text not null check (result in ('study', 'training', 'employment', 'later', 'unwilling', 'absent')),
  call_again_on date,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (person_id, contact_id),
  unique (person_id, contacted_on),
  check ((result = 'later') = (call_again_on is not null))
);
comment on table guidance_contact is 'Somebody guided towards study, training or work (引导发动): what came of it, and when to call again.';
create index on guidance_contact (village_code, contacted_on desc);
create index on guidance_contact (call_again_on) where call_again_on is not null;
grant select, insert on guidance_contact to jiqiao_app;
call guard_table('guidance_contact', 'village_code', null, false, true);

-- class: local
create table theme_event (
  event_id uuid primary key,
  division_code bigint not null,
  unit_id uuid not null references unit,
  name text not null,
  on_date date not null,
  lead_days integer not null check (lead_days between 1 and 365),
  reminded_on date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (unit_id, name, on_date)
);
comment on table theme_event is 'Days to prepare for (世界青年技能日, 职业教育活动周, 技能中国行): reminded once, so many days ahead.';
grant select, insert, update on theme_event to jiqiao_app;
call guard_table('theme_event', 'division_code', null, false, true);
