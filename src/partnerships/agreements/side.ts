import { areasHold } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Agreement, Party } from './store.ts';

/** The sides an actor acts for: their institution's, or an area's that lies in theirs and has no institution of its own. */
export function sidesOf<P extends Pick<Party, 'institutionId' | 'divisionCode'>>(
  actor: Actor,
  parties: readonly P[],
): P[] {
  return parties.filter((p) =>
    p.institutionId === null ? areasHold(actor.areas, p.divisionCode) : p.institutionId === actor.institutionId,
  );
}

/** An office that leads agreements of a party's place may enter for a side without an account, with its scanned signature. */
export function mayEnterFor(actor: Actor, party: Pick<Party, 'divisionCode'>): boolean {
  return actor.permissions.has('agreement.lead') && areasHold(actor.areas, party.divisionCode);
}

/** What the actor is in the agreement's life; null for somebody who is no side of it. */
export function roleIn(
  actor: Actor,
  agreement: Pick<Agreement, 'institutionId' | 'divisionCode'>,
  parties: readonly Party[],
): 'drafter' | 'other' | null {
  const drafts =
    agreement.institutionId === null
      ? actor.institutionId === null && areasHold(actor.areas, agreement.divisionCode)
      : agreement.institutionId === actor.institutionId;
  if (drafts) return 'drafter';
  if (sidesOf(actor, parties).length > 0) return 'other';
  return parties.some((p) => mayEnterFor(actor, p)) ? 'other' : null;
}
