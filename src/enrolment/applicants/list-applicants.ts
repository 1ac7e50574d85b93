import { sql } from 'kysely';
import { z } from 'zod';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Paging, type Page } from '../../platform/http.ts';

export const ListApplicants = z.object({
  ...Paging,
  sort: z.string().optional(),
  name: z.string().trim().max(60).optional(),
  /** A village, or any other division of the actor's area. */
  villageCode: z.coerce.number().int().optional(),
});
export type ListApplicants = z.input<typeof ListApplicants>;

export type ApplicantLine = {
  personId: string;
  name: string;
  sex: string | null;
  birth: string | null;
  idMask: string | null;
  education: string | null;
  villageCode: number;
  villageName: string | null;
  askedOn: string;
  trade: string | null;
};

/**
 * People of the actor's area who wish to study this year and have no live application: whom the village should help to apply next. The latest
 * answer of the year counts (SD2017-2-07).
 * @throws NOT_FOUND for a village outside the area
 */
export async function listApplicants(ctx: Context, input: ListApplicants): Promise<Page<ApplicantLine>> {
  const actor = authorise(ctx, 'application.draft');
  const { page, size, name, villageCode } = ListApplicants.parse(input);
  const ranges = scopeOf(actor, villageCode);
  const year = Number(ctx.clock.today().slice(0, 4));
  return read(ctx, async (tx) => {
    const area = sql.join(
      ranges.map((r) => sql`(w.village_code >= ${r.lo} and w.village_code < ${r.hi})`),
      sql` or `,
    );
    const named = name ? sql`and p.name = ${name}` : sql``;
    const { rows } = await sql<Row>`
      with latest as (select distinct on (w.person_id) w.person_id, w.study, w.asked_on, w.trade from wish w
          where w.year = ${year} and (${area}) order by w.person_id, w.asked_on desc, w.recorded_at desc),
        willing as (select p.person_id, p.name, p.name_sort, p.sex, p.birth, p.id_mask, p.village_code, l.asked_on, l.trade
          from latest l join person p on p.person_id = l.person_id
          where l.study and not exists (select 1 from application a where a.person_id = l.person_id and a.year = ${year}
            and a.state not in ('village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show')) ${named})
      select *, (select count(*)::int from willing) as total,
        (select s.education from person_status s where s.person_id = willing.person_id and s.known_to is null and s.valid_to is null limit 1) as education,
        (select d.name from division d where d.code = willing.village_code order by d.valid_from desc limit 1) as village_name
      from willing order by name_sort, person_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    return { rows: rows.map(lineOf), total: rows[0]?.total ?? (page === 1 ? 0 : null), page, size };
  });
}

type Row = {
  person_id: string;
  name: string;
  sex: string | null;
  birth: string | null;
  id_mask: string | null;
  village_code: number;
  village_name: string | null;
  asked_on: string;
  trade: string | null;
  education: string | null;
  total: number;
};

function lineOf(r: Row): ApplicantLine {
  return {
    personId: r.person_id,
    name: r.name,
    sex: r.sex,
    birth: r.birth,
    idMask: r.id_mask,
    education: r.education,
    villageCode: r.village_code,
    villageName: r.village_name,
    askedOn: r.asked_on,
    trade: r.trade,
  };
}
