import { addWorkingDays } from '../../standards/index.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { ReportHardship } from './schema.ts';
import { INCLUSION_DAYS, numberSet } from './settings.ts';

/**
 * Reports that somebody becomes poor or falls back because of the epidemic, a failed enterprise or the like (HA2020 一(二)). One report at a time is open for a
 * person; the day by which it is to be handled follows from the local setting, in working days, and is none where nothing is set or the calendar is not published.
 * @throws NOT_FOUND outside the own area
 */
export async function reportHardship(
  ctx: Context,
  input: ReportHardship,
): Promise<{ reportId: string; dueOn: string | null }> {
  const actor = authorise(ctx, 'monitor.record');
  const given = ReportHardship.parse(input);
  const today = ctx.clock.today();
  return transaction(ctx, async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['name', 'village_code'])
      .where('person_id', '=', given.personId)
      .forUpdate()
      .executeTakeFirst();
    if (!person) throw errors.NOT_FOUND();
    const open = await tx
      .selectFrom('hardship_report')
      .select(['report_id', 'due_on'])
      .where('person_id', '=', given.personId)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    if (open) return { reportId: open.report_id, dueOn: open.due_on };
    const days = await numberSet(tx, person.village_code, INCLUSION_DAYS, today);
    const due = days === null ? null : addWorkingDays(plainDate(today), days);
    const dueOn = due?.ok ? due.value : null;
    const reportId = ctx.newId();
    await tx
      .insertInto('hardship_report')
      .values({
        person_id: given.personId,
        report_id: reportId,
        village_code: person.village_code,
        cause: given.cause,
        account: given.account,
        reported_on: today,
        reported_at: ctx.clock.now(),
        reported_by: actor.userId,
        due_on: dueOn,
      })
      .execute();
    await audit(tx, ctx, {
      action: 'monitor.report',
      subjectType: 'person',
      subjectId: given.personId,
      personId: given.personId,
      divisionCode: person.village_code,
      summary: `报告致贫返贫：${person.name}`,
      payload: { cause: given.cause, reportId },
    });
    return { reportId, dueOn };
  });
}
