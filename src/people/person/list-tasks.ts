import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { ListTasks } from '../schema.ts';

export type TaskView = {
  taskId: string;
  kind: string;
  title: string;
  detail: unknown;
  personId: string | null;
  divisionCode: number;
  divisionName: string | null;
  state: string;
  dueOn: string | null;
  createdAt: string;
  closedAt: string | null;
  outcome: string | null;
};

/** What somebody of the area must look at, oldest first. @throws NOT_FOUND for a division outside the area */
export async function listTasks(
  ctx: Context,
  input: ListTasks,
): Promise<{ rows: TaskView[]; total: number; page: number; size: number }> {
  const actor = authorise(ctx, 'tasks.close');
  const { page, size, kind, state, division } = ListTasks.parse(input);
  const inside = insideRanges('t.division_code', scopeOf(actor, division));
  return read(ctx, async (tx) => {
    const source = sql`from task t where (${inside} or t.unit_id = ${actor.unitId}) and t.state = ${state} and (${kind ?? null}::text is null or t.kind = ${kind ?? null})
      and (t.unit_id is null or t.unit_id = ${actor.unitId})`;
    const counted = await sql<{ n: number }>`select count(*) as n ${source}`.execute(tx);
    const found = await sql<Omit<TaskView, 'createdAt' | 'closedAt'> & { createdAt: Date; closedAt: Date | null }>`
      select q.*, d.name as "divisionName" from (select t.task_id as "taskId", t.kind, t.title, t.detail, t.person_id as "personId",
        t.division_code as "divisionCode", t.state, t.due_on as "dueOn", t.created_at as "createdAt", t.closed_at as "closedAt", t.outcome
        ${source} order by t.created_at, t.task_id limit ${size} offset ${(page - 1) * size}) q
      left join lateral (select d.name from division d where d.code = q."divisionCode" order by d.valid_from desc limit 1) d on true
      order by q."createdAt", q."taskId"`.execute(tx);
    const rows = found.rows.map((t) => ({
      ...t,
      createdAt: t.createdAt.toISOString(),
      closedAt: t.closedAt?.toISOString() ?? null,
    }));
    return { rows, total: counted.rows[0]!.n, page, size };
  });
}
