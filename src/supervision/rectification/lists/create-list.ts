import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { CreateList } from '../schema.ts';

/** Begins a list of problems and tasks (问题和整改任务清单), a draft of the own office until it is issued. */
export async function createList(ctx: Context, input: CreateList): Promise<{ listId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = CreateList.parse(input);
  const { divisionCode } = actor;
  if (divisionCode === null) throw errors.NOT_PERMITTED();
  const listId = ctx.newId();
  return transaction(ctx, async (tx) => {
    await tx
      .insertInto('rectification_list')
      .values({
        list_id: listId,
        division_code: divisionCode,
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        title: given.title,
        number: given.number || null,
        report_due_on: given.reportDueOn ?? null,
        state: 'draft',
        created_by: actor.userId,
        created_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'rectification.create',
      subjectType: 'rectification_list',
      subjectId: listId,
      divisionCode,
      summary: `起草整改清单：${given.title}`,
    });
    return { listId };
  });
}
