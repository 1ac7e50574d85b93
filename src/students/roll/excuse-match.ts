import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { studentErrors } from '../errors.ts';
import { ExcuseMatch } from '../schema.ts';

/**
 * The county lets an outdated match stand for one student and school year, with its reason (SD2017 四(二)); the next decision of the card takes it into
 * account. Giving it again changes nothing.
 * @throws COUNTY_ONLY, NOT_FOUND for a student of another county
 */
export async function excuseMatch(ctx: Context, input: ExcuseMatch): Promise<{ exceptionId: string }> {
  const actor = authorise(ctx, 'decision.make');
  const { statusId, schoolYear, reason } = ExcuseMatch.parse(input);
  if (actor.level !== 'county') throw studentErrors.COUNTY_ONLY();
  return transaction(ctx, async (tx) => {
    const status = await tx
      .selectFrom('student_status')
      .select(['person_id', 'institution_id', 'village_code'])
      .where('status_id', '=', statusId)
      .executeTakeFirst();
    if (!status) throw errors.NOT_FOUND();
    const there = await tx
      .selectFrom('match_exception')
      .select('exception_id')
      .where('person_id', '=', status.person_id)
      .where('school_year', '=', schoolYear)
      .executeTakeFirst();
    if (there) return { exceptionId: there.exception_id };
    const exceptionId = ctx.newId();
    await tx
      .insertInto('match_exception')
      .values({
        ...status,
        exception_id: exceptionId,
        school_year: schoolYear,
        reason,
        given_by: actor.userId,
        given_unit_id: actor.unitId || null,
        given_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'student.excuse_match',
      subjectType: 'student_status',
      subjectId: statusId,
      personId: status.person_id,
      divisionCode: status.village_code,
      institutionId: status.institution_id,
      summary: `准予比对过期例外（${schoolYear}学年）：${reason}`,
    });
    return { exceptionId };
  });
}
