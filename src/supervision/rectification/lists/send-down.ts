import { sql, type Selectable } from 'kysely';
import { areasHold, rangeOf } from '../../../organizations/index.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import type { RectificationList } from '../../../platform/db-types.ts';
import type { Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { rectificationErrors } from '../errors.ts';
import { addEvents } from '../step.ts';

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
  const given = inside
    .map((unit) => ({ unit, own: items.filter((i) => concerns(i.areas, unit.division_code)) }))
    .filter(({ own }) => own.length > 0);
  const receipts = given.map(({ unit }) => ({
    list_id: list.list_id,
    unit_id: unit.unit_id,
    division_code: unit.division_code,
    unit_name: unit.name,
    from_unit_id: actor.unitId,
    sent_on: ctx.clock.today(),
  }));
  if (receipts.length > 0)
    await tx
      .insertInto('rectification_receipt')
      .values(receipts)
      .onConflict((c) => c.doNothing())
      .execute();
  const answers = await giveItems(tx, ctx, list.list_id, given);
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

type Given = { unit: { unit_id: string; name: string; division_code: number }; own: readonly Sent[] };

async function giveItems(tx: Tx, ctx: Context, listId: string, given: readonly Given[]): Promise<number> {
  const rows = given.flatMap(({ unit, own }) =>
    own.map((item) => ({
      answer_id: ctx.newId(),
      list_id: listId,
      item_id: item.itemId,
      parent_id: item.parentId,
      unit_id: unit.unit_id,
      unit_name: unit.name,
      division_code: unit.division_code,
      kind: item.kind,
    })),
  );
  const { rows: added } = await sql<{ answer_id: string; division_code: number }>`
    insert into rectification_answer (answer_id, list_id, item_id, parent_id, unit_id, unit_name, division_code, kind, state, held_since)
    select answer_id, list_id, item_id, parent_id, unit_id, unit_name, division_code, kind, 'to_check', ${ctx.clock.now()}
    from jsonb_populate_recordset(null::rectification_answer, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing returning answer_id, division_code`.execute(tx);
  await addEvents(
    tx,
    ctx,
    added.map((answer) => ({ answer: { ...answer, state: null }, event: 'received', to: 'to_check' })),
  );
  return added.length;
}
