import { areasHold } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { InviteSchools } from '../schema.ts';

/** Invites schools of one's area that hold no pairing yet to take part. @throws NOT_FOUND for a school elsewhere */
export async function inviteSchools(ctx: Context, input: InviteSchools): Promise<{ invited: number }> {
  const actor = authorise(ctx, 'agreement.lead');
  const { institutionIds, words } = InviteSchools.parse(input);
  return transaction(ctx, async (tx) => {
    const found = await tx
      .selectFrom('institution')
      .select(['institution_id', 'name', 'location_code'])
      .where('institution_id', 'in', institutionIds)
      .execute();
    const own = found.filter((i) => areasHold(actor.areas, i.location_code));
    if (own.length < new Set(institutionIds).size) throw errors.NOT_FOUND();
    await sendMessages(
      tx,
      ctx,
      own.map((i) => ({
        toInstitutionId: i.institution_id,
        kind: 'pairing_invitation',
        title: `${actor.unitName}邀请贵校参加对口帮扶`,
        body: words,
        link: '/agreements',
      })),
    );
    await audit(tx, ctx, {
      action: 'partnerships.invite',
      subjectType: 'division',
      subjectId: String(actor.divisionCode ?? 0),
      divisionCode: actor.divisionCode,
      summary: `邀请 ${own.length} 所院校参加对口帮扶`,
      payload: { institutionIds },
    });
    return { invited: own.length };
  });
}
