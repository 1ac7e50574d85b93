import type { Tx } from '../../../platform/db.ts';
import type { SplitShown } from '../schema.ts';

/** The splits of a place's goal, newest first, with the shares of each. */
export async function splitsOf(tx: Tx, key: string, code: number, limit = 5): Promise<SplitShown[]> {
  const rows = await tx
    .selectFrom('indicator_allocation')
    .selectAll()
    .where('indicator', '=', key)
    .where('division_code', '=', code)
    .orderBy('made_at', 'desc')
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const shares = await tx
    .selectFrom('indicator_share as s')
    .leftJoin('division as d', (j) => j.onRef('d.code', '=', 's.division_code').on('d.valid_to', 'is', null))
    .select(['s.allocation_id', 's.division_code as code', 'd.name', 's.value'])
    .where(
      's.allocation_id',
      'in',
      rows.map((r) => r.allocation_id),
    )
    .orderBy('s.division_code')
    .execute();
  return rows.map((r) => ({
    allocationId: r.allocation_id,
    state: r.state as SplitShown['state'],
    year: r.year,
    version: r.version,
    total: Number(r.total),
    allotted: Number(r.allotted),
    shortfall: Math.max(0, Number(r.total) - Number(r.allotted)),
    validFrom: r.valid_from,
    reason: r.reason,
    madeName: r.made_name,
    madeOn: r.made_at.toISOString().slice(0, 10),
    shares: shares
      .filter((s) => s.allocation_id === r.allocation_id)
      .map((s) => ({ code: s.code, name: s.name ?? String(s.code), value: Number(s.value) })),
  }));
}
