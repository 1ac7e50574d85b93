import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListAuditRoots, type AuditRoot } from '../schema.ts';

/** The published digests of finished days, newest first, for anybody: whoever keeps one can prove later that nothing before it was altered. */
export async function listAuditRoots(ctx: Context, input: ListAuditRoots): Promise<Page<AuditRoot>> {
  const { page, size } = ListAuditRoots.parse(input);
  return read({ ...ctx, actor: null }, async (tx) => {
    const finished = tx.selectFrom('audit_root').where('day', '<', ctx.clock.today());
    const { total } = await finished.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await finished
      .selectAll()
      .orderBy('day', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { rows: rows.map(rootOf), total, page, size };
  });
}

function rootOf(r: { day: string; last_seq: number; chain_hash: Buffer; published_at: Date }): AuditRoot {
  return {
    day: r.day,
    lastSeq: r.last_seq,
    hash: r.chain_hash.toString('hex'),
    publishedAt: r.published_at.toISOString(),
  };
}
