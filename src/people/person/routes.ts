import { route, type AnyRoute } from '../../platform/http.ts';
import { closeTask } from './close-task.ts';
import { closeTasks, previewClosing } from './close-tasks.ts';
import { exportPeople } from './export-people.ts';
import { findHouseholds } from './find-households.ts';
import { listPeople } from './list-people.ts';
import { listTasks } from './list-tasks.ts';
import { openPerson } from './open-person.ts';
import { recordPersonEvent } from './record-person-event.ts';
import * as schema from '../schema.ts';
import { unmaskPerson } from './unmask-person.ts';

/** Paths of people, their households and tasks. */
export const personRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/people',
    summary: '人员',
    permission: 'people.read',
    input: schema.ListPeople,
    verb: listPeople,
  }),
  route({
    method: 'POST',
    path: '/api/people/export',
    summary: '导出人员',
    permission: 'people.export',
    input: schema.ExportPeople,
    verb: exportPeople,
  }),
  route({
    method: 'GET',
    path: '/api/people/:personId',
    summary: '人员档案',
    permission: 'people.read',
    input: schema.PersonId,
    verb: openPerson,
  }),
  route({
    method: 'POST',
    path: '/api/people/:personId/unmask',
    summary: '查看完整信息',
    permission: 'people.unmask',
    input: schema.UnmaskPerson,
    verb: unmaskPerson,
  }),
  route({
    method: 'POST',
    path: '/api/people/:personId/events',
    summary: '登记人员变动',
    permission: 'people.event',
    input: schema.RecordPersonEvent,
    verb: recordPersonEvent,
  }),
  route({
    method: 'GET',
    path: '/api/households',
    summary: '查找户',
    permission: 'people.event',
    input: schema.FindHouseholds,
    verb: findHouseholds,
  }),
  route({
    method: 'GET',
    path: '/api/tasks',
    summary: '待办',
    permission: 'tasks.close',
    input: schema.ListTasks,
    verb: listTasks,
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:taskId/close',
    summary: '办结待办',
    permission: 'tasks.close',
    input: schema.CloseTask,
    verb: closeTask,
  }),
  route({
    method: 'POST',
    path: '/api/tasks/preview-close',
    summary: '预览批量办结待办',
    permission: 'tasks.close',
    input: schema.PreviewClosing,
    verb: previewClosing,
  }),
  route({
    method: 'POST',
    path: '/api/tasks/close',
    summary: '批量办结待办',
    permission: 'tasks.close',
    input: schema.CloseTasks,
    verb: closeTasks,
  }),
];
