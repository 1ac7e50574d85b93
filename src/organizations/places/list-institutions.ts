import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import type { ListInstitutions } from '../schema.ts';
import { rangeOf } from '../scope/scope.ts';
import { inRanges } from '../scope/scope.ts';

export type InstitutionRow = {
  institutionId: string;
  kind: string;
  name: string;
  shortNames: string[];
  grade: string | null;
  affiliation: string | null;
  locationCode: string;
  locationName: string;
  validFrom: string;
};

/** Institutions in force, of any place (whoever applies may choose a school elsewhere), by place and name. @throws NOT_PERMITTED */
export async function listInstitutions(ctx: Context, input: ListInstitutions): Promise<Page<InstitutionRow>> {
  authorise(ctx, 'policy.read');
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('institution as i')
      .where('i.valid_from', '<=', today)
      .where((eb) => eb.or([eb('i.valid_to', 'is', null), eb('i.valid_to', '>', today)]));
    if (input.kind) query = query.where('i.kind', '=', input.kind);
    const { division, search } = input;
    if (division !== undefined) query = query.where((eb) => inRanges(eb, 'i.location_code', [rangeOf(division)]));
    if (search)
      query = query.where(
        sql`position(${search} in i.name || ' ' || array_to_string(i.short_names, ' '))`,
        '>',
        sql<number>`0`,
      );
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll('i')
      .select((eb) =>
        eb
          .selectFrom('division as d')
          .select('d.full_name')
          .whereRef('d.code', '=', 'i.location_code')
          .orderBy('d.valid_from', 'desc')
          .limit(1)
          .as('location_name'),
      )
      .orderBy('i.location_code')
      .orderBy('i.name')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute();
    return {
      rows: rows.map((r) => ({
        institutionId: r.institution_id,
        kind: r.kind,
        name: r.name,
        shortNames: r.short_names,
        grade: r.grade,
        affiliation: r.affiliation,
        locationCode: String(r.location_code).padStart(12, '0'),
        locationName: r.location_name ?? '',
        validFrom: r.valid_from,
      })),
      total,
      page: input.page,
      size: input.size,
    };
  });
}
