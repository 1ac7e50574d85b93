import type { Tx } from '../../platform/db.ts';
import { executionOf, type Execution } from '../engine/execution.ts';
import { commitmentsOf, deedsOf } from './store.ts';

export type CooperationRate = { agreements: number; rate: number };

/** How far the agreements of each institution that were in force in a year are carried out on a day: their mean, 0 to 100, with how many there are. */
export async function cooperationRates(
  tx: Tx,
  institutionIds: readonly string[],
  year: number,
  on: string,
): Promise<ReadonlyMap<string, CooperationRate>> {
  if (institutionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('agreement_party as p')
    .innerJoin('agreement as a', 'a.agreement_id', 'p.agreement_id')
    .select(['p.institution_id', 'a.agreement_id', 'a.execution'])
    .where('p.institution_id', 'in', [...institutionIds])
    .where('a.in_force_on', '<=', `${year}-12-31`)
    .where((e) => e.or([e('a.ended_on', 'is', null), e('a.ended_on', '>=', `${year}-01-01`)]))
    .execute();
  const ids = [...new Set(rows.map((r) => r.agreement_id))];
  const promised = Map.groupBy(await commitmentsOf(tx, ids), (c) => c.agreementId);
  const deeds = await deedsOf(tx, ids);
  const rateOf = (r: (typeof rows)[number]): number => {
    const own = (promised.get(r.agreement_id) ?? []).map((c) => ({ ...c, id: c.commitmentId }));
    return ((r.execution as Execution | null) ?? executionOf(own, deeds, on)).rate;
  };
  return new Map(
    [...Map.groupBy(rows, (r) => r.institution_id!)].map(([institution, own]) => {
      const sum = own.reduce((n, r) => n + rateOf(r), 0);
      return [institution, { agreements: own.length, rate: Math.round((sum * 10) / own.length) / 10 }];
    }),
  );
}
