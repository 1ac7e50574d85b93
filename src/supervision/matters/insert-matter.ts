import { addDays, plainDate } from '../../platform/plain-date.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import type { MatterKind } from './kinds.ts';
import { addEvents, type MatterPatch } from './step.ts';

/** A unit that may be asked: one's own, one of the own area, an institution there. */
export type Asked = { unitId: string; name: string; divisionCode: number; institutionId: string | null };

/** The units asked, each inside the actor's area. @throws NOT_FOUND when one is not */
export async function askedUnits(tx: Tx, actor: Actor, unitIds: readonly string[]): Promise<Asked[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .selectFrom('unit as u')
    .leftJoin('institution as i', 'i.institution_id', 'u.institution_id')
    .select(['u.unit_id', 'u.name', 'u.institution_id', 'u.division_code', 'i.location_code'])
    .where('u.unit_id', 'in', unitIds)
    .execute();
  const byId = new Map(rows.map((row) => [row.unit_id, row]));
  return unitIds.map((unitId) => {
    const row = byId.get(unitId);
    const divisionCode = row?.division_code ?? row?.location_code ?? null;
    if (!row || divisionCode === null || !areasHold(actor.areas, divisionCode)) throw errors.NOT_FOUND();
    return { unitId, name: row.name, divisionCode, institutionId: row.institution_id };
  });
}

/** As {@link askedUnits} for one that need not be named. @throws NOT_FOUND */
export async function askedUnit(tx: Tx, actor: Actor, unitId: string | undefined): Promise<Asked | null> {
  return unitId === undefined ? null : (await askedUnits(tx, actor, [unitId]))[0]!;
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

/** Adds matters asked by the actor's office; the day of each is the one given, else the first day plus the limit in days, else none. Their ids in order. */
export async function insertMatters(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  given: readonly NewMatter[],
): Promise<string[]> {
  if (given.length === 0) return [];
  const rows = given.map((one) => rowOf(ctx, actor, one));
  await tx.insertInto('supervision_matter').values(rows).execute();
  await addEvents(
    tx,
    ctx,
    rows.map((row) => ({ matter: { ...row, state: null }, event: 'opened', to: 'open' })),
  );
  return rows.map((row) => row.matter_id);
}

function rowOf(ctx: Context, actor: Actor, { kind, title, openedOn, limitDays, asked, patch }: NewMatter) {
  const opened = openedOn ?? ctx.clock.today();
  const limit = limitDays ?? null;
  return {
    unit_id: asked?.unitId ?? null,
    unit_name: asked?.name ?? null,
    limit_days: limit,
    ...patch,
    matter_id: ctx.newId(),
    kind,
    title,
    division_code: asked?.divisionCode ?? ownPlace(actor),
    institution_id: asked?.institutionId ?? null,
    from_unit_id: actor.unitId,
    from_unit_name: actor.unitName,
    state: 'open',
    opened_on: opened,
    held_since: ctx.clock.now(),
    due_on: patch?.due_on ?? (limit === null ? null : addDays(plainDate(opened), limit)),
  };
}
