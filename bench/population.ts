import pg from 'pg';
import { nameKey, nameTokens, pinyinSortKey, syntheticCitizenId } from '../src/standards/index.ts';
import { INDEX } from '../src/people/person/seal-person.ts';
import { plainDate } from '../src/platform/plain-date.ts';
import type { Vault } from '../src/platform/vault.ts';

/** Where the offices of the benchmarks are: 菏泽, its county 曹县, the township 青堌集镇. One person in ten lives in the county. */
export const PLACE = { city: 371700000000, county: 371721000000, township: 371721103000 };

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const GIVEN =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂红玉萍华建国文辉力永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子';
const NAMES = 20_000;

/** Names are made once and shared by many persons, as in life; deterministic. */
export function nameOf(i: number): string {
  const n = i % NAMES;
  const surname = SURNAMES[Math.floor((((n * 7919) % 1000) / 1000) ** 2 * SURNAMES.length)]!;
  return (
    surname +
    GIVEN[(n * 31) % GIVEN.length]! +
    (n % 5 === 0 ? '' : GIVEN[(n * 17 + Math.floor(n / 83)) % GIVEN.length]!)
  );
}

/** The nth person of the world, and its application. */
export const personId = (n: number): string => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const applicationId = (n: number): string => `01890000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`;

/** Only every thousandth person's number is a real one with a blind index of ours; the others' indexes are chance of the same length. */
export const NUMBERED = 1000;
export function numberOf(n: number): string {
  const sequence = (n / NUMBERED) % 1000;
  return syntheticCitizenId({
    region: '371721',
    birth: plainDate('2003-05-01'),
    sex: '男',
    sequence: sequence - (sequence % 2) + 1,
  });
}

/** Fills the world with `n` persons of the register with status, household and search tokens, by set, as the owner. */
export async function fillPeople(url: string, vault: Vault, n: number): Promise<void> {
  await asOwner(url, async (sql) => {
    const homes = Math.ceil(n / 3);
    await places(sql, homes);
    await names(sql, vault);
    await sql(`insert into household (household_id, household_no, village_code, head_name, created_seq)
      select md5('household ' || b.h)::uuid, 'bench' || b.h, b.village_code, nm.name, 1 from bench_home b join bench_name nm on nm.n = (b.h * 3) % ${NAMES}`);
    await sql(`insert into person (person_id, source, name, name_key, name_sort, sex, ethnic, birth, id_kind, id_state, id_index, id_tail_index, id_mask, phone_mask,
        village_code, household_id, created_seq)
      select bench_id('8', i), 'assisted_register', nm.name, nm.name_key, nm.name_sort, '男', '汉族', '2003-05-01'::date + (i % 700)::int, 'resident', 'valid',
        decode(md5('number ' || i), 'hex'), decode(md5('tail ' || i % 10000), 'hex'), '371***********1234', '154****1234', b.village_code, md5('household ' || i / 3)::uuid, 1
      from generate_series(0, ${n - 1}) i join bench_home b on b.h = i / 3 join bench_name nm on nm.n = i % ${NAMES}`);
    await sql(`insert into person_status (person_id, status_id, household_id, village_code, relation, household_types, identified_on, exited_on, education, in_school, health,
        labour_skill, veteran, residence, valid_from, known_from, list_id, list_row)
      select bench_id('8', i), bench_id('a', i), md5('household ' || i / 3)::uuid, b.village_code, '之子', '{一般脱贫户}', '2014-12-31', '2018-12-31', '初中', '非在校生', '健康',
        '普通劳动力', false, '农村', '2020-06-20', 1, bench_id('b', 0), i from generate_series(0, ${n - 1}) i join bench_home b on b.h = i / 3`);
    await sql(`insert into person_token (person_id, token, village_code)
      select bench_id('8', i), t.token, b.village_code from generate_series(0, ${n - 1}) i join bench_home b on b.h = i / 3 join bench_name nm on nm.n = i % ${NAMES} cross join lateral unnest(nm.tokens) as t (token)`);
    for (let i = 0; i < n; i += NUMBERED)
      await sql('update person set id_index = $2 where person_id = $1', [
        personId(i),
        vault.index(INDEX.number, numberOf(i)),
      ]);
    await sql(`insert into source_list (list_id, kind, sender_unit_id, sender_name, area_lo, area_hi, coverage, list_date, file_name, sha256, state, rows, accepted,
        publication_seq, received_at, published_at)
      values (bench_id('b', 0), 'assisted_register', gen_random_uuid(), '市扶贫办', 370000000000, 380000000000, 'complete', '2020-06-20', 'bench.xlsx', 'bench', 'published', ${n}, ${n},
        1, '2020-06-21', '2020-06-21')`);
    await sql('vacuum analyze household, person, person_status, person_token, source_list');
  });
}

