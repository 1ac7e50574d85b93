import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { matterErrors } from './errors.ts';
import { askedUnit, insertMatters } from './insert-matter.ts';
import { MATTER_KINDS } from './kinds.ts';
import { CreateMatter } from './schema.ts';
import { roundById } from './store.ts';

/**
 * Asks something of a unit (or notes it for later assignment): a task, a milestone, a problem to be solved, an order to correct, a complaint … A day or a limit
 * in days is kept only where one is given.
 * @throws NOT_FOUND for a unit or round outside, ROUND_CLOSED
 */
export async function createMatter(ctx: Context, input: CreateMatter): Promise<{ matterId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = CreateMatter.parse(input);
  if (given.openedOn !== undefined && given.openedOn > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'openedOn', message: '不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const asked = await askedUnit(tx, actor, given.unitId);
    const together = await askedUnit(tx, actor, given.coUnitId);
    if (together !== null && (asked === null || asked.unitId === together.unitId))
      throw errors.INPUT_INVALID({ fields: [{ path: 'coUnitId', message: '请另选一个责任单位和一个协同责任单位' }] });
    if (given.roundId !== undefined) {
      const round = await roundById(tx, given.roundId, true);
      if (round.unit_id !== actor.unitId) throw errors.NOT_FOUND();
      if (round.state === 'closed') throw matterErrors.ROUND_CLOSED();
    }
    const [matterId] = await insertMatters(tx, ctx, actor, [
      {
        kind: given.kind,
        title: given.title,
        openedOn: given.openedOn,
        limitDays: given.limitDays,
        asked,
        patch: {
          round_id: given.roundId ?? null,
          obligation: given.obligation ?? null,
          topic: given.topic || null,
          person: given.person || null,
          partner: given.partner ?? null,
          blocking: given.blocking ?? false,
          due_on: given.dueOn ?? null,
          co_unit_id: together?.unitId ?? null,
          co_unit_name: together?.name ?? null,
        },
      },
    ]);
    const others = [asked, together].filter((u) => u !== null && u.unitId !== actor.unitId);
    await sendMessages(
      tx,
      ctx,
      others.map((unit) => ({
        toUnitId: unit!.unitId,
        kind: 'supervision.asked',
        title: `${MATTER_KINDS[given.kind].title}：${given.title.slice(0, 60)}`,
        body: `${actor.unitName}要求办理。`,
        link: `/supervision/matters/${matterId}`,
      })),
    );
    await audit(tx, ctx, {
      action: 'supervision.create',
      subjectType: 'supervision_matter',
      subjectId: matterId!,
      divisionCode: asked?.divisionCode ?? actor.divisionCode,
      institutionId: asked?.institutionId ?? null,
      summary: `${MATTER_KINDS[given.kind].title}：${given.title.slice(0, 80)}`,
    });
    return { matterId: matterId! };
  });
}
