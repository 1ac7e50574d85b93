-- What people state about a person, for the policy engine and for files; every view asks with the reader's own row security.

-- Words of the register → codes of the facts catalogue (policy/register-words.ts writes the same for one row at a time).
create function register_stage(word text) returns text language sql immutable parallel safe as $$
  select case
    when word = '非在校生' then 'not_at_school' when word like '学龄前%' then 'preschool' when word like '小学%' then 'primary'
    when word = '九年级' then 'junior_high_final_year' when word in ('七年级', '八年级') then 'junior_high'
    when word = '普通高中三年级' then 'senior_high_final_year' when word like '普通高中%' then 'senior_high'
    when word like '技师学院%' or word like '技工%' then 'technical_school' when word like '中职%' then 'secondary_vocational'
    when word ~ '大专|高职|本科|硕士|博士|研究生' then 'higher_education' end $$;
create function register_relation(word text) returns text language sql immutable parallel safe as $$
  select case
    when word is null then null when word = '户主' then 'head' when word = '配偶' then 'spouse' when word ~ '^(儿媳|女婿)' then 'child_in_law'
    when word ~ '孙' then 'grandchild' when word ~ '^(女|儿子|女儿|[长次二三四五]子|[长次二三四五]女|养子.*|养女.*)$' then 'child'
    when word ~ '^(父亲|母亲|继.*|公公|婆婆|岳.)$' then 'parent' when word ~ '^(兄|弟|姐姐|妹妹)$' then 'sibling' else 'other' end $$;
create function register_household_types(words text[]) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(code), '{}') from (select case word when '一般脱贫户' then 'out_of_poverty' when '脱贫不稳定户' then 'unstable'
    when '边缘易致贫户' then 'marginal' when '突发严重困难户' then 'sudden_hardship' when '低保户' then 'minimum_living' when '特困供养户' then 'extreme_hardship' end as code
    from unnest(words) as word) c where code is not null $$;

create view fact_person with (security_invoker = true) as
select p.person_id, p.village_code, p.source, p.household_id,
  p.id_state = 'valid' and not coalesce(c.doubtful_fields && array['id_number', 'name', 'duplicate'], false) as identity_usable,
  not exists (select 1 from person_event e where e.person_id = p.person_id and e.kind = 'died' and e.on_date <= app_today()) as alive,
  case p.sex when '男' then 'male' when '女' then 'female' end as sex,
  p.birth as birth_date,
  case when c.doubtful_fields && array['household_types', 'household', 'duplicate'] then null else nullif(register_household_types(c.household_types), '{}') end as household_types,
  case when 'identified_on' = any(c.doubtful_fields) then null else c.identified_on end as registered_on,
  case c.residence when '农村' then 'rural' when '城镇' then 'urban' end as residence,
  register_relation(c.relation) as relation_to_head,
  case when 'education' = any(c.doubtful_fields) then null else case c.education when '文盲或半文盲' then 'illiterate' when '小学' then 'primary'
    when '初中' then 'junior_high' when '高中' then 'senior_high' when '中职' then 'secondary_vocational' when '大专' then 'junior_college'
    when '本科及以上' then 'bachelor_or_above' end end as education_level,
  case when 'in_school' = any(c.doubtful_fields) then null else register_stage(c.in_school) end as school_stage,
  case c.labour_skill when '无劳动力' then 'none' when '丧失劳动力' then 'lost' when '弱劳动力或半劳动力' then 'weak' when '普通劳动力' then 'ordinary'
    when '技能劳动力' then 'skilled' end as labour_skill,
  c.veteran, w.study as study_wish, w.train as training_wish, c.doubtful_fields, c.list_id, l.list_date, l.sender_name
from person p
  left join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
  left join source_list l on l.list_id = c.list_id
  left join lateral (select w.study, w.train from wish w where w.person_id = p.person_id and w.year = extract(year from app_today())::int
    order by w.asked_on desc, w.recorded_at desc limit 1) w on true;
comment on view fact_person is 'What the register, the identity number and the wish register say of a person now; names of columns are names of facts. null is unknown.';

create view fact_assisted with (security_invoker = true) as
select s.person_id, s.village_code, s.household_types, s.identified_on, s.exited_on, s.risk_cleared, s.doubtful_fields, s.valid_from, s.valid_to,
  s.known_from, s.known_to, s.list_id, s.list_row, p.id_state
from person_status s join person p on p.person_id = s.person_id where p.source = 'assisted_register';
comment on view fact_assisted is 'Both clocks of a person''s standing in the register, for asking "assisted on this day, as known then?".';

create view timeline_people with (security_invoker = true) as
select e.person_id, e.on_date::timestamp at time zone 'Asia/Shanghai' as at, e.kind,
  case e.kind when 'household_split' then '分户' when 'household_merged' then '并户' when 'moved' then '迁移' when 'died' then '死亡' when 'married_in' then '婚入'
    when 'no_longer_listed' then '不在最新名单' when 'relisted' then '重新列入名单' when 'number_corrected' then '证件号码更正' end || '：' || e.reason as title, null::text as link
from person_event e
union all
select w.person_id, w.asked_on::timestamp at time zone 'Asia/Shanghai', 'wish',
  w.year || '年意愿：' || case when w.study and w.train then '就读、培训' when w.study then '就读' when w.train then '培训' else '都不愿意' end, null
from wish w
union all
select s.person_id, l.list_date::timestamp at time zone 'Asia/Shanghai', 'listed', l.sender_name || '名单第 ' || s.list_row || ' 行：' || array_to_string(s.household_types, '、'),
  '/lists/' || l.list_id
from person_status s join source_list l on l.list_id = s.list_id where s.valid_to is null;
comment on view timeline_people is 'What people add to a file: events, wishes, listings. Columns of every timeline_ view: person_id, at, kind, title, link.';

create view report_wishes with (security_invoker = true) as
select c.person_id, c.village_code, w.year, w.study, w.train, w.asked_on, w.handover_id
from person_status c join lateral (select distinct on (w.year) w.year, w.study, w.train, w.asked_on, w.handover_id from wish w where w.person_id = c.person_id
  order by w.year, w.asked_on desc, w.recorded_at desc) w on true
where c.known_to is null and c.valid_to is null;
comment on view report_wishes is 'The answer that counts per person of the register and year.';

grant select on fact_person, fact_assisted, timeline_people, report_wishes to jiqiao_app;
