import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { designationErrors } from './errors.ts';
import { SaveMajor } from './schema.ts';
import { majorsOf, ownDraft, type MajorRow } from './store.ts';

const sameAs = (m: MajorRow, n: Pick<MajorRow, 'major' | 'level' | 'base'> & { years: number }) =>
  m.major === n.major && m.level === n.level && m.base === n.base && Number(m.years) === n.years;

/**
 * Puts a major into the school's draft application, or rewrites one that is there.
 * @throws NOT_FOUND, DESIGNATION_STATE, DESIGNATION_NOT_OPEN, DESIGNATION_MAJOR_TAKEN
 */
export async function saveMajor(ctx: Context, input: SaveMajor): Promise<{ majorId: string }> {
  const actor = authorise(ctx, 'designation.apply');
  const { applicationId, majorId: given, statements, tuitionFen, accommodationFen, ...facts } = SaveMajor.parse(input);
  return transaction(ctx, async (tx) => {
    const application = await ownDraft(tx, actor, applicationId, ctx.clock.today());
    const majors = await majorsOf(tx, [applicationId]);
    if (given !== undefined && !majors.some((m) => m.major_id === given)) throw errors.NOT_FOUND();
    if (majors.some((m) => m.major_id !== given && sameAs(m, facts))) throw designationErrors.DESIGNATION_MAJOR_TAKEN();
    const majorId = given ?? ctx.newId();
    const row = {
      ...facts,
      tuition_fen: tuitionFen,
      accommodation_fen: accommodationFen,
      statements: JSON.stringify(statements),
    };
    if (given === undefined)
      await tx
        .insertInto('designation_major')
        .values({
          ...row,
          application_id: applicationId,
          major_id: majorId,
          institution_id: application.institution_id,
          city_code: application.city_code,
        })
        .execute();
    else
      await tx
        .updateTable('designation_major')
        .set(row)
        .where('application_id', '=', applicationId)
        .where('major_id', '=', given)
        .execute();
    await audit(tx, ctx, {
      action: 'designation.save_major',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: application.institution_id,
      divisionCode: application.city_code,
      summary: `申报专业：${facts.major}（${facts.level}）`,
      payload: { majorId, ...facts, statements },
    });
    return { majorId };
  });
}
