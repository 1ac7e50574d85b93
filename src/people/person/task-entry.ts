import type { Selectable } from 'kysely';
import type { AuditEntry } from '../../platform/audit/audit.ts';
import type { Actor } from '../../platform/context.ts';
import type { DB } from '../../platform/db-types.ts';

export type Task = Selectable<DB['task']>;

/** Whether a task of the reader's area is the reader's to close: one given to an office is that office's alone. */
export const mayClose = (task: Task, actor: Actor): boolean => task.unit_id === null || task.unit_id === actor.unitId;

/** What the audit says of a task that was closed. */
export const closedEntry = (task: Task, payload: Record<string, unknown>): AuditEntry => ({
  action: 'task.close',
  subjectType: 'task',
  subjectId: task.task_id,
  personId: task.person_id,
  divisionCode: task.division_code,
  summary: `办结待办：${task.title}`,
  payload,
});
