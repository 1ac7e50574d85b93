import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Dimension, Scored } from './score.ts';

type Sheet = { card_id: string; dimensions: readonly Dimension[] };

/** Every subject of each sheet with its achievements, null where a dimension was not scored; nothing for a sheet without scores. */
export async function scoredOfMany(tx: Tx, sheets: readonly Sheet[]): Promise<Map<string, Scored[]>> {
  if (sheets.length === 0) return new Map();
  const rows = await tx
    .selectFrom('scorecard_score')
    .select(['card_id', 'subject', 'subject_name', 'dimension', 'achieved'])
    .where(
      'card_id',
      'in',
      sheets.map((s) => s.card_id),
    )
    .orderBy('subject')
    .execute();
  const ofSheet = Map.groupBy(rows, (r) => r.card_id);
  return new Map(sheets.map((s) => [s.card_id, subjectsOf(ofSheet.get(s.card_id) ?? [], s.dimensions)]));
}

/** {@link scoredOfMany} of one sheet. */
export const scoredOf = async (tx: Tx, card_id: string, dimensions: readonly Dimension[]): Promise<Scored[]> =>
  (await scoredOfMany(tx, [{ card_id, dimensions }])).get(card_id)!;

type ScoreRow = { subject: string; subject_name: string; dimension: string; achieved: string };

function subjectsOf(rows: readonly ScoreRow[], dimensions: readonly Dimension[]): Scored[] {
  return [...Map.groupBy(rows, (r) => r.subject)].map(([subject, own]) => ({
    subject,
    name: own[0]!.subject_name,
    parts: dimensions.map((d) => {
      const found = own.find((o) => o.dimension === d.key);
      return { key: d.key, achieved: found === undefined ? null : Number(found.achieved) };
    }),
  }));
}

type OfRegister = { register: string | null; register_field: string | null; register_value: string | null };

/** The valid records of the register that a sheet is about, as far as the reader sees them; null for a sheet without one. */
export async function registeredOf(tx: Tx, card: OfRegister): Promise<{ subject: string; name: string }[] | null> {
  if (card.register === null) return null;
  const part = card.register_field === null ? sql`true` : sql`data ->> ${card.register_field} = ${card.register_value}`;
  const { rows } = await sql<{ subject: string; name: string }>`
    select source_id as subject, title as name from report_register_record
    where register = ${card.register} and state = 'accepted' and ended_on is null and ${part} order by title, source_id`.execute(
    tx,
  );
  return rows;
}
