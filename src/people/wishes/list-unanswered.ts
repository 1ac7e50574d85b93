import { sql, type RawBuilder } from 'kysely';
import { authorise, authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { queryTokens } from '../../standards/index.ts';
import { completedYears } from '../person/people-query.ts';
import { ListUnanswered, WishCoverage } from '../schema.ts';
import { INDEX } from '../person/seal-person.ts';
import { leaversOn } from './leavers.ts';
import { schoolAgeMax } from './wish-store.ts';

export type Unanswered = {
  personId: string;
  name: string;
  sex: string | null;
  age: number | null;
  villageCode: number;
  villageName: string | null;
  headName: string | null;
  education: string | null;
  inSchool: string | null;
  householdTypes: string[];
  phoneMask: string | null;
};

/**
 * People of the area who could study and have not been asked this year, by village and pinyin. The highest age is the loaded rules' school
 * age unless given; without either there is no limit.
 * @throws NOT_FOUND for a division outside the area
 */
export async function listUnanswered(
  ctx: Context,
  input: ListUnanswered,
): Promise<{ rows: Unanswered[]; total: number; page: number; size: number; ageTo: number | null }> {
  const actor = authoriseAny(ctx, ['wish.record', 'wish.receive']);
  const f = ListUnanswered.parse(input);
  const today = ctx.clock.today();
  const areas = scopeOf(actor, f.division);
  return read(ctx, async (tx) => {
    const ageTo = f.ageTo ?? (await schoolAgeMax(tx, today, f.division ?? actor.divisionCode ?? 0));
    const { either: couldStudy } = leaversOn(today, { from: f.ageFrom ?? null, to: ageTo });
    const inside = insideRanges('c.village_code', areas);
    const source = sql`from person_status c join person p on p.person_id = c.person_id
      where c.known_to is null and c.valid_to is null and ${inside} and ${couldStudy}
        and not exists (select 1 from wish w where w.person_id = c.person_id and w.year = ${f.year})
        and (${f.schooling ?? null}::text is null or c.in_school = ${f.schooling ?? null})
        ${namedLike(ctx, f.name)}`;
    const counted = await sql<{ n: number }>`select count(*) as n ${source}`.execute(tx);
    const found = await sql<Unanswered & { birth: string | null }>`
      select q.*, d.name as "villageName", h.head_name as "headName" from (
        select p.person_id as "personId", p.name, p.name_sort, p.sex, p.birth, p.village_code as "villageCode", p.household_id, c.education,
          c.in_school as "inSchool", c.household_types as "householdTypes", p.phone_mask as "phoneMask"
        ${source} order by p.village_code, p.name_sort, p.person_id limit ${f.size} offset ${(f.page - 1) * f.size}) q
      left join household h on h.household_id = q.household_id
      left join lateral (select d.name from division d where d.code = q."villageCode" order by d.valid_from desc limit 1) d on true
      order by q."villageCode", q.name_sort, q."personId"`.execute(tx);
    const rows = found.rows.map(
      ({
        birth,
        personId,
        name,
        sex,
        villageCode,
        villageName,
        headName,
        education,
        inSchool,
        householdTypes,
        phoneMask,
      }) => ({
        personId,
        name,
        sex,
        age: birth === null ? null : completedYears(birth, today),
        villageCode,
        villageName,
        headName,
        education,
        inSchool,
        householdTypes,
        phoneMask,
      }),
    );
    return { rows, total: counted.rows[0]!.n, page: f.page, size: f.size, ageTo };
  });
}

/** Persons with every piece of a name, written in characters, pinyin or initials: equality of keyed hashes (see person_token). */
function namedLike(ctx: Context, name: string | undefined): RawBuilder<unknown> {
  if (!name) return sql``;
  const hashes = queryTokens(name).map((piece) => ctx.vault.token(INDEX.name, piece).toString());
  if (hashes.length === 0) return sql`and false`;
  const each = hashes.map(
    (hash) => sql`exists (select 1 from person_token t where t.person_id = c.person_id and t.token = ${hash}::bigint)`,
  );
  return sql`and ${sql.join(each, sql` and `)}`;
}

export type WishCoverageCounts = {
  year: number;
  asked: number;
  study: number;
  train: number;
  neither: number;
  unanswered: number;
};

/**
 * How many of the register in an area were asked this year and wish to study or to train, by the latest answer: the denominators of the
 * coverage indicators. Whoever wishes only to train counts for training only (SD2017 二).
 * @throws NOT_FOUND for a division outside the area
 */
export async function wishCoverage(ctx: Context, input: WishCoverage): Promise<WishCoverageCounts> {
  const actor = authorise(ctx, 'people.read');
  const { division, year } = WishCoverage.parse(input);
  const areas = scopeOf(actor, division);
  const inside = insideRanges('c.village_code', areas);
  return read(ctx, async (tx) => {
    const found = await sql<Omit<WishCoverageCounts, 'year'>>`
      select count(w.person_id) as asked, count(*) filter (where w.study) as study, count(*) filter (where w.train) as train,
        count(*) filter (where w.study is not true and w.train is not true and w.person_id is not null) as neither,
        count(*) filter (where w.person_id is null) as unanswered
      from person_status c left join lateral (select w.person_id, w.study, w.train from wish w where w.person_id = c.person_id and w.year = ${year}
        order by w.asked_on desc, w.recorded_at desc limit 1) w on true
      where c.known_to is null and c.valid_to is null and ${inside}`.execute(tx);
    return { year, ...found.rows[0]! };
  });
}
