import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import type { FieldError } from '../../platform/errors.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { criterionTitles, majorCriteria, schoolCriteria, unsaid } from './criteria.ts';
import { designationErrors } from './errors.ts';
import { majorFigures, schoolFigures, type Counted } from './figures.ts';
import { recordsOf } from './records.ts';
import { ApplicationId } from './schema.ts';
import {
  callById,
  majorsOf,
  ownDraft,
  requiredOf,
  schoolOf,
  type ApplicationRow,
  type CallRow,
  type MajorRow,
  type Required,
} from './store.ts';

export type Submitted = { applicationId: string; majors: number };

/**
 * 提交申报: the figures of every criterion are counted from the records and kept with what they were counted from. Refused while the school or a major
 * says nothing of one of its five criteria (SD2017-3.3-10), or a register the school must keep holds nothing of it (SD2017-3.1-09), each missing one named.
 * @throws NOT_FOUND, DESIGNATION_STATE, DESIGNATION_NOT_OPEN, DESIGNATION_INCOMPLETE
 */
export async function submitApplication(ctx: Context, input: ApplicationId): Promise<Submitted> {
  const actor = authorise(ctx, 'designation.apply');
  const { applicationId } = ApplicationId.parse(input);
  return transaction(ctx, async (tx) => {
    const today = ctx.clock.today();
    const application = await ownDraft(tx, actor, applicationId, today);
    const school = await schoolOf(tx, actor);
    const majors = await majorsOf(tx, [applicationId]);
    const required = await requiredOf(tx, school.institutionId, today);
    const fields = [...unkept(required), ...missingOf(application, majors)];
    if (fields.length > 0) throw designationErrors.DESIGNATION_INCOMPLETE({ fields });
    const call = await callById(tx, application.call_id);
    await keepFigures(tx, ctx, { application, majors, call });
    await tx
      .updateTable('designation_application')
      .set({ state: 'submitted', submitted_by: actor.userId, submitted_on: today })
      .where('application_id', '=', applicationId)
      .execute();
    await audit(tx, ctx, {
      action: 'designation.submit',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: application.institution_id,
      divisionCode: application.city_code,
      summary: `${school.name}提交${call.year}年承担任务申报，${majors.length} 个专业`,
      payload: { majors: majors.map((m) => m.major_id) },
    });
    return { applicationId, majors: majors.length };
  });
}

const unkept = (required: readonly Required[]): FieldError[] =>
  required
    .filter((r) => !r.kept)
    .map(({ register, title }) => ({ path: `required.${register}`, message: `“${title}”尚未登记` }));

function missingOf(application: ApplicationRow, majors: readonly MajorRow[]): FieldError[] {
  if (majors.length === 0) return [{ path: 'majors', message: '请至少申报一个专业' }];
  const school = unsaid(schoolCriteria, application.statements as Record<string, string>).map((c) => ({
    path: `statements.${c}`,
    message: `学校条件“${criterionTitles[c]}”尚未说明`,
  }));
  const ofMajors = majors.flatMap((m) =>
    unsaid(majorCriteria, m.statements as Record<string, string>).map((c) => ({
      path: `majors.${m.major_id}.${c}`,
      message: `${m.major}（${m.level}）：“${criterionTitles[c]}”尚未说明`,
    })),
  );
  return [...school, ...ofMajors];
}

type Standing = { application: ApplicationRow; majors: readonly MajorRow[]; call: CallRow };

/** Every figure of the application as its records stand, by subject (the application or a major) and criterion. */
export async function figuresNow(
  tx: Tx,
  today: string,
  { application, majors, call }: Standing,
): Promise<Map<string, Record<string, Counted>>> {
  const period = { from: call.period_from, to: call.period_to };
  const records = await recordsOf(tx, application.institution_id, period, today);
  const figures = new Map<string, Record<string, Counted>>();
  figures.set(application.application_id, schoolFigures(records, call.retention_months, plainDate(today)));
  for (const m of majors) figures.set(m.major_id, majorFigures(records, m.major));
  return figures;
}

async function keepFigures(tx: Tx, ctx: Context, standing: Standing): Promise<void> {
  const { application } = standing;
  const figures = await figuresNow(tx, ctx.clock.today(), standing);
  const rows = [...figures].flatMap(([subject, byCriterion]) =>
    Object.entries(byCriterion).map(([criterion, counted]) => ({
      application_id: application.application_id,
      subject,
      criterion,
      institution_id: application.institution_id,
      city_code: application.city_code,
      figures: JSON.stringify(counted.figures),
      records: JSON.stringify(counted.records),
      counted_at: ctx.clock.now(),
    })),
  );
  await tx.insertInto('designation_figure').values(rows).execute();
}
