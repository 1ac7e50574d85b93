import { sql } from 'kysely';
import { findSetting } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import type { ResultRow } from '../runs/run-store.ts';
import { MATCH_DAYS } from '../settings.ts';

type Covered = { county: string; name: string; newest: string | null };

/**
 * Adds to the reason of rows of nobody what the register cannot know: that no complete list of the county was there on the day (`uncovered=`), or that the
 * newest is older than a match may be where the office works (`list_too_old=`). A row's county is that of the place it states, else that of its number.
 */
export async function noteCoverage(
  tx: Tx,
  run: { as_of: string; area_code: number },
  results: readonly ResultRow[],
): Promise<void> {
  const alone = results.flatMap((r) => {
    const county = r.decision.zone === 'none' ? countyOf(r) : null;
    return county === null ? [] : [{ r, county }];
  });
  if (alone.length === 0) return;
  const covered = await coverageOf(tx, [...new Set(alone.map(({ county }) => county))], run.as_of);
  const days = (await findSetting(tx, run.area_code, MATCH_DAYS, run.as_of))?.value;
  const oldest = typeof days === 'number' ? addDays(plainDate(run.as_of), -days) : null;
  for (const { r, county } of alone) {
    const found = covered.get(county);
    if (!found) continue;
    const { name, newest } = found;
    if (newest === null) r.decision.reason += ` uncovered=${name}`;
    else if (oldest !== null && newest < oldest) r.decision.reason += ` list_too_old=${newest}`;
  }
}

/** Six digits; null where neither place nor number tells. */
function countyOf({ row }: ResultRow): string | null {
  const place = String(row.divisionCode ?? '');
  if (place.length >= 6) return place.slice(0, 6);
  const number = String(row.idNumber ?? '').replace(/\s/g, '');
  return /^\d{17}[\dXx]$/.test(number) ? number.slice(0, 6) : null;
}

/** Counties that there are, with the day of the newest complete list of each until `day`. */
async function coverageOf(tx: Tx, counties: readonly string[], day: string): Promise<Map<string, Covered>> {
  const { rows } = await sql<Covered>`
    select c.county, d.name, (select max(l.list_date)::text from source_list l where l.kind = 'assisted_register' and l.publication_seq is not null
      and l.coverage = 'complete' and l.area_lo <= d.code and l.area_hi >= d.code + 1000000 and l.list_date <= ${day}::date) as newest
    from unnest(${[...counties]}::text[]) as c(county)
      join lateral (select code, name from division where code = c.county::bigint * 1000000 order by valid_from desc limit 1) d on true`.execute(
    tx,
  );
  return new Map(rows.map((r) => [r.county, r]));
}
