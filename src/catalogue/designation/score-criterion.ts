import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold } from '../../organizations/index.ts';
import { criterionTitles } from './criteria.ts';
import { designationErrors } from './errors.ts';
import { ScoreCriterion } from './schema.ts';
import { rateStandard } from './settings.ts';
import { lockedApplication, type ApplicationRow } from './store.ts';

export type Scored = { applicationId: string; criterion: string; met: boolean; threshold: number | null };

/**
 * The city's answer to one criterion of a school. Where a standard for the employment rate is set, the answer is the standard's; another is refused
 * (SD2017-3.3-07).
 * @throws NOT_FOUND, DESIGNATION_STATE before submission and after the decision, DESIGNATION_BY_STANDARD
 */
export async function scoreCriterion(ctx: Context, input: ScoreCriterion): Promise<Scored> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { applicationId, criterion, met, remark } = ScoreCriterion.parse(input);
  return transaction(ctx, async (tx) => {
    const application = await lockedApplication(tx, applicationId);
    if (!areasHold(actor.areas, application.city_code)) throw errors.NOT_FOUND();
    if (application.state !== 'submitted') throw designationErrors.DESIGNATION_STATE();
    const threshold = criterion === 'rate' ? await rateStandard(tx, application.city_code, ctx.clock.today()) : null;
    if (threshold !== null) {
      const rate = await rateOf(tx, application);
      if (met !== (rate !== null && rate >= threshold))
        throw designationErrors.DESIGNATION_BY_STANDARD({ details: { rate, threshold } });
    }
    const score = {
      met,
      remark: remark || null,
      threshold,
      scored_by: actor.userId,
      scored_name: actor.name,
      scored_at: ctx.clock.now(),
    };
    await tx
      .insertInto('designation_score')
      .values({ ...score, application_id: applicationId, criterion, city_code: application.city_code })
      .onConflict((c) => c.columns(['application_id', 'criterion']).doUpdateSet(score))
      .execute();
    await audit(tx, ctx, {
      action: 'designation.score',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: application.institution_id,
      divisionCode: application.city_code,
      summary: `${criterionTitles[criterion]}：${met ? '符合' : '不符合'}`,
      payload: { criterion, met, remark: remark || null, threshold },
    });
    return { applicationId, criterion, met, threshold };
  });
}

async function rateOf(tx: Tx, application: ApplicationRow): Promise<number | null> {
  const row = await tx
    .selectFrom('designation_figure')
    .select('figures')
    .where('application_id', '=', application.application_id)
    .where('subject', '=', application.application_id)
    .where('criterion', '=', 'rate')
    .executeTakeFirst();
  return (row?.figures as Record<string, number | null> | undefined)?.employmentRate ?? null;
}
