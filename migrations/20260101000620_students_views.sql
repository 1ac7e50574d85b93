-- A status may also end by transfer or without a diploma, as the roll writes it (转出, 结业).
alter table student_status drop constraint student_status_state_check;
alter table student_status add constraint student_status_state_check
  check (state in ('registered', 'on_leave', 'kept_for_service', 'left', 'transferred', 'completed', 'graduated'));
-- A number made of a citizen number (学籍号 G + 身份证号) is kept as mask and blind index only.
alter table student_status add column number_kind text not null default 'school' check (number_kind in ('national', 'school'));
alter table student_status add column number_index bytea;
create index on student_status (institution_id, number_index) where number_index is not null;
create index on student_status (village_code, enrolled_on desc, status_id);
create unique index student_status_of_application on student_status (person_id, application_id) where application_id is not null;

-- Why a granted line carries no sum, or why it is held; and what it was decided from, so that the same again changes nothing.
alter table benefit_line add column note text check (note in ('match_outdated', 'match_inferred', 'no_standard', 'fee_not_stated', 'boarding_unknown'));
alter table benefit_line add column fingerprint text not null default '';

-- class: person
create table match_exception (
  person_id uuid not null,
  exception_id uuid not null,
  institution_id uuid not null references institution,
  village_code bigint not null,
  school_year text not null,
  reason text not null,
  given_by text not null,
  given_unit_id uuid,
  given_at timestamptz not null,
  primary key (person_id, exception_id)
);
comment on table match_exception is 'The county lets an outdated match stand for a school year, with its reason (SD2017-4.2-03). Append-only.';
grant select, insert on match_exception to jiqiao_app;
call guard_table('match_exception', 'village_code', 'institution_id', true, true);

