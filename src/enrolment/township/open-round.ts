import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { BOTH_LINES, tellOffices } from '../offices.ts';
import { takeStep, type Application } from '../store.ts';

/** Opens the next round of both township offices: the earlier answers stay in history, both answer anew. */
export async function openRound(
  tx: Tx,
  ctx: Context,
  app: Application,
  action: 'resubmit' | 'review_again',
  reason: string | null,
): Promise<{ state: string; round: number }> {
  const round = app.round + 1;
  const now = await takeStep(tx, ctx, app, action, { round, reason });
  await tx
    .updateTable('application')
    .set({ round, poverty_decided: false, hr_decided: false, county_batch_id: null })
    .where('person_id', '=', app.person_id)
    .where('application_id', '=', app.application_id)
    .execute();
  await tellOffices(
    tx,
    ctx,
    {
      level: 'township',
      lines: BOTH_LINES,
      divisionCode: app.township_code,
    },
    {
      kind: 'application.resubmitted',
      title: `${app.person_name}的申请第 ${round} 次审核`,
      body: `申请 ${app.number} 已补正，请两部门重新审核。`,
      link: `/enrolment/review?id=${app.application_id}`,
    },
  );
  return { state: now.state, round };
}
