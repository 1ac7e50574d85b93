import type { Tx } from '../../platform/db.ts';

/** Which of these institutions stand in a signed agreement of a kind that has not ended. For rooms above, which ask whether somebody studies under it. */
export async function partiesInForce(
  tx: Tx,
  kind: string,
  institutionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (institutionIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('agreement_party as p')
    .innerJoin('agreement as a', 'a.agreement_id', 'p.agreement_id')
    .select('p.institution_id')
    .where('p.institution_id', 'in', [...new Set(institutionIds)])
    .where('a.kind', '=', kind)
    .where('a.state', 'in', ['signed', 'in_force'])
    .execute();
  return new Set(rows.flatMap((r) => r.institution_id ?? []));
}
