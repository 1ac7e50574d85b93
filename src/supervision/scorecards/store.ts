import type { Tx } from '../../platform/db.ts';
import type { Dimension, Scored } from './score.ts';

/** Every subject of a sheet with its achievements, null where a dimension was not scored. */
export async function scoredOf(tx: Tx, cardId: string, dimensions: readonly Dimension[]): Promise<Scored[]> {
  const rows = await tx
    .selectFrom('scorecard_score')
    .select(['subject', 'subject_name', 'dimension', 'achieved'])
    .where('card_id', '=', cardId)
    .orderBy('subject')
    .execute();
  return [...Map.groupBy(rows, (r) => r.subject)].map(([subject, own]) => ({
    subject,
    name: own[0]!.subject_name,
    parts: dimensions.map((d) => {
      const found = own.find((o) => o.dimension === d.key);
      return { key: d.key, achieved: found === undefined ? null : Number(found.achieved) };
    }),
  }));
}
