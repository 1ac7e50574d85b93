import { z } from 'zod';
import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Paging, type Page } from '../../platform/http.ts';

export const ListVillageBatches = z.object({
  ...Paging,
  sort: z.string().optional(),
  state: z.enum(['open', 'sent']).optional(),
});
export type ListVillageBatches = z.input<typeof ListVillageBatches>;

export type VillageBatchLine = {
  id: string;
  number: string;
  villageCode: number;
  state: string;
  agreed: number;
  notAgreed: number;
  checksum: string | null;
  enteredByTownship: boolean;
  createdAt: string;
  sentAt: string | null;
};

/** Village batches of the actor's area, newest first. */
export async function listVillageBatches(ctx: Context, input: ListVillageBatches): Promise<Page<VillageBatchLine>> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, state } = ListVillageBatches.parse(input);
  return read(ctx, async (tx) => {
    let query = tx.selectFrom('village_batch').where((eb) => inAreas(eb, 'village_code', actor));
    if (state) query = query.where('state', '=', state);
    const rows = await query
      .selectAll()
      .orderBy('created_at', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const lines = rows.map((b) => ({
      id: b.batch_id,
      number: b.number,
      villageCode: b.village_code,
      state: b.state,
      agreed: b.agreed,
      notAgreed: b.not_agreed,
      checksum: b.checksum,
      enteredByTownship: b.entered_by_unit !== null,
      createdAt: b.created_at.toISOString(),
      sentAt: b.sent_at?.toISOString() ?? null,
    }));
    return { rows: lines, total: null, page, size };
  });
}
