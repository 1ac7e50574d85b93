import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { likeText } from '../../platform/postgres/like-text.ts';
import { listPage } from '../../platform/list-page.ts';
import type { Page } from '../../platform/http.ts';
import { ListHeldClasses, type ClassView } from './schema.ts';

/** Training classes of one's institution or area, the newest first. */
export async function listClasses(ctx: Context, input: ListHeldClasses): Promise<Page<ClassView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size, year, state, kind, ended, find } = ListHeldClasses.parse(input);
  const scope =
    actor.institutionId === null
      ? insideRanges('c.location_code', actor.areas)
      : sql<SqlBool>`c.institution_id = ${actor.institutionId}`;
  const like = likeText(find);
  const where = sql`${scope} and (${year ?? null}::int is null or extract(year from c.starts_on) = ${year ?? null})
    and (${state ?? null}::text is null or c.state = ${state ?? null}) and (${kind ?? null}::text is null or c.kind = ${kind ?? null})
    and (${ended !== 'yes'} or c.state in ('assessed', 'closed', 'imported')) and (${like}::text is null or c.name ilike ${like} or c.trade ilike ${like} or i.name ilike ${like})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<ClassView>(
      tx,
      { page, size },
      {
        counted: sql`training_class c join institution i on i.institution_id = c.institution_id where ${where}`,
        rows: sql`select c.class_id as "classId", c.institution_id as "institutionId", i.name as institution, c.name, c.kind, c.state, c.trade,
        c.starts_on as "startsOn", c.ends_on as "endsOn", c.days, c.hours::float8 as hours, c.place, c.participants, c.capacity, c.doubts,
        (select count(*) from training_finding f where f.class_id = c.class_id and f.state <> 'explained')::int as "openFindings"
      from training_class c join institution i on i.institution_id = c.institution_id where ${where}
      order by c.starts_on desc nulls last, c.class_id`,
      },
    );
    return { rows, total, page, size };
  });
}
