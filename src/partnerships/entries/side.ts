import { areasHold } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { sidesOf } from '../agreements/side.ts';
import { partiesOf } from '../agreements/store.ts';
import type { Entry } from './store.ts';

/**
 * What the actor is to an entry: of the side that recorded it, or of one that confirms it: another side of the agreement, or for an entry without
 * one the office that leads agreements where it was recorded, never the unit that recorded it.
 */
export async function entryRole(tx: Tx, actor: Actor, entry: Entry): Promise<{ own: boolean; other: boolean }> {
  const own =
    entry.institutionId === null
      ? actor.institutionId === null && areasHold(actor.areas, entry.divisionCode)
      : entry.institutionId === actor.institutionId;
  const leads = actor.permissions.has('agreement.lead') && areasHold(actor.areas, entry.divisionCode);
  if (entry.agreementId === null)
    return { own, other: leads && actor.userId !== entry.recordedBy && (!own || actor.unitId === entry.unitId) };
  const parties = await partiesOf(tx, [entry.agreementId]);
  const isOwn = (p: { institutionId: string | null; divisionCode: number }) =>
    p.institutionId === entry.institutionId && p.divisionCode === entry.divisionCode;
  return {
    own,
    other:
      sidesOf(
        actor,
        parties.filter((p) => !isOwn(p)),
      ).length > 0,
  };
}
