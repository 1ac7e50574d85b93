import { DuckDBInstance } from '@duckdb/node-api';

/**
 * The peer of the matching bench: the same two lists in DuckDB, as one writes it in SQL. Cleans both sides, joins on the number, and for the rest compares within
 * three blocks (name and phone, name and village, name and birth day) by Jaro-Winkler and Levenshtein. Prints its counts, time and memory as JSON.
 */
const [registry, queries, out, threads = '2'] = process.argv.slice(2);
if (!registry || !queries || !out) throw new Error('match-duckdb.ts REGISTRY QUERIES OUT [THREADS]');

const DIGITS = "translate(id_number, '０１２３４５６７８９Ｘｘx', '0123456789XXX')";
const CLEAN_ID = `regexp_replace(${DIGITS}, '[^0-9X*]', '', 'g')`;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const sum = (id: string) => WEIGHTS.map((w, i) => `${w} * try_cast(substr(${id}, ${i + 1}, 1) as integer)`).join(' + ');
const check = (id: string) => `substr('10X98765432', (${sum(id)}) % 11 + 1, 1)`;
const old = "substr(id, 1, 6) || '19' || substr(id, 7, 9)";
const cleaned = (list: string, key: string, more: string) => `
  with raw as (
    select ${key}, regexp_replace(name, '[\\s·•.．。・‧　()（）0-9*]', '', 'g') as name, ${CLEAN_ID} as id,
      regexp_replace(phone, '[^0-9]', '', 'g') as phone, division_code as place ${more}
    from read_csv('${list}', header = true, all_varchar = true)
  ), whole as (
    select * replace (case when length(id) = 15 then ${old} || ${check(`(${old})`)} when length(id) = 20 then left(id, 18) else id end as id) from raw
  )
  select *, length(id) = 18 and ${check('id')} = right(id, 1) as holds, substr(id, 7, 8) as birth from whole`;

const started = performance.now();
const instance = await DuckDBInstance.create(':memory:', { threads });
const db = await instance.connect();
await db.run(`create table r as ${cleaned(registry, 'person_id', ', household_id')}`);
await db.run(`create table q as ${cleaned(queries, 'row_id', '')}`);
await db.run(`create table exact as
  select row_id, person_id, jaro_winkler_similarity(q.name, r.name) as alike, 0 as edits
  from q join r on q.holds and r.holds and q.id = r.id`);
await db.run(
  `create table rest as select * from q anti join (select row_id from exact where alike > 0.8) using (row_id)`,
);
const block = (
  on: string,
) => `select row_id, person_id, jaro_winkler_similarity(q.name, r.name) as alike, levenshtein(q.id, r.id) as edits
  from rest q join r on ${on}`;
await db.run(`create table pairs as
  ${block("q.name = r.name and q.phone = r.phone and q.phone <> ''")}
  union ${block("q.name = r.name and q.place = r.place and q.place <> ''")}
  union ${block("q.birth = r.birth and q.birth <> '' and left(q.name, 1) = left(r.name, 1) and q.place = r.place")}
  union all select * from exact`);
await db.run(`create table best as
  select row_id, arg_max(person_id, alike * 10 - edits) as person_id, max(alike * 10 - edits) as score from pairs group by row_id`);
await db.run(`copy (
  select row_id, case when score >= 7 then person_id end as person_id, case when score >= 7 then 'auto' when score >= 4 then 'review' else 'none' end as zone
  from q left join best using (row_id)) to '${out}' (header)`);
const found = await db.runAndReadAll(`select count(*) from best where score >= 7`);
const total = Math.round(performance.now() - started);
console.log(
  JSON.stringify({
    auto: Number(found.getRows()[0]?.[0]),
    total_ms: total,
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
process.exit(0);
