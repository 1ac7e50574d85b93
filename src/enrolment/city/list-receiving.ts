import { inAreas } from '../../organizations/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { divisionNames } from '../offices.ts';
import { ListReceiving } from '../schema-city.ts';

export type ReceivingRow = {
  id: string;
  admissionNumber: string;
  name: string;
  fromCityCode: number;
  fromCityName: string | null;
  schoolName: string;
  major: string;
  admittedOn: string;
  confirmedAt: string | null;
  /** The day the person gave the place up; nobody waits for a confirmation then. */
  withdrawnOn: string | null;
};

/** Persons other cities have admitted into the actor's own catalogue, those waiting for confirmation first. */
export async function listReceiving(ctx: Context, input: ListReceiving): Promise<Page<ReceivingRow>> {
  const actor = authorise(ctx, 'admission.decide');
  const { page, size, confirmed } = ListReceiving.parse(input);
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('admission as d')
      .innerJoin('application as a', (join) =>
        join.onRef('a.person_id', '=', 'd.person_id').onRef('a.application_id', '=', 'd.application_id'),
      )
      .where((eb) => inAreas(eb, 'd.receiving_city_code', actor));
    if (confirmed !== undefined)
      query = query.where('d.receiving_confirmed_at', confirmed === 'yes' ? 'is not' : 'is', null);
    if (confirmed === 'no') query = query.where('d.withdrawn_at', 'is', null);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll('d')
      .select('a.person_name')
      .orderBy('d.receiving_confirmed_at', (ob) => ob.desc().nullsFirst())
      .orderBy('d.number')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const names = await divisionNames(
      tx,
      rows.map((r) => r.city_code),
      ctx.clock.today(),
    );
    return {
      total,
      page,
      size,
      rows: rows.map((r) => ({
        id: r.application_id,
        admissionNumber: r.number,
        name: r.person_name,
        fromCityCode: r.city_code,
        fromCityName: names.get(r.city_code) ?? null,
        schoolName: r.school_name,
        major: r.major,
        admittedOn: r.admitted_on,
        withdrawnOn: r.withdrawn_at === null ? null : chinaDate(r.withdrawn_at),
        confirmedAt: r.receiving_confirmed_at?.toISOString() ?? null,
      })),
    };
  });
}