-- Records of one human, the same seen from each of them: linked by matching, or with the same valid number.
create or replace function same_human(p_person uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (select canonical_id, valid from identity_link where person_id = p_person order by recorded_at desc, link_id desc limit 1),
    canonical as (select coalesce((select canonical_id from mine where valid), p_person) as id),
    linked as (select l.person_id as id from canonical c join identity_link l on l.canonical_id = c.id
      where l.valid and not exists (select 1 from identity_link n where n.person_id = l.person_id and (n.recorded_at, n.link_id) > (l.recorded_at, l.link_id))),
    known as (select p_person as id union select id from canonical union select id from linked)
  select id from known
  union select q.person_id from known k join person p on p.person_id = k.id join person q on q.id_index = p.id_index
    where p.id_state = 'valid' and q.id_state = 'valid' $$;

-- Lines up everybody who changes something that holds once per human, until the transaction ends. The lock is on the number where there is a
-- valid one, so that two records of one human entered at the same moment meet.
create function lock_humans(p_persons uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select count(pg_advisory_xact_lock(k)) from (
    select distinct hashtextextended('human ' || coalesce(case when p.id_state = 'valid' then encode(p.id_index, 'hex') end, p.person_id::text), 0) as k
    from unnest(p_persons) a(person_id) cross join lateral same_human(a.person_id) h(id) join person p on p.person_id = h.id order by 1) t $$;
revoke all on function lock_humans(uuid[]) from public;
grant execute on function lock_humans(uuid[]) to jiqiao_app;

-- Whether the reader may ask about a person at all: own area, own student, or a grant.
create function sees_person(p_person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_line() <> 'public' and (exists (select 1 from person p where p.person_id = p_person and p.village_code <@ app_areas())
    or exists (select 1 from student_status s where s.person_id = p_person and s.institution_id = app_institution())
    or exists (select 1 from access_grant g where g.person_id = p_person and g.unit_id = app_unit()
      and app_today() >= g.valid_from and (g.valid_to is null or app_today() < g.valid_to))) $$;
revoke all on function sees_person(uuid) from public;

-- How surely two records are one human: proved by equal valid number and name, by the link book, or for a record itself by its valid number.
create function match_certainty(p_one uuid, p_other uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case when p_one = p_other then case when a.id_state = 'valid' then 'proved' else 'inferred' end
    when a.id_state = 'valid' and b.id_state = 'valid' and a.id_index = b.id_index and a.name_key = b.name_key then 'proved'
    when not exists (select 1 from (select distinct on (l.person_id) l.person_id, l.valid, l.certainty, l.canonical_id from identity_link l
      where l.person_id in (p_one, p_other) order by l.person_id, l.recorded_at desc, l.link_id desc) t
      where not t.valid or t.certainty <> 'proved') and exists (select 1 from identity_link l where l.person_id in (p_one, p_other)) then 'proved'
    else 'inferred' end
  from person a, person b where a.person_id = p_one and b.person_id = p_other $$;
revoke all on function match_certainty(uuid, uuid) from public;

-- What the assisted register said of persons on a day, as known at a publication (null: now), under any record of the same human; a day before
-- the first list is answered from that list and is only inferred. Facts for a decision: no number, no address, no other person of the household.
create function register_statements(p_persons uuid[], p_on date, p_known bigint) returns table (
  person_id uuid, village_code bigint, sex text, birth date, id_state text, died boolean, certainty text, register_person_id uuid, household_id uuid,
  household_types text[], identified_on date, relation text, education text, in_school text, labour_skill text, veteran boolean, residence text,
  doubtful_fields text[], list_id uuid, list_date date, sender text, confirmed_on date, covering_date date, covering_sender text, known_at bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with bound as (select coalesce(p_known, (select max(publication_seq) from source_list)) as seq)
  select p.person_id, p.village_code, coalesce(p.sex, r.sex), coalesce(p.birth, r.birth), p.id_state,
    exists (select 1 from person_event e where e.person_id in (p.person_id, r.person_id) and e.kind = 'died' and e.on_date <= p_on
      and (p_known is null or e.known_from <= p_known)),
    r.certainty, r.person_id, r.household_id, r.household_types, r.identified_on, r.relation, r.education, r.in_school, r.labour_skill, r.veteran,
    r.residence, r.doubtful_fields, r.list_id, r.list_date, r.sender,
    case when r.person_id is not null then greatest(r.list_date, case when not r.absent then covering.list_date end) end,
    covering.list_date, covering.sender_name, bound.seq
  from bound cross join person p
    left join lateral (
      select s.*, q.sex, q.birth, l.list_date, l.sender_name as sender,
        case when s.valid_from > p_on then 'inferred' else match_certainty(p.person_id, q.person_id) end as certainty,
        coalesce((select e.kind = 'no_longer_listed' from person_event e where e.person_id = q.person_id and e.kind in ('no_longer_listed', 'relisted')
          and e.on_date <= p_on and (p_known is null or e.known_from <= p_known) order by e.known_from desc limit 1), false) as absent
      from same_human(p.person_id) h(id) join person q on q.person_id = h.id join person_status s on s.person_id = q.person_id
        left join source_list l on l.list_id = s.list_id
      where (s.valid_to is null or p_on < s.valid_to)
        and (case when p_known is null then s.known_to is null else s.known_from <= p_known and (s.known_to is null or s.known_to > p_known) end)
      order by (q.person_id = p.person_id) desc, (q.source = 'assisted_register') desc, (s.valid_from <= p_on) desc, s.valid_from limit 1) r on true
    left join lateral (
      select l.list_date, l.sender_name from source_list l
      where l.kind = 'assisted_register' and l.state = 'published' and l.coverage = 'complete' and l.area_lo <= p.village_code and l.area_hi > p.village_code
        and l.list_date <= p_on and (p_known is null or l.publication_seq <= p_known)
      order by l.list_date desc limit 1) covering on true
  where p.person_id = any (p_persons) and sees_person(p.person_id) $$;
revoke all on function register_statements(uuid[], date, bigint) from public;
grant execute on function register_statements(uuid[], date, bigint) to jiqiao_app;

-- What the room states of a student: one row per status and stretch of time with one state; open at the end while it lasts.
create view fact_student with (security_invoker = true) as
  select s.person_id, s.status_id, s.institution_id, s.village_code, e.on_date as valid_from,
    lead(e.on_date) over (partition by s.person_id, s.status_id order by e.seq) as valid_to,
    case e.to_state when 'registered' then 'active' else e.to_state end as student_status,
    e.to_state in ('registered', 'on_leave', 'kept_for_service') as active_student_status,
    case when s.full_time then 'full_time' else 'part_time' end as study_mode,
    s.enrolled_on, s.boarding as boards, c.tuition_fen as tuition, c.accommodation_fen as accommodation_fee
  from student_status s join student_event e on e.person_id = s.person_id and e.status_id = s.status_id
    left join catalogue_entry c on c.version_id = s.version_id and c.entry_key = s.entry_key;
comment on view fact_student is 'Facts about students on both ends of a day: valid_from <= day < valid_to.';
grant select on fact_student to jiqiao_app;

-- Every student status of the same human on a day, whichever school holds it, for decisions and for the conflict of two statuses (SD2017-3.2-02).
create function student_standings(p_persons uuid[], p_on date) returns table (person_id uuid, status_id uuid, institution_id uuid, school_name text,
  major text, student_status text, active boolean, study_mode text, enrolled_on date, boards boolean, tuition bigint, accommodation_fee bigint, state_from date, certainty text,
  catalogue_year integer, catalogue_version integer, published_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, s.status_id, s.institution_id, i.name, s.major, case e.to_state when 'registered' then 'active' else e.to_state end,
    e.to_state in ('registered', 'on_leave', 'kept_for_service'), case when s.full_time then 'full_time' else 'part_time' end, s.enrolled_on, s.boarding,
    c.tuition_fen, c.accommodation_fen, e.on_date, match_certainty(a.person_id, s.person_id), v.year, v.version, v.published_on
  from unnest(p_persons) a(person_id) cross join lateral same_human(a.person_id) h(id)
    join student_status s on s.person_id = h.id join institution i on i.institution_id = s.institution_id
    join lateral (select t.to_state, t.on_date from student_event t where t.person_id = s.person_id and t.status_id = s.status_id and t.on_date <= p_on
      order by t.seq desc limit 1) e on true
    left join catalogue_version v on v.version_id = s.version_id
    left join catalogue_entry c on c.version_id = s.version_id and c.entry_key = s.entry_key
  where sees_person(a.person_id) $$;
revoke all on function student_standings(uuid[], date) from public;
grant execute on function student_standings(uuid[], date) to jiqiao_app;

-- What the room adds to a person's file.
create view timeline_students with (security_invoker = true) as
  select e.person_id, e.at, 'student.' || e.event as kind,
    case e.event when 'register' then '注册学籍' when 'leave_of_absence' then '休学' when 'enlist' then '保留学籍（参军）' when 'return' then '复学'
      when 'leave' then '退学' when 'transfer' then '转出' when 'complete' then '结业' when 'graduate' then '毕业' else e.event end as title,
    '/students/' || e.status_id as link
  from student_event e
  union all
  select b.person_id, b.decided_at, 'student.benefit', '核定五免一享：' || b.school_year || '学年', '/students/' || b.status_id
  from benefit_line b where b.benefit = 'tuition' and b.superseded_by is null;
grant select on timeline_students to jiqiao_app;

-- A unit sees and closes the tasks addressed to it, wherever their place is; a school may ask the home of its own student for a visit.
create policy read_own_task on task for select to jiqiao_app using ((select app_may_read('task')) and unit_id = (select app_unit()));
create policy change_own_task on task for update to jiqiao_app using ((select app_may_write('task')) and unit_id = (select app_unit()));
create policy add_visit_task on task for insert to jiqiao_app with check (kind = 'dropout_visit' and (select app_line()) = 'school'
  and exists (select 1 from student_status s where s.person_id = task.person_id and s.institution_id = (select app_institution())));
