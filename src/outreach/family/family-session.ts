import { createHash, timingSafeEqual } from 'node:crypto';
import { officesAt } from '../../enrolment/index.ts';
import { FAMILY_ROLE } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { outreachErrors } from '../errors.ts';
import type { SlipHolder } from '../slips/slip-store.ts';

/** A family that has shown its paper and its code, until a short while from now. */
export type Session = Omit<SlipHolder, 'phone'> & { codeId: string; until: Date; proof: 'message' | 'sign_on' };

/** A token as stored: it has 256 bits of its own chance, so a plain hash tells nothing. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** The session of a token. The caller's transaction must be the system's. @throws FAMILY_SESSION_ENDED */
export async function sessionOf(tx: Tx, ctx: Context, token: string): Promise<Session> {
  const row = await tx
    .selectFrom('family_code')
    .selectAll()
    .where('session_hash', '=', tokenHash(token))
    .executeTakeFirst();
  if (!row?.session_until || row.session_until <= ctx.clock.now()) throw outreachErrors.FAMILY_SESSION_ENDED();
  return {
    codeId: row.code_id,
    householdId: row.household_id,
    applicationId: row.application_id,
    personId: row.person_id,
    villageCode: row.village_code,
    until: row.session_until,
    proof: row.proof as Session['proof'],
  };
}

/** The audit entry of a session that a second proof has opened; it names no person and no address. */
export async function noteSession(
  tx: Tx,
  ctx: Context,
  { codeId, villageCode, proof }: Pick<Session, 'codeId' | 'villageCode' | 'proof'>,
): Promise<void> {
  await audit(
    tx,
    { ...ctx, actor: null, ip: null },
    {
      action: 'family.open_session',
      subjectType: 'family_code',
      subjectId: codeId,
      divisionCode: villageCode,
      summary: `家庭凭领取码和${proof === 'message' ? '验证码' : '统一身份认证'}进入网上办理`,
    },
  );
}

export const FAMILY_NAME = '家庭本人（网上办理）';

/**
 * The family as an actor of the clerk's verbs: at its village's place, with the permissions its acts need, and named as family in every entry.
 * Which persons it may act for is checked before any verb is called.
 */
export async function familyActor(tx: Tx, ctx: Context, session: Session): Promise<Actor> {
  const [office] = await officesAt(tx, {
    level: 'village',
    divisionCode: session.villageCode,
    onDate: ctx.clock.today(),
  });
  return {
    userId: `family:${session.codeId}`,
    name: FAMILY_NAME,
    unitId: office?.unitId ?? '',
    unitName: FAMILY_NAME,
    level: 'village',
    line: 'village',
    divisionCode: session.villageCode,
    areas: [{ lo: session.villageCode, hi: session.villageCode + 1 }],
    institutionId: null,
    roles: [FAMILY_ROLE],
    permissions: new Set(['wish.record', 'application.draft', 'training.choose', 'policy.read']),
  };
}
