import type { z } from 'zod';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, AreaRange, Context } from '../../platform/context.ts';
import { insideRanges, mayShow, scopeOf } from '../../organizations/index.ts';
import { queryTokens, readCitizenId } from '../../standards/index.ts';
import { peopleErrors } from '../errors.ts';
import type { ListPeople, PersonRow } from '../schema.ts';
import { INDEX } from './seal-person.ts';

export type PeopleFilter = Omit<z.output<typeof ListPeople>, 'page' | 'size'>;

/** More people than this with one piece of a name are not looked through. */
const NAME_HITS = 5000;

/** Above every 12-digit code. */
const LAST_CODE = 1_000_000_000_000;

/** Counties and larger: the last four digits alone would find strangers by the hundred. */
const TAIL_AREA = 1_000_000;

/**
 * `from …` and `where …` for people of the actor's area: the area predicate that the index serves stands first, row security is the guard
 * behind it. Names and numbers are looked up by equality of keyed hashes.
 * @param upTo how many hits the page needs from the beginning of the list; the source may hold no more than these
 * @throws NOT_FOUND for a division outside the area, SEARCH_NEEDS_AREA for the last four without a township
 */
export function peopleSource(
  ctx: Context,
  actor: Actor,
  f: PeopleFilter,
  upTo?: number,
): { with: RawBuilder<unknown>; from: RawBuilder<unknown>; where: RawBuilder<unknown> } {
  const areas = scopeOf(actor, f.division);
  const conditions: RawBuilder<unknown>[] = [shownTo(actor, areas, 'p')];
  const tokens = f.name ? queryTokens(f.name) : [];
  const hashes = tokens.map((t) => ctx.vault.token(INDEX.name, t).toString());
  if (f.name) conditions.push(hashes.length === 0 ? sql`false` : sql`p.person_id in (select person_id from named)`);
  if (f.idNumber) conditions.push(sql`p.id_index = ${ctx.vault.index(INDEX.number, wholeNumber(f.idNumber))}`);
  if (f.idTail) {
    if (areas.some((a) => a.hi - a.lo >= TAIL_AREA)) throw peopleErrors.SEARCH_NEEDS_AREA();
    conditions.push(sql`p.id_tail_index = ${ctx.vault.index(INDEX.tail, f.idTail.toUpperCase())}`);
  }
  conditions.push(
    ...statusConditions(f),
    ...ageConditions(f, ctx.clock.today()),
    ...wishConditions(f, Number(ctx.clock.today().slice(0, 4))),
  );
  const named = namedSource(hashes, shownTo(actor, areas, 't'), alone(f) ? upTo : undefined);
  const from = sql`from person p left join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null`;
  return { with: named, from, where: sql`where ${sql.join(conditions, sql` and `)}` };
}

/** Whether the name (and a division) is all that is asked. */
function alone(f: PeopleFilter): boolean {
  return Object.entries(f).every(([key, value]) => key === 'name' || key === 'division' || value === undefined);
}

/**
 * The persons with every piece of a name. For one piece and nothing else asked, a page needs only the villages it comes from: a surname has
 * thousands of bearers in a county, and the index of tokens goes village by village as the list does.
 */
function namedSource(hashes: readonly string[], inside: RawBuilder<SqlBool>, upTo?: number): RawBuilder<unknown> {
  if (hashes.length === 0) return sql``;
  const hits = (hash: string) => sql`from person_token t where t.token = ${hash}::bigint and ${inside}`;
  if (hashes.length === 1 && upTo !== undefined) {
    const all = hits(hashes[0]!);
    return sql`with far as materialized (select t.village_code ${all} order by t.village_code, t.person_id offset ${upTo - 1} limit 1),
      named as materialized (select t.person_id ${all} and t.village_code <= coalesce((select village_code from far), ${LAST_CODE}))`;
  }
  const each = hashes.map((hash) => sql`(select t.person_id ${hits(hash)} limit ${NAME_HITS})`);
  return sql`with named as materialized (select person_id from (${sql.join(each, sql` intersect `)}) as hit)`;
}

/** How many people {@link peoplePage} could show, counted up to a limit; a name alone is counted in the index of tokens. */
export function peopleCount(ctx: Context, actor: Actor, f: PeopleFilter, limit: number): RawBuilder<{ n: number }> {
  const pieces = f.name ? queryTokens(f.name) : [];
  if (pieces.length === 1 && alone(f)) {
    const inside = shownTo(actor, scopeOf(actor, f.division), 't');
    const hash = ctx.vault.token(INDEX.name, pieces[0]!).toString();
    return sql`select count(*) as n from (select 1 from person_token t where t.token = ${hash}::bigint and ${inside} limit ${limit}) q`;
  }
  const source = peopleSource(ctx, actor, f);
  return sql`${source.with} select count(*) as n from (select 1 ${source.from} ${source.where} limit ${limit}) q`;
}

/**
 * Whom the list shows: everybody of the areas, but no record of a roll or roster that the link book joins to somebody of the register, who is shown
 * already. A school answers for no area: it sees the persons whom a grant lets it see.
 */
