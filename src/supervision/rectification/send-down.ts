import type { Selectable } from 'kysely';
import { areasHold, rangeOf } from '../../organizations/index.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { RectificationList } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { rectificationErrors } from './errors.ts';
import { addEvent } from './step.ts';

type Sent = { itemId: string; kind: string; areas: readonly number[]; parentId: string | null };
type Sending = {
  list: Pick<Selectable<RectificationList>, 'list_id' | 'title'>;
  unitIds: readonly string[];
  items: readonly Sent[];
};

/** Whether a line concerns a place: it lies in one of the line's areas, or one of them lies in it; no areas means everywhere. */
export function concerns(areas: readonly number[], divisionCode: number): boolean {
  return (
    areas.length === 0 ||
    areas.some((a) => areasHold([rangeOf(a)], divisionCode) || areasHold([rangeOf(divisionCode)], a))
  );
}

/** Gives units of the actor's area the lines that concern them and tells them; lines they already have are left. @throws NOT_FOUND for a unit outside, RECTIFICATION_OWN_UNIT */
export async function sendDown(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { list, unitIds, items }: Sending,
): Promise<{ units: number; answers: number }> {
  if (unitIds.includes(actor.unitId)) throw rectificationErrors.RECTIFICATION_OWN_UNIT();
  const units = await tx
    .selectFrom('unit')
    .select(['unit_id', 'name', 'division_code'])
    .where('unit_id', 'in', [...new Set(unitIds)])
    .execute();
  const inside = units.flatMap((u) =>
    u.division_code !== null && areasHold(actor.areas, u.division_code)
      ? [{ ...u, division_code: u.division_code }]
      : [],
  );
  if (inside.length !== new Set(unitIds).size) throw errors.NOT_FOUND();
  let answers = 0;
  for (const unit of inside) {
    const own = items.filter((i) => concerns(i.areas, unit.division_code));
    if (own.length === 0) continue;
    await tx
      .insertInto('rectification_receipt')
      .values({
        list_id: list.list_id,
        unit_id: unit.unit_id,
        division_code: unit.division_code,
        unit_name: unit.name,
        from_unit_id: actor.unitId,
        sent_on: ctx.clock.today(),
      })
      .onConflict((c) => c.doNothing())
      .execute();
    answers += await giveItems(tx, ctx, list.list_id, unit, own);
  }
  await sendMessages(
    tx,
    ctx,
    inside.map((u) => ({
      toUnitId: u.unit_id,
      kind: 'rectification.sent',
      title: `收到整改清单：${list.title}`,
      body: '请签收，并逐条查摆。',
      link: `/rectification/${list.list_id}`,
    })),
  );
  return { units: inside.length, answers };
}

async function giveItems(
  tx: Tx,
  ctx: Context,
  listId: string,
  unit: { unit_id: string; name: string; division_code: number },
  items: readonly Sent[],
): Promise<number> {
  let given = 0;
  for (const item of items) {
    const added = await tx
      .insertInto('rectification_answer')
      .values({
        answer_id: ctx.newId(),
        list_id: listId,
        item_id: item.itemId,
        parent_id: item.parentId,
        unit_id: unit.unit_id,
        unit_name: unit.name,
        division_code: unit.division_code,
        kind: item.kind,
        state: 'to_check',
        held_since: ctx.clock.now(),
      })
      .onConflict((c) => c.doNothing())
      .returning('answer_id')
      .executeTakeFirst();
    if (!added) continue;
    given += 1;
    const fresh = { answer_id: added.answer_id, division_code: unit.division_code, state: null };
    await addEvent(tx, ctx, fresh, { event: 'received', to: 'to_check' });
  }
  return given;
}
