import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import type { Actor, AreaRange } from '../../platform/context.ts';
import { closing, type Tx } from '../../platform/db.ts';
import type { Office } from '../../review/index.ts';
import type { ApplicationLine, Category } from '../schema.ts';
import { STATES, type ApplicationState } from '../states.ts';
import { CODE_COLUMN, type CodedLevel } from '../dwell/waiting.ts';

/** Beyond this many a list says "more than", because counting a million rows for a page number helps nobody. */
export const COUNT_CAP = 1000;

export type ListFilters = {
  states?: readonly ApplicationState[];
  category?: Category;
  year?: number;
  greenChannel?: boolean;
  eligibility?: string;
  number?: string;
  name?: string;
  villageCode?: number;
  enteredAs?: string;
};

/** Rows of a page and how many there are, counted up to {@link COUNT_CAP} plus one. */
export type ListRows = { rows: ApplicationLine[]; total: number };

/**
 * The part of the route that waits at an actor's office, as a condition its partial index serves: what a level holds is what waits there
 * (waiting.test.ts), so the states are not asked again; asking for both drew in a second index and cost ten times as much.
 */
export function waitingAt(actor: Actor, first: Office | null): RawBuilder<SqlBool> {
  if (actor.level === 'township') return townshipWaiting(actor, first);
  if (actor.level === 'institution')
    return sql<SqlBool>`a.held_by = 'school' and a.institution_id = ${actor.institutionId}`;
  if (!(actor.level in CODE_COLUMN)) return sql<SqlBool>`false`;
  const level = actor.level as CodedLevel;
  return sql<SqlBool>`a.held_by = ${sql.lit(level)} and ${inScope(actor, level)}`;
}

function townshipWaiting(actor: Actor, first: Office | null): RawBuilder<SqlBool> {
  const own = sql.ref(actor.line === 'hr' ? 'a.hr_decided' : 'a.poverty_decided');
  const other = sql.ref(actor.line === 'hr' ? 'a.poverty_decided' : 'a.hr_decided');
  const turn = first !== null && first !== actor.line ? sql<SqlBool>`and ${other}` : sql<SqlBool>``;
  return sql<SqlBool>`a.state = 'township_review' and not ${own} ${turn} and ${inScope(actor, 'township')}`;
}

/** Cases the county sent back to a township; they wait beside its review. */
export function returnedTo(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`a.state = 'returned_to_township' and ${inScope(actor, 'township')}`;
}

/** Equality where the unit answers for one division of the level, so that the index gives the order; ranges otherwise. */
function inScope(actor: Actor, level: CodedLevel, division?: number): RawBuilder<SqlBool> {
  const column = sql.ref(`a.${CODE_COLUMN[level]}`);
  const ranges = scopeOf(actor, division);
  const single = ranges.length === 1 && actor.level === level && ranges[0]!.lo === actor.divisionCode;
  if (single) return sql<SqlBool>`${column} = ${ranges[0]!.lo}`;
  return inRange(column, ranges);
}

