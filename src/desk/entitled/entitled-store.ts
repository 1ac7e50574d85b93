import { sql } from 'kysely';
import type { AreaRange } from '../../platform/context.ts';
import { rawQuery, readingWholeTables, type Tx } from '../../platform/db.ts';
import { FACTS, isFactName, type Rule, type RuleSet } from '../../policy/index.ts';

import { CATEGORY, judgedOf } from './judged.ts';
import { lawsOfArea } from './area/laws-of-area.ts';
import { Places, type AreaQuestion } from './area/places.ts';
import type { Bilingual, Category, EntitledCounts } from './schema.ts';

export type CountRow = {
  truth: boolean | null;
  receives: boolean;
  missing: string[] | null;
  n: number;
  fen: number | null;
  unset: number;
};
export type PersonRow = {
  person_id: string;
  village_code: number;
  village_name: string | null;
  name: string;
  id_mask: string | null;
  category: Category;
  receives: boolean;
  fen: number | null;
  missing: string[] | null;
  listed: boolean;
};
export type Filter = { category?: Category; missing?: string; limit: number; offset: number };
export type AreaSearch = AreaQuestion & { set: RuleSet; rule: Rule };

const COUNTED = `truth, receives, missing, count(*) as n, sum(fen) filter (where truth) as fen, count(*) filter (where truth and fen is null) as unset`;
const COUNTS = `select ${COUNTED} from judged group by truth, receives, missing`;
const COUNTY = 1_000_000;

/** How many of the areas stand how, by county and by what is missing. */
export async function countArea(tx: Tx, search: AreaSearch): Promise<readonly (CountRow & { county: number })[]> {
  const places = new Places();
  const judged = judgedOf(search, search.rule.key, partsOf(search), places);
  const county = `village_code - village_code % ${COUNTY}`;
  const counts = `with ${judged} select ${county} as county, ${COUNTED} from judged group by ${county}, truth, receives, missing`;
  return readingWholeTables(tx, () => rawQuery<CountRow & { county: number }>(tx, counts, places.values));
}

/** The counts and one page of persons, village by village, from one look at the facts. */
export async function searchArea(
  tx: Tx,
  search: AreaSearch,
  filter: Filter,
): Promise<{ counts: readonly CountRow[]; rows: readonly PersonRow[] }> {
  const places = new Places();
  const judged = judgedOf(search, search.rule.key, partsOf(search), places);
  const rows = pageSql(search, filter, places);
  const both = `with ${judged} select (select json_agg(c) from (${COUNTS}) c) as counts, (select json_agg(r) from (${rows}) r) as rows`;
  const [found] = await readingWholeTables(tx, () =>
    rawQuery<{ counts: CountRow[] | null; rows: PersonRow[] | null }>(tx, both, places.values),
  );
  return { counts: found?.counts ?? [], rows: found?.rows ?? [] };
}

/** Every person of a category, without their names; for a work list. */
export async function wholeCategory(tx: Tx, search: AreaSearch, filter: Filter): Promise<readonly PersonRow[]> {
  const places = new Places();
  const judged = judgedOf(search, search.rule.key, partsOf(search), places);
  const rows = pageSql(search, filter, places);
  return readingWholeTables(tx, () => rawQuery<PersonRow>(tx, `with ${judged} ${rows}`, places.values));
}

const partsOf = (search: AreaSearch) => lawsOfArea(search.set, search.areas, search.rule.key, search.on);

/** One page; names are looked up one by one, since whole tables are being joined around it. */
function pageSql(search: AreaSearch, { category, missing, limit, offset }: Filter, places: Places): string {
  const conditions = [category ? `${CATEGORY} = ${places.put(category, 'text')}` : `${CATEGORY} is not null`];
  if (missing !== undefined) conditions.push(`${places.put(missing, 'text')} = any(j.missing)`);
  const listed = `exists (select 1 from find_item i where i.person_id = q.person_id and i.rule_key = ${places.put(search.rule.key, 'text')} and i.state = 'open')`;
  return `select q.*, p.name, p.id_mask, d.name as village_name, ${listed} as listed
    from (select j.person_id, j.village_code, j.receives, j.fen, j.missing, ${CATEGORY} as category from judged j where ${conditions.join(' and ')}
      order by j.village_code, j.person_id limit ${places.put(limit, 'bigint')} offset ${places.put(offset, 'bigint')}) q
    cross join lateral (select n.name, n.id_mask from person n where n.person_id = q.person_id limit 1) p
    left join lateral (select v.name from division v where v.code = q.village_code order by v.valid_from desc limit 1) d on true
    order by q.village_code, q.person_id`;
}

/** Counts by category out of counted groups. */
export function countsOf(rows: readonly CountRow[]): EntitledCounts {
  const sum = (fits: (row: CountRow) => boolean) => rows.filter(fits).reduce((n, row) => n + Number(row.n), 0);
  const due = rows.filter((row) => row.truth === true && !row.receives);
  const papers = new Map<string, number>();
  for (const row of rows) for (const key of row.missing ?? []) papers.set(key, (papers.get(key) ?? 0) + Number(row.n));
  return {
    persons: sum(() => true),
    shouldReceive: sum((row) => row.truth === true && !row.receives),
    receivesRightly: sum((row) => row.truth === true && row.receives),
    notEntitled: sum((row) => row.truth === false && row.receives),
    notKnown: sum((row) => row.truth === null),
    shouldReceiveFen: due.some((row) => Number(row.unset) > 0)
      ? null
      : due.reduce((fen, row) => fen + Number(row.fen ?? 0), 0),
    byPaper: [...papers]
      .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([key, persons]) => ({ key, persons, ...wordsOf(key) })),
  };
}

/** A missing fact with the paper that settles it, or the key of a standard that nobody has set. */
export function wordsOf(key: string): { what: Bilingual; paper: Bilingual | null } {
  if (isFactName(key)) return { what: FACTS[key].label, paper: FACTS[key].paper };
  return { what: { zh: key, en: key }, paper: null };
}

/** Every statement reads the law of the area anew: small cities go several at a time. */
const CITIES_AT_A_TIME = 3;

/** The areas cut where every third city begins: pieces that a job works through, which together are the areas. */
export async function citiesIn(tx: Tx, areas: readonly AreaRange[]): Promise<readonly AreaRange[]> {
  const { rows } = await sql<{ code: number }>`
    select distinct code from division where level = 'city' and (${sql.join(
      areas.map((a) => sql`(code > ${a.lo} and code < ${a.hi})`),
      sql` or `,
    )}) order by code`.execute(tx);
  return areas.flatMap(({ lo, hi }) => {
    const inside = rows.map((row) => row.code).filter((code) => lo < code && code < hi);
    const cuts = inside.filter((_, i) => (i + 1) % CITIES_AT_A_TIME === 0);
    return [lo, ...cuts].map((from, i) => ({ lo: from, hi: cuts[i] ?? hi }));
  });
}
