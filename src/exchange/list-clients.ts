import { sql } from 'kysely';
import { authorise, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import type { Page } from '../platform/http.ts';
import { stateOf } from './client-store.ts';
import { ListChecks, ListClients, type CheckLine, type ClientLine, type Outcome } from './schema.ts';

type Counts = { client_id: string; checks: number; invalid: number; last: Date | null };

/** Of the lines of a client the latest this many are counted: an interface asks without end. */
const COUNTED = 10_000;

/** The departments admitted in the area, newest first, with how much each asked. @throws NOT_PERMITTED */
export async function listClients(ctx: Context, input: ListClients): Promise<{ rows: ClientLine[] }> {
  const actor = authorise(ctx, 'exchange.keep');
  ListClients.parse(input);
  return read(ctx, async (tx) => {
    const clients = await tx
      .selectFrom('exchange_client')
      .selectAll()
      .orderBy('admitted_at', 'desc')
      .limit(500)
      .execute();
    const { rows } =
      await sql<Counts>`select c.client_id, count(l.at)::int as checks, count(*) filter (where l.outcome <> 'valid')::int as invalid, max(l.at) as last
      from unnest(${clients.map((c) => c.client_id)}::uuid[]) c(client_id) cross join lateral (select k.at, k.outcome from exchange_check k
        where k.client_id = c.client_id order by k.at desc, k.check_id limit ${COUNTED + 1}) l group by 1`.execute(tx);
    const counts = new Map(rows.map((r) => [r.client_id, r]));
    return {
      rows: clients.map((c) => ({
        clientId: c.client_id,
        department: c.department,
        purpose: c.purpose,
        keyEnd: c.key_end,
        validFrom: c.valid_from,
        validTo: c.valid_to,
        state: stateOf(c, ctx.clock.today()),
        endedReason: c.ended_reason,
        admittedName: c.admitted_name,
        checks: Math.min(counts.get(c.client_id)?.checks ?? 0, COUNTED),
        more: (counts.get(c.client_id)?.checks ?? 0) > COUNTED,
        invalid: counts.get(c.client_id)?.invalid ?? 0,
        lastAt: counts.get(c.client_id)?.last?.toISOString() ?? null,
        own: c.unit_id === actor.unitId,
      })),
    };
  });
}

/** What a client asked, newest first. @throws NOT_PERMITTED, NOT_FOUND outside the area */
export async function listChecks(ctx: Context, input: ListChecks): Promise<Page<CheckLine>> {
  authorise(ctx, 'exchange.keep');
  const { clientId, page, size } = ListChecks.parse(input);
  return read(ctx, async (tx) => {
    const known = await tx
      .selectFrom('exchange_client')
      .select('client_id')
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    if (!known) throw errors.NOT_FOUND();
    const of = tx.selectFrom('exchange_check').where('client_id', '=', clientId);
    const { n } = await tx
      .selectFrom(of.select('client_id').limit(COUNTED).as('latest'))
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const rows = await of
      .select(['check_id', 'at', 'via', 'number_mask', 'outcome'])
      .orderBy('at', 'desc')
      .orderBy('check_id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total: Number(n),
      page,
      size,
      rows: rows.map((r) => ({
        checkId: r.check_id,
        at: r.at.toISOString(),
        via: r.via === 'file' ? 'file' : 'interface',
        number: r.number_mask,
        outcome: r.outcome as Outcome,
      })),
    };
  });
}
