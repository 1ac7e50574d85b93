import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { askedUnits, insertMatters } from './insert-matter.ts';
import { PassMatterDown } from './schema.ts';
import { lockedMatter } from './store.ts';
import { takeStep } from './step.ts';

/** 逐级分解: the lead gives what it was asked to units below, each as a matter of its own with the same day; closing waits for all of them. @throws NOT_FOUND */
export async function passMatterDown(ctx: Context, input: PassMatterDown): Promise<{ matterIds: string[] }> {
  const actor = authorise(ctx, 'supervision.answer');
  const { matterId, unitIds } = PassMatterDown.parse(input);
  return transaction(ctx, async (tx) => {
    const matter = await lockedMatter(tx, matterId);
    await takeStep(tx, ctx, actor, matter, { action: 'pass_down', data: { unitIds } });
    const known = await tx
      .selectFrom('supervision_matter')
      .select('unit_id')
      .where('parent_id', '=', matterId)
      .execute();
    const has = new Set(known.map((k) => k.unit_id));
    const asked = await askedUnits(tx, actor, [...new Set(unitIds.filter((u) => !has.has(u)))]);
    const matterIds = await insertMatters(
      tx,
      ctx,
      actor,
      asked.map((unit) => ({
        kind: matter.kind,
        title: matter.title,
        asked: unit,
        patch: {
          round_id: matter.round_id,
          parent_id: matterId,
          obligation: matter.obligation,
          topic: matter.topic,
          due_on: matter.due_on,
        },
      })),
    );
    await sendMessages(
      tx,
      ctx,
      asked.map(({ unitId }, i) => ({
        toUnitId: unitId,
        kind: 'supervision.asked',
        title: matter.title.slice(0, 80),
        body: `${actor.unitName}分解下达。`,
        link: `/supervision/matters/${matterIds[i]}`,
      })),
    );
    return { matterIds };
  });
}
