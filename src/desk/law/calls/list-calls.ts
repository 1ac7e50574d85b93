import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { callLine, callsOf, callView } from './call-store.ts';
import { documentsHere } from '../law-state.ts';
import { ListCalls, type CallLine } from '../schema.ts';

/** What the documents that bind one's place ask every office of a level, and how many of one's area have answered. @throws NOT_PERMITTED */
export async function listCalls(ctx: Context, input: ListCalls): Promise<{ year: number; rows: CallLine[] }> {
  const actor = authorise(ctx, 'policy.read');
  const { year = Number(ctx.clock.today().slice(0, 4)) } = ListCalls.parse(input);
  return read(ctx, async (tx) => {
    const rows: CallLine[] = [];
    for (const call of await callsOf(tx, await documentsHere(tx, actor, ctx.clock.today()))) {
      const view = await callView(tx, call, actor, year, ctx.clock.today());
      if (view.units > 0) rows.push(callLine(view));
    }
    return { year, rows };
  });
}
