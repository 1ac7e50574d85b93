import { sql } from 'kysely';
import { rangeOf } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import { fromSql, oneSql } from './counting/count-sql.ts';
import type { Count, IndicatorDefinition } from './definition.ts';
import { valueOf } from './counting/measure.ts';
import { yearBefore } from './period.ts';

export type FallenSchool = { institutionId: string; name: string; value: number; before: number };

/** Schools of a place whose own rate fell against a year before by more points than the definition allows, the deepest fall first. */
export async function fallenSchools(tx: Tx, d: IndicatorDefinition, code: number, on: string): Promise<FallenSchool[]> {
  if (!d.alert || !d.share) return [];
  const now = await ratesOf(tx, d, d.share, code, on);
  const earlier = await ratesOf(tx, d, d.share, code, yearBefore(on));
  const fallen: FallenSchool[] = [];
  for (const [institutionId, { name, value }] of now) {
    const before = earlier.get(institutionId)?.value;
    if (before !== undefined && before - value > d.alert.falls) fallen.push({ institutionId, name, value, before });
  }
  return fallen.toSorted((a, b) => a.value - a.before - (b.value - b.before));
}

async function ratesOf(
  tx: Tx,
  d: IndicatorDefinition,
  share: { part: Count; whole: Count },
  code: number,
  on: string,
): Promise<Map<string, { name: string; value: number }>> {
  const rows = (count: Count) =>
    sql`select v.institution_id as id, count(distinct ${oneSql(count)}) as n ${fromSql(count, d.period, on, [rangeOf(code)])} group by 1`;
  const found = await sql<{ id: string; name: string; part: number; whole: number }>`
    select w.id, i.name, coalesce(p.n, 0)::int as part, w.n::int as whole from (${rows(share.whole)}) w join institution i on i.institution_id = w.id
      left join (${rows(share.part)}) p on p.id = w.id`.execute(tx);
  return new Map(
    found.rows.flatMap((r) => {
      const value = valueOf(d, r);
      return value === null ? [] : [[r.id, { name: r.name, value }] as const];
    }),
  );
}
