import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { IndicatorDefinition } from './definition.ts';
import { measureEach, type Measured } from './counting/measure.ts';

export type Place = { code: number; name: string };

/** The places right below one, as divided on the day, in the order of their codes. */
export async function placesBelow(tx: Tx, code: number, on: string): Promise<Place[]> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('parent_code', '=', code)
    .where('code', '<>', code)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .orderBy('code')
    .execute();
  return [...new Map(rows.map((r) => [r.code, r])).values()];
}

/** What a place is called; the nation is 0. */
export async function placeName(tx: Tx, code: number): Promise<string> {
  if (code === 0) return '全国';
  const row = await tx
    .selectFrom('division')
    .select('full_name')
    .where('code', '=', code)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.full_name ?? String(code);
}

/** What stands for the definition in the roll-up: another version or wording is rolled up anew. */
export const versionMark = (d: IndicatorDefinition): string =>
  `${d.version}:${JSON.stringify([d.period, d.count, d.also, d.share, d.coverage])}`;

/** The day to which each indicator is rolled up as its definition now stands. */
export async function rolledDays(tx: Tx, definitions: readonly IndicatorDefinition[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('indicator_rolled').select(['indicator', 'version', 'as_of']).execute();
  const marks = new Map(definitions.map((d) => [d.key, versionMark(d)]));
  return new Map(rows.filter((r) => marks.get(r.indicator) === r.version).map((r) => [r.indicator, r.as_of]));
}

/** Figures of several indicators at several places on a day: from the roll-up where it stands on that day, else counted from the records. */
export async function figuresOf(
  tx: Tx,
  definitions: readonly IndicatorDefinition[],
  codes: readonly number[],
  on: string,
): Promise<{ figures: Map<string, Map<number, Measured>>; rolledOn: string | null }> {
  const rolled = await rolledDays(tx, definitions);
  const kept = definitions.filter((d) => rolled.get(d.key) === on);
  const figures = new Map<string, Map<number, Measured>>(definitions.map((d) => [d.key, new Map()]));
  if (kept.length > 0) {
    const { rows } = await sql<{ indicator: string; division_code: number; part: string; whole: string | null }>`
      select indicator, division_code, part::text, whole::text from indicator_standing where division_code = any(${[...codes]}::bigint[])`.execute(
      tx,
    );
    for (const d of kept)
      for (const code of codes) figures.get(d.key)!.set(code, { part: 0, whole: d.count ? null : 0 });
    for (const r of rows)
      if (rolled.get(r.indicator) === on)
        figures
          .get(r.indicator)
          ?.set(r.division_code, { part: Number(r.part), whole: r.whole === null ? null : Number(r.whole) });
  }
  for (const d of definitions) if (!kept.includes(d)) figures.set(d.key, await measureEach(tx, d, codes, on));
  const days = [...rolled.values()];
  return { figures, rolledOn: days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b)) };
}
