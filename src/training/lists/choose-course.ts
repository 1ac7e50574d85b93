import { sql } from 'kysely';
import { FAMILY_ROLE } from '../../people/index.ts';
import { audit, auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { ChooseCourse, WithdrawChoice } from './schema.ts';

/**
 * People choose a course (劳动者选单), through the village or as a family on its phone. Chosen twice is chosen once; the institution may see who
 * chose, from now on. @throws NOT_FOUND for a course that is none or a person outside the actor's area, CHOICE_CLOSED when it is closed or full
 */
export async function chooseCourse(ctx: Context, input: ChooseCourse): Promise<{ chosen: number; already: number }> {
  const actor = authorise(ctx, 'training.choose');
  const { courseId, personIds } = ChooseCourse.parse(input);
  const via = actor.roles.includes(FAMILY_ROLE) ? 'family' : 'village';
  return transaction(ctx, async (tx) => {
    const course = await tx
      .selectFrom('training_course')
      .selectAll()
      .where('course_id', '=', courseId)
      .executeTakeFirst();
    if (!course) throw errors.NOT_FOUND();
    await lockUntilEnd(tx, `choice ${courseId}`);
    const people = await tx
      .selectFrom('person')
      .select(['person_id', 'name', 'village_code'])
      .where('person_id', 'in', [...new Set(personIds)])
      .execute();
    const outside = people.some((p) => !actor.areas.some((a) => a.lo <= p.village_code && p.village_code < a.hi));
    if (people.length !== new Set(personIds).size || outside) throw errors.NOT_FOUND();
    const { rows: counted } = await sql<{ n: number; own: number }>`select course_places_taken(${courseId}) as n,
        (select count(*)::int from training_choice where course_id = ${courseId} and state <> 'withdrawn' and person_id = any(${personIds}::uuid[])) as own`.execute(
      tx,
    );
    const { n, own } = counted[0]!;
    if (course.state !== 'open' || n - own + people.length > course.places) throw trainingErrors.CHOICE_CLOSED();
    const rows = people.map((p) => ({
      person_id: p.person_id,
      choice_id: ctx.newId(),
      course_id: courseId,
      order_id: course.order_id,
      institution_id: course.institution_id,
      village_code: p.village_code,
      via,
      chosen_on: ctx.clock.today(),
      chosen_by: actor.userId,
      chosen_at: ctx.clock.now(),
    }));
    const added = await tx
      .insertInto('training_choice')
      .values(rows)
      .onConflict((c) => c.columns(['person_id', 'course_id']).where('state', '<>', 'withdrawn').doNothing())
      .returning('person_id')
      .execute();
    await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
      select p, u.unit_id, 'training', ${ctx.clock.today()}, ${actor.userId} from unnest(${added.map((a) => a.person_id)}::uuid[]) p
        cross join unit u where u.institution_id = ${course.institution_id} on conflict do nothing`.execute(tx);
    await auditMany(
      tx,
      ctx,
      added.map(({ person_id }) => ({
        action: 'training.choose',
        subjectType: 'training_course',
        subjectId: courseId,
        personId: person_id,
        divisionCode: people.find((p) => p.person_id === person_id)!.village_code,
        institutionId: course.institution_id,
        summary: `选单：${course.title}（${course.number}）`,
      })),
    );
    return { chosen: added.length, already: people.length - added.length };
  });
}

/** Takes a choice back before the person is enrolled. @throws NOT_FOUND, CHOICE_CLOSED */
export async function withdrawChoice(ctx: Context, input: WithdrawChoice): Promise<void> {
  authorise(ctx, 'training.choose');
  const { choiceId } = WithdrawChoice.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('training_choice')
      .selectAll()
      .where('choice_id', '=', choiceId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.state === 'enrolled') throw trainingErrors.CHOICE_CLOSED({ message: '已编入班级，请向培训机构办理退出。' });
    await tx.updateTable('training_choice').set({ state: 'withdrawn' }).where('choice_id', '=', choiceId).execute();
    await audit(tx, ctx, {
      action: 'training.withdraw_choice',
      subjectType: 'training_course',
      subjectId: row.course_id,
      personId: row.person_id,
      divisionCode: row.village_code,
      institutionId: row.institution_id,
      summary: '撤回选单',
    });
  });
}
