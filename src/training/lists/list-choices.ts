import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage } from '../../platform/list-page.ts';
import type { Page } from '../../platform/http.ts';
import { ListChoices, type ChoiceView } from './schema.ts';

/** Who chose which course: for its institution its own courses, for an area its own people; the newest first. */
export async function listChoices(ctx: Context, input: ListChoices): Promise<Page<ChoiceView>> {
  const actor = authorise(ctx, 'policy.read');
  const { page, size, courseId, state } = ListChoices.parse(input);
  const scope =
    actor.institutionId === null
      ? insideRanges('h.village_code', actor.areas)
      : sql<SqlBool>`h.institution_id = ${actor.institutionId}`;
  const where = sql`${scope} and (${courseId ?? null}::uuid is null or h.course_id = ${courseId ?? null}) and (${state ?? null}::text is null or h.state = ${state ?? null})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<ChoiceView>(
      tx,
      { page, size },
      {
        counted: sql`training_choice h where ${where}`,
        rows: sql`select h.choice_id as "choiceId", p.name, d.name as village, c.title, c.number, h.via, h.chosen_on as "chosenOn", h.state
      from training_choice h join training_course c on c.course_id = h.course_id join person p on p.person_id = h.person_id
        left join division d on d.code = h.village_code and d.valid_to is null
      where ${where} order by h.chosen_on desc, h.choice_id`,
      },
    );
    return { rows, total, page, size };
  });
}
