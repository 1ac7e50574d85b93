import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { callsOf, callView } from './call-store.ts';
import { documentsHere } from '../law-state.ts';
import { ShowCall, type CallView } from '../schema.ts';

/** One call: every office of one's area that it asks, who has answered and who has not, by name. @throws NOT_PERMITTED, NOT_FOUND */
export async function showCall(ctx: Context, input: ShowCall): Promise<CallView> {
  const actor = authorise(ctx, 'policy.read');
  const { key, year = Number(ctx.clock.today().slice(0, 4)) } = ShowCall.parse(input);
  return read(ctx, async (tx) => {
    const calls = await callsOf(tx, await documentsHere(tx, actor, ctx.clock.today()));
    const call = calls.find((c) => c.key === key);
    if (!call) throw errors.NOT_FOUND();
    return callView(tx, call, actor, year, ctx.clock.today());
  });
}
