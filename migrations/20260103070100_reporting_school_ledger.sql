-- 学校扶贫工作台账: what a school did for target persons, line by line from the records themselves, and what it spent on it (SD2017-3.1-13, 4.2-05).

create view report_ledger_line with (security_invoker = true) as
  select a.admission_id as source_id, a.village_code as division_code, a.admitted_on as counted_on, a.person_id, a.institution_id, 1::numeric as quantity,
    'education' as part, p.name as person_name, p.id_mask, a.major || '（' || a.level || '）' as subject, a.number,
    coalesce(e.user_name, a.admitted_by) as operator, e.unit_name as operator_unit, a.admitted_at as recorded_at,
    l.issued_on as letter_on, l.user_name as letter_by, s.reported_on, s.enrolled_on as registered_on, s.user_name as registered_by,
    null::date as ends_on, null::text as result,
    case when x.state in ('withdrawn', 'no_show') then x.state when s.state in ('left', 'graduated') then s.state end as ended
  from admission a
    join person p on p.person_id = a.person_id
    left join application x on x.person_id = a.person_id and x.application_id = a.application_id
    left join lateral (select v.user_name, v.unit_name from application_event v where v.person_id = a.person_id and v.application_id = a.application_id
      and v.event = 'admit' order by v.seq desc limit 1) e on true
    left join lateral (select i.issued_on, v.user_name from admission_letter i
      left join application_event v on v.person_id = i.person_id and v.application_id = i.application_id and v.event = 'issue_letter'
      where i.person_id = a.person_id and i.admission_id = a.admission_id order by i.issued_at desc, v.seq desc limit 1) l on true
    left join lateral (select t.state, t.reported_on, t.enrolled_on, v.user_name from student_status t
      left join student_event v on v.person_id = t.person_id and v.status_id = t.status_id and v.seq = 1
      where t.person_id = a.person_id and t.application_id = a.application_id and t.institution_id = a.institution_id order by t.registered_at desc limit 1) s on true
  union all
  select t.participation_id, t.village_code, coalesce(t.starts_on, c.starts_on), t.person_id, t.institution_id, 1::numeric,
    'training', p.name, p.id_mask, concat_ws(' ', c.name, c.trade), t.certificate_no,
    coalesce(e.user_name, s.sender_name), s.sender_name, s.received_at,
    null, null, null, null, null, coalesce(t.ends_on, c.ends_on), t.result,
    case when t.known_to is not null then 'not_listed' end
  from training_participation t
    join training_class c on c.class_id = t.class_id
    join person p on p.person_id = t.person_id
    left join source_list s on s.list_id = t.list_id
    left join lateral (select u.user_name from audit_entry u where u.subject_type = 'source_list' and u.subject_id = t.list_id::text order by u.at limit 1) e on true
  where t.known_to is null or not exists (select 1 from training_participation n where n.person_id = t.person_id and n.participation_id = t.participation_id
    and n.known_from > t.known_from);
comment on view report_ledger_line is 'Lines of a school''s work ledger: each person admitted and each training of a person, with days and operators. A participant a later roster no longer names stays, marked not_listed.';
grant select on report_ledger_line to jiqiao_app;

-- class: local
create table school_cost (
  cost_id uuid primary key,
  institution_id uuid not null references institution,
  city_code bigint not null,
  part text not null check (part in ('education', 'training')),
  kind text not null check (kind in ('recruitment', 'publicity', 'service', 'transport')),
  on_date date not null,
  amount_fen bigint not null check (amount_fen > 0),
  what text not null,
  recorded_by text not null,
  recorded_name text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table school_cost is 'What a school spent on recruitment, publicity, service or transport for the programme, in fen (SD2017-4.2-05). Withdrawn, never edited.';
create index on school_cost (institution_id, on_date);
create index on school_cost (city_code, on_date);
grant select, insert, update on school_cost to jiqiao_app;
call guard_table('school_cost', 'city_code', 'institution_id', false, true);
