import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { CloseCourse } from './schema.ts';

/**
 * An institution takes a course of its own off the list, or puts it on again: nobody can choose a closed one, who has chosen keeps the place.
 * A repeat changes nothing. @throws INSTITUTION_ONLY, NOT_FOUND
 */
export async function closeCourse(ctx: Context, input: CloseCourse): Promise<void> {
  const { institutionId } = authorise(ctx, 'training.hold');
  const { courseId, open } = CloseCourse.parse(input);
  if (institutionId === null) throw trainingErrors.INSTITUTION_ONLY();
  const state = open ? 'open' : 'closed';
  return transaction(ctx, async (tx) => {
    const course = await tx
      .selectFrom('training_course')
      .selectAll()
      .where('course_id', '=', courseId)
      .where('institution_id', '=', institutionId)
      .forUpdate()
      .executeTakeFirst();
    if (!course) throw errors.NOT_FOUND();
    if (course.state === state) return;
    await tx.updateTable('training_course').set({ state }).where('course_id', '=', courseId).execute();
    await audit(tx, ctx, {
      action: open ? 'training.reopen_course' : 'training.close_course',
      subjectType: 'training_course',
      subjectId: courseId,
      divisionCode: course.location_code,
      institutionId,
      summary: `${open ? '重新开放' : '停止选择'}课程 ${course.number}：${course.title}`,
    });
  });
}
