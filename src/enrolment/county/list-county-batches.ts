import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { divisionNames } from '../offices.ts';
import { ListCountyBatches } from '../schema-city.ts';

export type CountyBatchRow = {
  batchId: string;
  number: string;
  countyCode: number;
  countyName: string | null;
  year: number;
  state: string;
  lines: number;
  checksum: string | null;
  povertyConfirmed: boolean;
  hrConfirmed: boolean;
  createdAt: string;
  sentAt: string | null;
  receivedAt: string | null;
};

/** The batches of the actor's counties, newest first. @throws NOT_FOUND for a county outside the actor's areas */
export async function listCountyBatches(ctx: Context, input: ListCountyBatches): Promise<Page<CountyBatchRow>> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, year, state, countyCode } = ListCountyBatches.parse(input);
  return read(ctx, async (tx) => {
    let query = tx.selectFrom('county_batch').where((eb) => inAreas(eb, 'county_code', actor, countyCode));
    if (year !== undefined) query = query.where('year', '=', year);
    if (state !== undefined) query = query.where('state', '=', state);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const names = await divisionNames(
      tx,
      rows.map((r) => r.county_code),
      ctx.clock.today(),
    );
    return {
      total,
      page,
      size,
      rows: rows.map((b) => ({
        batchId: b.batch_id,
        number: b.number,
        countyCode: b.county_code,
        countyName: names.get(b.county_code) ?? null,
        year: b.year,
        state: b.state,
        lines: b.lines,
        checksum: b.checksum,
        povertyConfirmed: b.poverty_checksum !== null && b.poverty_checksum === b.checksum,
        hrConfirmed: b.hr_checksum !== null && b.hr_checksum === b.checksum,
        createdAt: b.created_at.toISOString(),
        sentAt: b.sent_at?.toISOString() ?? null,
        receivedAt: b.received_at?.toISOString() ?? null,
      })),
    };
  });
}