/** Applications of persons `from` to `to` (exclusive) of the world, in the states of a September, two papers and the history of each of the first ones. */
export async function fillApplications(url: string, from: number, to: number, withHistory: boolean): Promise<void> {
  await asOwner(url, async (sql) => {
    await sql(`insert into application (person_id, application_id, number, year, category, state, held_by, held_since, round, village_code, township_code, county_code, city_code,
        entered_as, person_name, card_no, entry_key, version_id, catalogue_city_code, institution_id, school_name, major, level, years, graduation_school, graduation_year,
        not_continuing, consent, green_channel, eligibility, created_by, created_at)
      select p.person_id, bench_id('9', i), 'B2020' || lpad(i::text, 8, '0'), 2020, 'junior_high', s.state, s.held_by,
        '2020-08-31T09:00:00+08'::timestamptz - (i::bigint * 7919 % 2160000) * interval '1 second', 1, p.village_code, p.village_code / 1000 * 1000, p.village_code / 1000000 * 1000000,
        p.village_code / 100000000 * 100000000, 'village', p.name, 'bench' || i / 3, md5('entry ' || i % 500)::uuid, md5('version')::uuid, 371700000000, md5('school ' || i % 100)::uuid,
        '菏泽技师学院', '汽车维修', '中级工', 3, '曹县第三中学', 2020, true, true, i % 5 <> 0, 'yes', 'bench', '2020-08-01'
      from generate_series(${from}, ${to - 1}) i join person p on p.person_id = bench_id('8', i)
        join bench_state s on s.n = case when p.village_code / 1000 = 371721103 then 40 else i % 100 end`);
    if (withHistory) {
      await sql(`insert into application_event (person_id, application_id, seq, event, from_state, to_state, user_id, user_name, unit_name, village_code, at)
        select bench_id('8', i), bench_id('9', i), e.seq, e.event, e.from_state, e.to_state, 'bench', '村经办人', '村委会', p.village_code, '2020-08-01'::timestamptz + e.seq * interval '1 day'
        from generate_series(${from}, ${to - 1}) i join person p on p.person_id = bench_id('8', i)
          cross join (values (1, 'draft', null, 'draft'), (2, 'register', 'draft', 'village_registered'), (3, 'agree', 'village_registered', 'village_agreed'), (4, 'send', 'village_agreed', 'township_review'))
            as e (seq, event, from_state, to_state)`);
      await sql(`insert into application_paper (person_id, application_id, paper_id, kind, village_code, added_by, added_at)
        select bench_id('8', i), bench_id('9', i), md5(k.kind || i)::uuid, k.kind, p.village_code, 'bench', '2020-08-02'
        from generate_series(${from}, ${to - 1}) i join person p on p.person_id = bench_id('8', i) cross join (values ('id_card'), ('household_book')) as k (kind)`);
      await sql(
        `update application set version = 4 where application_id >= bench_id('9', ${from}) and application_id < bench_id('9', ${to})`,
      );
    }
    await sql('vacuum analyze application, application_event, application_paper');
  });
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>;

async function asOwner(url: string, work: (run: Run) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
    await work((text, values) => client.query(text, values));
  } finally {
    await client.end();
  }
}

/** One household in ten in the county, one in twenty in its township, the others over all villages of the province. */
async function places(sql: Run, homes: number): Promise<void> {
  await sql(`create temp table place as select code, every, county, township, row_number() over (partition by county order by code) - 1 as in_county,
      row_number() over (partition by township order by code) - 1 as in_township
    from (select code, row_number() over (order by code) - 1 as every, code / 1000000 = 371721 as county, code / 1000 = 371721103 as township
      from division where level = 'village' and valid_to is null) v`);
  await sql(`create table bench_home (h bigint primary key, village_code bigint not null)`);
  await sql(`with size as materialized (select count(*) as every, count(*) filter (where county) as county, count(*) filter (where township) as township from place),
    home as (select h, h / 20 % s.township as t, h / 10 % s.county as c, h::bigint * 7919 % s.every as e from size s, generate_series(0, ${homes}) h)
    insert into bench_home select h, case when h % 20 = 7 then t.code when h % 10 = 0 then c.code else e.code end from home
      left join place t on t.township and t.in_township = home.t left join place c on c.county and c.in_county = home.c left join place e on e.every = home.e`);
  await sql(
    `create function bench_id(kind text, n bigint) returns uuid language sql immutable as $$ select ('01890000-0000-7000-' || kind || '000-' || lpad(to_hex(n), 12, '0'))::uuid $$`,
  );
  await sql(`create table bench_state as select n::int, state, case when n < 20 then 'village' when n < 45 then 'township' when n < 55 then 'county' when n < 75 then 'city'
      when n < 95 then 'school' else 'none' end as held_by
    from (select n, case when n < 8 then 'draft' when n < 20 then 'village_registered' when n < 45 then 'township_review' when n < 55 then 'township_passed' when n < 67 then 'city_accepted'
      when n < 75 then 'admitted' when n < 85 then 'school_notified' when n < 95 then 'letter_issued' else 'withdrawn' end as state from generate_series(0, 99) n) s`);
}

async function names(sql: Run, vault: Vault): Promise<void> {
  const rows = Array.from({ length: NAMES }, (_, n) => {
    const name = nameOf(n);
    return {
      n,
      name,
      name_key: nameKey(name),
      name_sort: pinyinSortKey(name),
      tokens: nameTokens(name).map((t) => vault.token(INDEX.name, t).toString()),
    };
  });
  await sql(
    'create table bench_name (n integer primary key, name text, name_key text, name_sort text, tokens bigint[])',
  );
  for (let from = 0; from < rows.length; from += 2000)
    await sql(
      `insert into bench_name select n, name, name_key, name_sort, array(select distinct jsonb_array_elements_text(tokens)::bigint)
       from jsonb_to_recordset($1::jsonb) as r(n int, name text, name_key text, name_sort text, tokens jsonb)`,
      [JSON.stringify(rows.slice(from, from + 2000))],
    );
}
