import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { trainingErrors } from '../errors.ts';
import { numberOf } from '../lists/place-order.ts';
import { AssignTask, ListTasks, TaskId, type TaskView } from './schema.ts';

/** The office gives an institution places to train in a year, or puts the task where colleges may claim it. @throws NOT_FOUND */
export async function assignTask(ctx: Context, input: AssignTask): Promise<{ taskId: string; number: string }> {
  const actor = authorise(ctx, 'training.approve');
  const said = AssignTask.parse(input);
  const place = actor.divisionCode;
  if (place === null) throw errors.NOT_PERMITTED();
  return transaction(ctx, async (tx) => {
    if (said.institutionId !== undefined) {
      const there = await tx
        .selectFrom('institution')
        .select('institution_id')
        .where('institution_id', '=', said.institutionId)
        .executeTakeFirst();
      if (!there) throw errors.NOT_FOUND();
    }
    const taskId = ctx.newId();
    const number = await numberOf(tx, 'RW', place, String(said.year));
    await tx
      .insertInto('training_task')
      .values({
        task_id: taskId,
        number,
        location_code: place,
        institution_id: said.institutionId ?? null,
        title: said.title,
        scheme: said.scheme || null,
        basis: said.institutionId === undefined ? 'open' : 'assigned',
        year: said.year,
        places: said.places,
        due_on: said.dueOn ?? null,
        made_by: actor.userId,
        made_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'training.assign_task',
      subjectType: 'training_task',
      subjectId: taskId,
      divisionCode: place,
      institutionId: said.institutionId ?? null,
      summary: `下达培训任务 ${number}：${said.title} ${said.places} 人`,
    });
    return { taskId, number };
  });
}

/** A college takes an open task on itself (HA2020 二(二)); claiming twice is once. @throws INSTITUTION_ONLY, NOT_FOUND, TASK_TAKEN */
export async function claimTask(ctx: Context, input: TaskId): Promise<{ claimed: boolean }> {
  const actor = authorise(ctx, 'training.hold');
  const { taskId } = TaskId.parse(input);
  const { institutionId } = actor;
  if (institutionId === null) throw trainingErrors.INSTITUTION_ONLY();
  return transaction(ctx, async (tx) => {
    const task = await tx
      .selectFrom('training_task')
      .selectAll()
      .where('task_id', '=', taskId)
      .forUpdate()
      .executeTakeFirst();
    if (!task) throw errors.NOT_FOUND();
    if (task.institution_id === institutionId) return { claimed: false };
    if (task.institution_id !== null) throw trainingErrors.TASK_TAKEN();
    await tx
      .updateTable('training_task')
      .set({ institution_id: institutionId, claimed_at: ctx.clock.now(), claimed_by: actor.userId })
      .where('task_id', '=', taskId)
      .execute();
    await audit(tx, ctx, {
      action: 'training.claim_task',
      subjectType: 'training_task',
      subjectId: taskId,
      divisionCode: task.location_code,
      institutionId,
      summary: `主动承担培训任务 ${task.number}`,
    });
    return { claimed: true };
  });
}

/** Tasks of a year with how far they are: completed, in training, still open; those below their places stand first. */
export async function listTasks(
  ctx: Context,
  input: ListTasks,
): Promise<Page<TaskView> & { claimed: number; claimable: number }> {
  const actor = authorise(ctx, 'training.read');
  const { page, size, year } = ListTasks.parse(input);
  const own = actor.institutionId;
  const scope =
    own === null
      ? insideRanges('t.location_code', actor.areas)
      : sql<SqlBool>`(t.institution_id = ${own} or t.institution_id is null)`;
  const where = sql`${scope} and (${year ?? null}::int is null or t.year = ${year ?? null})`;
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<TaskView>`select x.*, greatest(x.places - x.completed - x."inTraining", 0) as open, round(x.completed * 100.0 / x.places, 1)::float8 as percent
      from (select t.task_id as "taskId", t.number, t.title, t.scheme, i.name as institution, t.basis, t.year, t.places, t.due_on as "dueOn",
          (select count(*) from report_training_participation r where r.task_id = t.task_id and r.state = 'completed')::int as completed,
          (select count(*) from report_training_participation r where r.task_id = t.task_id and r.state = 'in_training')::int as "inTraining"
        from training_task t left join institution i on i.institution_id = t.institution_id where ${where}) x
      order by (x.completed >= x.places), x.number limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const { rows: counted } = await sql<{
      n: number;
      claimed: number;
      claimable: number;
    }>`select count(*)::int as n, (count(t.claimed_at))::int as claimed,
        (count(*) filter (where t.basis = 'open'))::int as claimable from training_task t where ${where}`.execute(tx);
    const { n, claimed, claimable } = counted[0]!;
    return { rows, total: n, page, size, claimed, claimable };
  });
}
