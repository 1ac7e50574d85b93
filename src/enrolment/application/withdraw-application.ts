import { z } from 'zod';
import { releaseSeat } from '../../catalogue/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages, type Message } from '../../platform/messages.ts';
import { familyNotice } from './family-notice.ts';
import { BOTH_LINES, officesAt, unitOfSchool } from '../offices.ts';
import { ReasonText } from '../schema.ts';
import { lockApplication, takeStep, type Application } from '../store.ts';
import { closeAdmission, type ClosedAdmission } from '../city/close-admission.ts';
import { HELD_BY, STATES } from '../states.ts';
import { actForVillage, requireEvidence } from '../village/village-side.ts';
import { CODE_COLUMN } from '../dwell/waiting.ts';

export const WithdrawApplication = z.object({
  id: z.uuid(),
  /** The statement signed by the applicant (and guardian). */
  evidenceFileId: z.uuid(),
  reason: ReasonText.optional(),
});
export type WithdrawApplication = z.infer<typeof WithdrawApplication>;

const WITH_SEAT = ['admitted', 'school_notified', 'letter_issued'];

/**
 * 本人放弃: ends the case on the applicant's signed statement, wherever it is; a seat already taken is given back, the line of the admission is
 * marked and the letter withdrawn, and whoever holds the case is told.
 * @throws NOT_FOUND, EVIDENCE_REQUIRED, APPLICATION_WRONG_STATE, ENTERED_BY_VILLAGE
 */
export async function withdrawApplication(ctx: Context, input: WithdrawApplication): Promise<{ state: string }> {
  const actor = authorise(ctx, 'application.draft');
  const { id, evidenceFileId, reason } = WithdrawApplication.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    if (app.state === 'withdrawn') return { state: app.state };
    actForVillage(actor, [app]);
    const evidence = await requireEvidence(tx, evidenceFileId);
    const why = reason || '本人自愿放弃';
    const now = await takeStep(tx, ctx, app, 'withdraw', {
      reason: why,
      data: { evidenceFileId: evidence, heldBy: HELD_BY[app.state] },
    });
    const admitted = WITH_SEAT.includes(app.state);
    if (app.entry_key && admitted) await releaseSeat(tx, app.entry_key, app.year);
    const closed = admitted ? await closeAdmission(tx, ctx, app, why) : null;
    await sendMessages(tx, ctx, [
      ...(await holdersNotice(tx, ctx, app, closed)),
      familyNotice(now, {
        kind: 'application.withdrawn',
        unitName: actor.unitName,
        onDate: ctx.clock.today(),
        reason: null,
      }),
    ]);
    return { state: now.state };
  });
}

async function holdersNotice(
  tx: Tx,
  ctx: Context,
  app: Application,
  closed: ClosedAdmission | null,
): Promise<Message[]> {
  const level = HELD_BY[app.state];
  if (level === 'none' || level === 'village') return [];
  const onDate = ctx.clock.today();
  const units =
    level === 'school'
      ? [app.institution_id && (await unitOfSchool(tx, app.institution_id, onDate))]
      : (await officesAt(tx, { level, lines: BOTH_LINES, divisionCode: app[CODE_COLUMN[level]], onDate })).map(
          (u) => u.unitId,
        );
  return units
    .filter((unit) => unit !== null)
    .map((toUnitId) => ({
      toUnitId,
      kind: 'application.withdrawn',
      title: `${app.person_name}放弃申请`,
      body: `申请 ${app.number}（${STATES[app.state]}）由本人书面放弃，不再办理。${closedText(closed)}`,
      link: `/enrolment/applications/${app.application_id}`,
    }));
}

function closedText(closed: ClosedAdmission | null): string {
  if (closed === null) return '';
  const { admissionNumber, letterNumber } = closed;
  return letterNumber === null
    ? `录取编号 ${admissionNumber} 保留并标明放弃。`
    : `录取编号 ${admissionNumber} 保留并标明放弃，通知书 ${letterNumber} 已撤回。`;
}
