import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { homeOf } from '../assessments.ts';
import { certificationErrors } from '../errors.ts';
import { KeepContest } from './contest-schema.ts';
import { contestEntry } from './contest-store.ts';

/** Enters a contest with the body that assesses it: an institution its own, an office any of its area. @throws NOT_FOUND, CONTEST_BODY_MISSING */
export async function keepContest(ctx: Context, input: KeepContest): Promise<{ contestId: string }> {
  const actor = authorise(ctx, 'certification.contest');
  const said = KeepContest.parse(input);
  const institutionId = actor.institutionId ?? said.institutionId;
  if (institutionId === undefined)
    throw certificationErrors.CONTEST_BODY_MISSING({ fields: [{ path: 'institutionId', message: '请选择评价机构' }] });
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, institutionId);
    if (actor.institutionId === null && !actor.areas.some((a) => a.lo <= home && home < a.hi)) throw errors.NOT_FOUND();
    const contestId = ctx.newId();
    await tx
      .insertInto('skill_contest')
      .values({
        contest_id: contestId,
        name: said.name,
        occupation: said.occupation,
        held_on: said.heldOn,
        institution_id: institutionId,
        location_code: home,
        kept_by: actor.userId,
        kept_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, contestEntry('keep_contest', { contestId, home, institutionId }, `登记竞赛：${said.name}`));
    return { contestId };
  });
}
