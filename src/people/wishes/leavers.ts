import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Ages in completed years; null for no limit. */
export type Ages = { from: number | null; to: number | null };

/** What the register says of whom a technical school could take, `c` being the status: in the last year of junior or senior high, or out of school after it. */
const THIS_YEARS = sql<SqlBool>`c.in_school in ('九年级', '普通高中三年级')`;
const EARLIER = sql<SqlBool>`(c.in_school = '非在校生' and c.education in ('初中', '高中'))`;

/** 两后生 of this year's classes (应届) and of earlier ones (往届), and the ages at which they count on a day, `p` being the person. */
export function leaversOn(today: string, ages: Ages): Record<'recent' | 'earlier' | 'either', RawBuilder<SqlBool>> {
  const old = sql`(${ages.from}::int is null or p.birth <= ${today}::date - make_interval(years => ${ages.from ?? 0}))`;
  const young = sql`(${ages.to}::int is null or p.birth > ${today}::date - make_interval(years => ${(ages.to ?? 0) + 1}))`;
  const aged = (which: RawBuilder<SqlBool>) => sql<SqlBool>`(${which} and ${old} and ${young})`;
  return { recent: aged(THIS_YEARS), earlier: aged(EARLIER), either: aged(sql`(${THIS_YEARS} or ${EARLIER})`) };
}
