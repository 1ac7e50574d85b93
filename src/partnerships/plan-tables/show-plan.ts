import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { ExportPlan } from '../schema.ts';
import type { PlanRow } from './columns.ts';
import { plannedRows } from './plan-store.ts';

export type PlanShown = {
  rows: { agreementId: string; state: string; values: PlanRow }[];
  recipients: number;
  pairs: number;
};

/** A plan table on screen: its rows with where each stands; coverage counts distinct recipients. */
export async function showPlan(ctx: Context, input: ExportPlan): Promise<PlanShown> {
  const actor = authorise(ctx, 'agreement.read');
  const { table } = ExportPlan.parse(input);
  const scope = { institutionId: actor.institutionId, areas: actor.areas };
  const rows = await read(ctx, (tx) => plannedRows(tx, scope, table, ctx.clock.today()));
  return {
    rows: rows.map(({ agreement, values }) => ({ agreementId: agreement.agreementId, state: agreement.state, values })),
    recipients: new Set(rows.map((r) => r.recipient)).size,
    pairs: rows.length,
  };
}
