import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { inAreas } from '../../../organizations/index.ts';
import type { Page } from '../../../platform/http.ts';
import { lineOf } from './proposal-store.ts';
import { ListProposals, type ProposalLine } from '../schema.ts';

/** Proposals of one's area, newest first. @throws NOT_PERMITTED */
export async function listProposals(ctx: Context, input: ListProposals): Promise<Page<ProposalLine>> {
  const actor = authorise(ctx, 'policy.read');
  const { page, size, state } = ListProposals.parse(input);
  return read(ctx, async (tx) => {
    let query = tx
      .selectFrom('policy_proposal')
      .selectAll()
      .where((eb) => inAreas(eb, 'division_code', actor));
    if (state !== undefined) query = query.where('state', '=', state);
    const rows = await query
      .orderBy('seq', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { rows: rows.map(lineOf), total: null, page, size };
  });
}
