import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { matterErrors } from './errors.ts';
import { RoundId } from './schema.ts';
import { matterLines, roundById } from './store.ts';

/**
 * Ends a round, or leaves a stage (N2021 五(三)): a stage only when no blocking problem is open, any other round only when every matter is closed.
 * @throws NOT_FOUND, ROUND_CLOSED, ROUND_BLOCKED, ROUND_OPEN_MATTERS
 */
export async function closeRound(ctx: Context, input: RoundId): Promise<{ closedOn: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { roundId } = RoundId.parse(input);
  return transaction(ctx, async (tx) => {
    const round = await roundById(tx, roundId, true);
    if (round.unit_id !== actor.unitId) throw errors.NOT_FOUND();
    if (round.state === 'closed') throw matterErrors.ROUND_CLOSED();
    const open = await matterLines(tx, sql`m.round_id = ${roundId} and m.state <> 'closed'`);
    const holding = round.blocks_exit ? open.filter((m) => m.blocking) : open;
    if (holding.length > 0) {
      const refuse = round.blocks_exit ? matterErrors.ROUND_BLOCKED : matterErrors.ROUND_OPEN_MATTERS;
      throw refuse({
        hint: holding
          .slice(0, 5)
          .map((m) => m.title)
          .join('；'),
        details: { open: holding.length },
      });
    }
    const closedOn = ctx.clock.today();
    await tx
      .updateTable('supervision_round')
      .set({ state: 'closed', closed_on: closedOn })
      .where('round_id', '=', roundId)
      .execute();
    await audit(tx, ctx, {
      action: 'supervision.close_round',
      subjectType: 'supervision_round',
      subjectId: roundId,
      divisionCode: round.division_code,
      summary: `${round.title}结束`,
    });
    return { closedOn };
  });
}
