import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ServiceStatement } from '../schema.ts';
import { serviceOf, type Service } from './service-days.ts';

export type StatementLine = Service & { factor: number | null };
export type Statement = {
  lines: StatementLine[];
  /** Schools with people who served and no weight for performance pay. */
  gaps: { institutionId: string; institution: string }[];
};

/**
 * Who served how long, for performance pay and title review: one line for each person with confirmed service in the span, with the weight their
 * school has set (N2019 四, SD2017 三(五)); schools that have set none are named.
 */
export async function serviceStatement(ctx: Context, input: ServiceStatement): Promise<Statement> {
  const actor = authorise(ctx, 'agreement.read');
  const { institutionId, from, to } = ServiceStatement.parse(input);
  const school = institutionId ?? actor.institutionId;
  return read(ctx, async (tx) => {
    const services = await serviceOf(tx, { institutionId: school, from: from ?? null, to: to ?? ctx.clock.today() });
    const own = actor.institutionId === null ? sql`false` : sql`institution_id = ${actor.institutionId}::uuid`;
    const { rows } = await sql<{
      id: string;
      factor: number;
    }>`select distinct on (institution_id) institution_id as id, quantity::float8 as factor from agreement_entry
      where kind = 'performance_weight' and state in ('recorded', 'confirmed') and institution_id is not null and on_date <= ${to ?? ctx.clock.today()}::date
        and (${insideRanges('division_code', actor.areas)} or ${own}) order by institution_id, on_date desc, recorded_at desc`.execute(
      tx,
    );
    const factors = new Map(rows.map((r) => [r.id, r.factor]));
    const lines = services.map((s) => ({ ...s, factor: factors.get(s.institutionId) ?? null }));
    const without = new Map(lines.filter((l) => l.factor === null).map((l) => [l.institutionId, l.institution]));
    return { lines, gaps: [...without].map(([id, institution]) => ({ institutionId: id, institution })) };
  });
}