function shownTo(actor: Actor, areas: readonly AreaRange[], table: 'p' | 't'): RawBuilder<SqlBool> {
  const person = sql.ref(`${table}.person_id`);
  if (areas.length === 0)
    return sql<SqlBool>`${person} in (select g.person_id from access_grant g where g.unit_id = ${actor.unitId})`;
  return sql<SqlBool>`${insideRanges(`${table}.village_code`, areas)} and not exists (select 1 from identity_link k
    join person r on r.person_id = k.canonical_id and r.source = 'assisted_register' join person n on n.person_id = k.person_id and n.source <> r.source
    where k.person_id = ${person} and k.valid
      and not exists (select 1 from identity_link l where l.person_id = k.person_id and (l.recorded_at, l.link_id) > (k.recorded_at, k.link_id)))`;
}

function wholeNumber(text: string): string {
  const read = readCitizenId(text);
  return read.ok ? read.id18 : read.text;
}

function statusConditions(f: PeopleFilter): RawBuilder<unknown>[] {
  const list: RawBuilder<unknown>[] = [];
  if (f.householdType) list.push(sql<SqlBool>`c.household_types @> array[${f.householdType}]::text[]`);
  if (f.inSchool)
    list.push(
      f.inSchool === 'yes' ? sql`c.in_school is not null and c.in_school <> '非在校生'` : sql`c.in_school = '非在校生'`,
    );
  if (f.veteran) list.push(f.veteran === 'yes' ? sql`c.veteran` : sql`c.veteran is not true`);
  return list;
}

/** Completed years: whoever turns `ageFrom` today counts, whoever turns `ageTo` + 1 today does not. */
function ageConditions(f: PeopleFilter, today: string): RawBuilder<unknown>[] {
  const list: RawBuilder<unknown>[] = [];
  if (f.ageFrom !== undefined) list.push(sql`p.birth <= ${today}::date - make_interval(years => ${f.ageFrom})`);
  if (f.ageTo !== undefined) list.push(sql`p.birth > ${today}::date - make_interval(years => ${Number(f.ageTo) + 1})`);
  return list;
}

function wishConditions(f: PeopleFilter, year: number): RawBuilder<unknown>[] {
  if (!f.wish) return [];
  const any = sql`exists (select 1 from wish w where w.person_id = p.person_id and w.year = ${year})`;
  if (f.wish === 'answered') return [any];
  if (f.wish === 'unanswered') return [sql`not ${any}`];
  const latest = sql`(select w.${sql.ref(f.wish)} from wish w where w.person_id = p.person_id and w.year = ${year} order by w.asked_on desc, w.recorded_at desc limit 1)`;
  return [sql`${latest}`];
}

type FoundPerson = {
  person_id: string;
  name: string;
  sex: string | null;
  birth: string | null;
  ethnic: string | null;
  id_mask: string | null;
  id_state: string;
  phone_mask: string | null;
  village_code: number;
  village_name: string | null;
  household_types: string[] | null;
  relation: string | null;
  education: string | null;
  in_school: string | null;
  labour_skill: string | null;
  veteran: boolean | null;
  doubtful_fields: string[] | null;
  study: boolean | null;
  train: boolean | null;
  asked_on: string | null;
};

/**
 * One page of people, village by village, by pinyin within the village: the order of the index.
 * @param offset rows to pass over
 */
export function peoplePage(
  ctx: Context,
  actor: Actor,
  f: PeopleFilter,
  size: number,
  offset: number,
): RawBuilder<FoundPerson> {
  const source = peopleSource(ctx, actor, f, offset + size);
  const year = Number(ctx.clock.today().slice(0, 4));
  return sql<FoundPerson>`${source.with}
    select q.*, d.name as village_name, w.study, w.train, w.asked_on
    from (select p.person_id, p.name, p.name_sort, p.sex, p.birth, p.ethnic, p.id_mask, p.id_state, p.phone_mask, p.village_code, c.household_types,
        c.relation, c.education, c.in_school, c.labour_skill, c.veteran, c.doubtful_fields
      ${source.from} ${source.where} order by p.village_code, p.name_sort, p.person_id limit ${size} offset ${offset}) q
    left join lateral (select d.name from division d where d.code = q.village_code order by d.valid_from desc limit 1) d on true
    left join lateral (select w.study, w.train, w.asked_on from wish w where w.person_id = q.person_id and w.year = ${year}
      order by w.asked_on desc, w.recorded_at desc limit 1) w on true
    order by q.village_code, q.name_sort, q.person_id`;
}

/** Columns the actor's line may not see are left empty. `today` gives the age. */
export function personRow(r: FoundPerson, actor: Actor, today: string): PersonRow {
  const shown = (column: string) => mayShow(actor.line as never, 'person', column);
  return {
    personId: r.person_id,
    name: r.name,
    sex: r.sex,
    age: r.birth === null ? null : completedYears(r.birth, today),
    ethnic: r.ethnic,
    idMask: shown('id_mask') ? r.id_mask : null,
    idState: r.id_state,
    phoneMask: shown('phone_mask') ? r.phone_mask : null,
    villageCode: r.village_code,
    villageName: r.village_name,
    householdTypes: r.household_types ?? [],
    relation: r.relation,
    education: r.education,
    inSchool: r.in_school,
    labourSkill: r.labour_skill,
    veteran: r.veteran,
    wishStudy: r.study,
    wishTrain: r.train,
    askedOn: r.asked_on,
    doubtful: r.doubtful_fields ?? [],
  };
}

/** Completed years from birth to the day, both yyyy-mm-dd; on the birthday itself the year counts. */
export function completedYears(birth: string, day: string): number {
  const number = (date: string) => Number(date.replaceAll('-', ''));
  return Math.floor((number(day) - number(birth)) / 10_000);
}
