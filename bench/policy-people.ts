import pg from 'pg';

const PERSONS_A_HOME = 3;

/**
 * Fills a database with `n` persons of the register as policy meets them: all kinds of households, ages and schooling, one in sixteen at a technical
 * school, half of those with the subsidy granted. `inCounty` of them (give or take a household) live in 曹县, evenly among the others, who live all over the
 * rest of the province. Deterministic, by set, as the owner.
 */
export async function fillPolicyPeople(url: string, n: number, inCounty: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const sql = (text: string, values: unknown[] = []) => client.query(text, values);
  try {
    await sql(`set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
    await sql(
      `create function bench_id(kind text, n bigint) returns uuid language sql immutable as $$ select ('01890000-0000-7000-' || kind || '000-' || lpad(to_hex(n), 12, '0'))::uuid $$`,
    );
    const homes = Math.ceil(n / PERSONS_A_HOME);
    const ofCounty = Math.round((homes * inCounty) / n);
    await sql(`create temp table place as select code, code / 1000000 = 371721 as county, row_number() over (partition by code / 1000000 = 371721 order by code) - 1 as nth
      from division where level = 'village' and valid_to is null`);
    await sql('create table bench_home (h bigint primary key, village_code bigint not null)');
    await sql(`with size as materialized (select county, count(*) as villages from place group by county),
        home as (select h, h * ${ofCounty} % ${homes} < ${ofCounty} as county, h * ${ofCounty} / ${homes} as before from generate_series(0::bigint, ${homes - 1}) h)
      insert into bench_home select h.h, p.code from home h join size s on s.county = h.county
        join place p on p.county = h.county and p.nth = case when h.county then h.before else h.h * 7919 end % s.villages`);
    await sql(`insert into person (person_id, source, name, name_key, name_sort, sex, birth, id_kind, id_state, id_index, id_mask, village_code, household_id, created_seq)
      select bench_id('8', i), 'assisted_register', '张' || i, '张' || i, 'zhang' || i, case when i % 2 = 0 then '男' else '女' end,
        '1950-01-01'::date + (i::bigint * 7919 % 24000)::int, 'resident', case when i % 97 = 0 then 'doubtful' else 'valid' end,
        decode(md5('number ' || i), 'hex'), '371***********1234', b.village_code, md5('household ' || i / 3)::uuid, 1
      from generate_series(0, ${n - 1}) i join bench_home b on b.h = i / 3`);
    await sql(`insert into person_status (person_id, status_id, household_id, village_code, relation, household_types, identified_on, education, in_school, health, labour_skill,
        veteran, residence, valid_from, known_from, list_id, list_row)
      select bench_id('8', i), bench_id('a', i), md5('household ' || i / 3)::uuid, b.village_code, (array['户主', '配偶', '之子', '之女', '之孙'])[1 + i % 5],
        (array['{一般脱贫户}', '{脱贫不稳定户}', '{边缘易致贫户}', '{低保户}', '{一般脱贫户,低保户}', '{特困供养户}'])[1 + i / 3 % 6]::text[], '2014-12-31',
        (array['初中', '高中', '小学', '文盲或半文盲', '中职', '大专'])[1 + i % 6], (array['非在校生', '非在校生', '九年级', '普通高中三年级', null, '小学'])[1 + i / 7 % 6], '健康',
        (array['普通劳动力', '技能劳动力', '弱劳动力或半劳动力', '无劳动力'])[1 + i / 5 % 4], i % 41 = 0, (array['农村', '农村', '农村', '城镇', null])[1 + i / 11 % 5],
        '2020-01-15', 1, bench_id('b', 0), i from generate_series(0, ${n - 1}) i join bench_home b on b.h = i / 3`);
    await sql(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values (bench_id('c', 0), 'technical_school', '测试技师学院', 371702000000, '2000-01-01')`,
    );
    await sql(`insert into student_status (person_id, status_id, institution_id, status_number, full_time, boarding, major, level, years, enrolled_on, state, state_from, village_code,
        registered_by, registered_at)
      select bench_id('8', i), bench_id('d', i), bench_id('c', 0), 'S' || i, i % 48 <> 0, i % 32 <> 0, '汽车维修', '中级工', 3, '2019-09-01', 'registered', '2019-09-01', b.village_code, 'bench', '2019-09-01'
      from generate_series(0, ${n - 1}, 16) i join bench_home b on b.h = i / 3`);
    await sql(`insert into student_event (person_id, status_id, seq, event, to_state, on_date, user_id, user_name, institution_id, village_code, at)
      select person_id, status_id, 1, 'register', 'registered', '2019-09-01', 'bench', 'bench', institution_id, village_code, '2019-09-01' from student_status`);
    await sql(`insert into benefit_line (person_id, line_id, status_id, institution_id, village_code, benefit, school_year, outcome, amount_fen, payee, decision_id, decided_at)
      select s.person_id, md5('line' || s.status_id)::uuid, s.status_id, s.institution_id, s.village_code, 'yulu', '2020-2021', 'granted', 300000, 'household', md5('decision' || s.status_id)::uuid, '2020-09-01'
      from student_status s where hashtext(s.status_id::text) % 2 = 0`);
    await sql(`insert into source_list (list_id, kind, sender_unit_id, sender_name, area_lo, area_hi, coverage, list_date, file_name, sha256, state, rows, accepted, publication_seq, received_at, published_at)
      values (bench_id('b', 0), 'assisted_register', gen_random_uuid(), '市扶贫办', 370000000000, 380000000000, 'complete', '2020-01-15', 'bench.xlsx', 'bench', 'published', ${n}, ${n}, 1, '2020-01-16', '2020-01-16')`);
    await sql('vacuum analyze person, person_status, student_status, student_event, benefit_line, source_list');
  } finally {
    await client.end();
  }
}
