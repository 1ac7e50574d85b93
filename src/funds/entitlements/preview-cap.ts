import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { rulesOf } from './rule-of-place.ts';
import { PreviewCap } from './schema.ts';

export type CapLeft = { year: number; used: number; most: number | null; left: number | null };

/** The rule whose test caps subsidised trainings of a person and year (HA2020 一(三)), and the parameter that says how many. */
const CAPPED = { rule: 'ha2020.training-subsidy', parameter: 'ha2020.subsidised-per-year' };

/** How many subsidised trainings a person has had this year, under whichever record and at whichever place, and how many are left where the place caps them. @throws NOT_FOUND */
export async function previewCap(ctx: Context, input: PreviewCap): Promise<CapLeft> {
  authorise(ctx, 'funds.read');
  const { personId, year = Number(ctx.clock.today().slice(0, 4)) } = PreviewCap.parse(input);
  return read(ctx, async (tx) => {
    const { rows } = await sql<{ capped: number; village_code: number }>`
      select o.capped, p.village_code from owed_already(array[${personId}]::uuid[], '', 'training', ${year}) o join person p on p.person_id = o.person_id`.execute(
      tx,
    );
    const row = rows[0];
    if (!row) throw errors.NOT_FOUND();
    const rule = (await rulesOf(tx, CAPPED.rule)).at(row.village_code, `${year}-12-31`);
    const value = rule?.law.parameter(CAPPED.parameter, rule.day)?.version?.value;
    const most = typeof value === 'number' ? value : null;
    return { year, used: row.capped, most, left: most === null ? null : Math.max(most - row.capped, 0) };
  });
}
