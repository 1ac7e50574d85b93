-- Finding people (政策找人): who receives what, and the work lists that go to the villages.

-- What is granted to a person by a room of the house, by the last part of the rule that grants it. Rooms that pay or admit add their lines here.
create view fact_receives with (security_invoker = true) as
  select b.person_id, b.village_code, replace(b.benefit, '_', '-') as benefit, make_date(left(b.school_year, 4)::int, 9, 1) as valid_from,
    make_date(left(b.school_year, 4)::int + 1, 9, 1) as valid_to
  from benefit_line b where b.outcome = 'granted' and b.superseded_by is null
  union all
  select a.person_id, a.village_code, 'enrolment', a.created_at::date, null
  from application a where a.state not in ('draft', 'village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show');
comment on view fact_receives is 'Who receives which benefit from a day to a day (valid_to excluded; null: still).';
grant select on fact_receives to jiqiao_app;

-- class: local
create table find_list (
  list_id uuid primary key,
  division_code bigint not null,
  rule_key text not null,
  rule_title text not null,
  category text not null check (category in ('should_receive', 'not_entitled', 'not_known')),
  missing text,
  asked_on date not null,
  law_version integer not null,
  note text,
  items integer not null check (items > 0),
  due_on date,
  unit_id uuid not null,
  unit_name text not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null
);
comment on table find_list is 'A work list found by a rule and sent to the villages of an area; what became of each person is in find_item.';
create index on find_list (division_code, made_at desc);
create index on find_list (unit_id, made_at desc);
grant select, insert on find_list to jiqiao_app;
call guard_table('find_list', 'division_code', null, false, true);

-- class: person
create table find_item (
  person_id uuid not null,
  list_id uuid not null references find_list,
  village_code bigint not null,
  person_name text not null,
  rule_key text not null,
  rule_title text not null,
  category text not null check (category in ('should_receive', 'not_entitled', 'not_known')),
  sent_by text not null,
  due_on date,
  state text not null default 'open' check (state in ('open', 'clean')),
  standing text not null check (standing in ('should_receive', 'not_entitled', 'not_known', 'clean')),
  missing text[] not null default '{}',
  note text,
  checked_at timestamptz not null,
  checked_by text not null,
  closed_at timestamptz,
  version integer not null default 1,
  primary key (person_id, list_id),
  check ((state = 'clean') = (closed_at is not null)),
  check ((state = 'clean') = (standing = 'clean'))
);
comment on table find_item is 'One person of a work list. Nobody closes it by hand: it closes when the rule, run again on the facts of the day, finds nothing left to do.';
create unique index find_item_open on find_item (person_id, rule_key) where state = 'open';
create index on find_item (list_id, state, village_code, person_id);
create index on find_item (village_code, state, person_id);
grant select, insert, update on find_item to jiqiao_app;
call guard_table('find_item', 'village_code', null, true, true);

-- Who of these persons receives a benefit on a day, under any record of the same human and at whichever school: a yes or no, nothing else.
create function receives_benefit(p_persons uuid[], p_benefit text, p_on date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.person_id from unnest(p_persons) a(person_id) cross join lateral same_human(a.person_id) h(id) join fact_receives r on r.person_id = h.id
  where r.benefit = p_benefit and r.valid_from <= p_on and (r.valid_to is null or p_on < r.valid_to) and sees_person(a.person_id) $$;
revoke all on function receives_benefit(uuid[], text, date) from public;
grant execute on function receives_benefit(uuid[], text, date) to jiqiao_app;