function inRange(column: RawBuilder<unknown>, ranges: readonly AreaRange[]): RawBuilder<SqlBool> {
  if (ranges.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(
    ranges.map((r) => sql`(${column} >= ${r.lo} and ${column} < ${r.hi})`),
    sql` or `,
  )})`;
}

/** Everything in an actor's scope: by area, or a school's own. @throws NOT_FOUND for a division outside */
export function inOwnScope(actor: Actor, division?: number): RawBuilder<SqlBool> {
  if (actor.level === 'institution') return sql<SqlBool>`a.institution_id = ${actor.institutionId}`;
  const level = actor.level in CODE_COLUMN && division === undefined ? (actor.level as CodedLevel) : 'village';
  return inScope(actor, level, division);
}

const ORDERS = {
  waiting: sql`a.green_channel desc, a.held_since, a.application_id`,
  newest: sql`a.held_since desc, a.application_id desc`,
};

/** `cities` are the ranges of a reader above the cities, whose list is put together city by city. */
type PageOf = { page: number; size: number; order: keyof typeof ORDERS; cities?: readonly AreaRange[] };

/** One page of applications and their capped count, in one statement, the last of its transaction. */
export async function listRows(
  tx: Tx,
  where: RawBuilder<SqlBool>,
  filters: ListFilters,
  page: PageOf,
): Promise<ListRows> {
  const conditions = sql.join([where, ...filterConditions(filters)], sql` and `);
  const { rows } = await closing(sql<Row>`
    with total as (select count(*)::int as n from (select 1 from application a where ${conditions} limit ${sql.lit(COUNT_CAP + 1)}) c)
    select a.application_id, a.person_id, a.number, a.person_name, a.year, a.category, a.state, a.school_name, a.major, a.village_code,
      a.green_channel, a.eligibility, a.held_since, a.round, a.poverty_decided, a.hr_decided, total.n as total,
      (select d.name from division d where d.code = a.village_code order by d.valid_from desc limit 1) as village_name
    from total left join lateral (select * from ${rowsIn(conditions, filters, page)} order by ${ORDERS[page.order]}
      limit ${page.size} offset ${(page.page - 1) * page.size}) a on true`).execute(tx);
  return { rows: rows.filter((r) => r.application_id !== null).map(lineOf), total: rows[0]?.total ?? 0 };
}

/** The cities that have cases in some ranges, each found by one step in the index. */
function citiesIn(ranges: readonly AreaRange[]): RawBuilder<unknown> {
  const inside = inRange(sql.ref('city_code'), ranges);
  return sql`with recursive city (code) as (select min(city_code) from application where ${inside}
    union all select (select min(a.city_code) from application a where a.city_code > city.code and ${inRange(sql.ref('a.city_code'), ranges)})
      from city where city.code is not null) select code from city where code is not null`;
}

/** The index of a list goes by division, state and time: over all states the newest are those among the newest of each. */
function rowsIn(conditions: RawBuilder<unknown>, filters: ListFilters, page: PageOf): RawBuilder<unknown> {
  if (page.order === 'waiting') return sql`application a where ${conditions}`;
  const states = filters.states ?? Object.keys(STATES);
  const newest = sql`select * from application a where a.state = s.state and ${conditions} and ${page.cities ? sql`a.city_code = c.code` : sql`true`}
    order by ${ORDERS[page.order]} limit ${page.page * page.size}`;
  const cities = page.cities ? sql`(${citiesIn(page.cities)}) c cross join` : sql``;
  return sql`(select x.* from ${cities} unnest(${[...states]}::text[]) s(state) cross join lateral (${newest}) x) a`;
}

function filterConditions(f: ListFilters): RawBuilder<SqlBool>[] {
  const conditions: (RawBuilder<SqlBool> | null)[] = [
    f.states && f.states.length > 0 ? sql<SqlBool>`a.state in (${sql.join([...f.states])})` : null,
    f.category ? sql<SqlBool>`a.category = ${f.category}` : null,
    f.year ? sql<SqlBool>`a.year = ${f.year}` : null,
    f.greenChannel === undefined ? null : sql<SqlBool>`a.green_channel = ${f.greenChannel}`,
    f.eligibility ? sql<SqlBool>`a.eligibility = ${f.eligibility}` : null,
    f.number ? sql<SqlBool>`a.number = ${f.number}` : null,
    f.name ? sql<SqlBool>`a.person_name = ${f.name}` : null,
    f.villageCode ? sql<SqlBool>`a.village_code = ${f.villageCode}` : null,
    f.enteredAs ? sql<SqlBool>`a.entered_as = ${f.enteredAs}` : null,
  ];
  return conditions.filter((c) => c !== null);
}

type Row = {
  application_id: string;
  person_id: string;
  number: string;
  person_name: string;
  year: number;
  category: Category;
  state: ApplicationState;
  school_name: string | null;
  major: string | null;
  village_code: number;
  village_name: string | null;
  green_channel: boolean;
  eligibility: string | null;
  held_since: Date;
  round: number;
  poverty_decided: boolean;
  hr_decided: boolean;
  total: number;
};

function lineOf(r: Row): ApplicationLine {
  return {
    id: r.application_id,
    personId: r.person_id,
    number: r.number,
    name: r.person_name,
    year: r.year,
    category: r.category,
    state: r.state,
    stateName: STATES[r.state],
    schoolName: r.school_name,
    major: r.major,
    villageCode: r.village_code,
    villageName: r.village_name,
    greenChannel: r.green_channel,
    eligibility: r.eligibility,
    heldSince: r.held_since.toISOString(),
    round: r.round,
    povertyDecided: r.poverty_decided,
    hrDecided: r.hr_decided,
  };
}
