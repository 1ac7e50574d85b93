import { addDays, plainDate } from '../../platform/plain-date.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import type { MatterKind } from './kinds.ts';
import { addEvent, type MatterPatch } from './step.ts';

/** A unit that may be asked: one's own, one of the own area, an institution there. */
export type Asked = { unitId: string; name: string; divisionCode: number; institutionId: string | null };

/** The unit asked, inside the actor's area. @throws NOT_FOUND */
export async function askedUnit(tx: Tx, actor: Actor, unitId: string): Promise<Asked> {
  const row = await tx
    .selectFrom('unit as u')
    .leftJoin('institution as i', 'i.institution_id', 'u.institution_id')
    .select(['u.unit_id', 'u.name', 'u.institution_id', 'u.division_code', 'i.location_code'])
    .where('u.unit_id', '=', unitId)
    .executeTakeFirst();
  const divisionCode = row?.division_code ?? row?.location_code ?? null;
  if (!row || divisionCode === null || !areasHold(actor.areas, divisionCode)) throw errors.NOT_FOUND();
  return { unitId: row.unit_id, name: row.name, divisionCode, institutionId: row.institution_id };
}

/** The own place of an actor; offices without one (an institution's) cannot ask. @throws NOT_PERMITTED */
export function ownPlace(actor: Actor): number {
  if (actor.divisionCode === null) throw errors.NOT_PERMITTED();
  return actor.divisionCode;
}

export type NewMatter = {
  kind: MatterKind;
  title: string;
  openedOn?: string;
  limitDays?: number | null;
  asked: Asked | null;
  patch?: MatterPatch;
};

/** Adds a matter asked by the actor's office; its day is the one given, else the first day plus the limit in days, else none. */
export async function insertMatter(tx: Tx, ctx: Context, actor: Actor, given: NewMatter): Promise<string> {
  const matterId = ctx.newId();
  const openedOn = given.openedOn ?? ctx.clock.today();
  const limit = given.limitDays ?? null;
  const place = given.asked?.divisionCode ?? ownPlace(actor);
  await tx
    .insertInto('supervision_matter')
    .values({
      matter_id: matterId,
      kind: given.kind,
      title: given.title,
      division_code: place,
      institution_id: given.asked?.institutionId ?? null,
      from_unit_id: actor.unitId,
      from_unit_name: actor.unitName,
      unit_id: given.asked?.unitId ?? null,
      unit_name: given.asked?.name ?? null,
      limit_days: limit,
      state: 'open',
      opened_on: openedOn,
      held_since: ctx.clock.now(),
      ...given.patch,
      due_on: given.patch?.due_on ?? (limit === null ? null : addDays(plainDate(openedOn), limit)),
    })
    .execute();
  const fresh = {
    matter_id: matterId,
    division_code: place,
    institution_id: given.asked?.institutionId ?? null,
    state: null,
  };
  await addEvent(tx, ctx, fresh, { event: 'opened', to: 'open' });
  return matterId;
}
