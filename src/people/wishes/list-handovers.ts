import { sql } from 'kysely';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ListHandovers } from '../schema.ts';

export type HandoverView = {
  handoverId: string;
  countyCode: number;
  from: string | null;
  to: string | null;
  persons: number;
  sentAt: string;
  receivedAt: string | null;
  incoming: boolean;
};

/** Lists of wishes the unit sent or is to receive, newest first. */
export async function listHandovers(
  ctx: Context,
  input: ListHandovers,
): Promise<{ rows: HandoverView[]; total: number; page: number; size: number }> {
  const actor = authoriseAny(ctx, ['wish.handover', 'wish.receive']);
  const { page, size } = ListHandovers.parse(input);
  return read(ctx, async (tx) => {
    const own = sql`from wish_handover h where h.from_unit_id = ${actor.unitId} or h.to_unit_id = ${actor.unitId}`;
    const counted = await sql<{ n: number }>`select count(*) as n ${own}`.execute(tx);
    const found = await sql<Omit<HandoverView, 'sentAt' | 'receivedAt'> & { sentAt: Date; receivedAt: Date | null }>`
      select h.handover_id as "handoverId", h.county_code as "countyCode", f.name as "from", t.name as "to", h.persons, h.sent_at as "sentAt",
        h.received_at as "receivedAt", h.to_unit_id = ${actor.unitId} as incoming
      from (select * ${own} order by h.sent_at desc limit ${size} offset ${(page - 1) * size}) h
      left join unit f on f.unit_id = h.from_unit_id left join unit t on t.unit_id = h.to_unit_id order by h.sent_at desc`.execute(
      tx,
    );
    const rows = found.rows.map((r) => ({
      ...r,
      sentAt: r.sentAt.toISOString(),
      receivedAt: r.receivedAt?.toISOString() ?? null,
    }));
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}
