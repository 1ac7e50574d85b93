import { route, type AnyRoute } from '../platform/http.ts';
import { assignVillages } from './surveys/assign-villages.ts';
import { cancelList } from './lists/cancel-list.ts';
import { handoverState } from './wishes/check-handovers.ts';
import { closeTask } from './person/close-task.ts';
import { exportPeople } from './person/export-people.ts';
import { findHouseholds } from './person/find-households.ts';
import { getSourceList } from './lists/get-source-list.ts';
import { handOverWishes } from './wishes/hand-over-wishes.ts';
import { monitoringRoutes } from './monitoring/index.ts';
import { listHandovers } from './wishes/list-handovers.ts';
import { listPeople } from './person/list-people.ts';
import { listProblems, rankProblems } from './lists/list-problems.ts';
import { listSourceLists } from './lists/list-source-lists.ts';
import { listTasks } from './person/list-tasks.ts';
import { listUnanswered, wishCoverage } from './wishes/list-unanswered.ts';
import { markedWorkbook } from './lists/marked-workbook.ts';
import { openPerson } from './person/open-person.ts';
import { publishList } from './lists/publish-list.ts';
import { receiveList } from './lists/receive-list.ts';
import { receiveWishes } from './wishes/receive-wishes.ts';
import { recordPersonEvent } from './person/record-person-event.ts';
import { recordWish } from './wishes/record-wish.ts';
import { recordVisit } from './surveys/record-visit.ts';
import { resolveProblem } from './lists/resolve-problem.ts';
import { recheckList } from './lists/recheck-list.ts';
import * as schema from './schema.ts';
import { showColumns } from './lists/show-columns.ts';
import { printSurveyReport } from './surveys/print-survey-report.ts';
import { surveyCoverage } from './surveys/survey-coverage.ts';
import { AssignVillages, RecordVisit, SurveyCoverage } from './surveys/survey-schema.ts';
import { unmaskPerson } from './person/unmask-person.ts';

/** Paths of lists, people, wishes and tasks. */
export const peopleRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/lists',
    summary: '报送名单',
    permission: 'signed-in',
    input: schema.ReceiveList,
    verb: receiveList,
  }),
  route({
    method: 'GET',
    path: '/api/lists',
    summary: '名单时效',
    permission: 'register.read',
    input: schema.ListSourceLists,
    verb: listSourceLists,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId',
    summary: '名单',
    permission: 'signed-in',
    input: schema.ListId,
    verb: getSourceList,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/kinds',
    summary: '名单问题分类',
    permission: 'register.read',
    input: schema.ListId,
    verb: rankProblems,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/problems',
    summary: '名单问题',
    permission: 'register.read',
    input: schema.ListProblems,
    verb: listProblems,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/problems/:seq',
    summary: '处理名单问题',
    permission: 'register.import',
    input: schema.ResolveProblem,
    verb: resolveProblem,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/columns',
    summary: '名单各列',
    permission: 'signed-in',
    input: schema.ListId,
    verb: showColumns,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/recheck',
    summary: '更正列的对应并重新检查',
    permission: 'signed-in',
    input: schema.RecheckList,
    verb: recheckList,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/publish',
    summary: '发布名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: publishList,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/cancel',
    summary: '取消名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: cancelList,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/marked',
    summary: '标注后的名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: markedWorkbook,
  }),
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
    method: 'POST',
    path: '/api/people/:personId/wishes',
    summary: '登记意愿',
    permission: 'wish.record',
    input: schema.RecordWish,
    verb: recordWish,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/unanswered',
    summary: '尚未登记意愿的人员',
    permission: 'wish.record',
    input: schema.ListUnanswered,
    verb: listUnanswered,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/coverage',
    summary: '意愿登记情况',
    permission: 'people.read',
    input: schema.WishCoverage,
    verb: wishCoverage,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/handovers',
    summary: '意愿移交',
    permission: 'signed-in',
    input: schema.ListHandovers,
    verb: listHandovers,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/handovers/state',
    summary: '意愿移交时限',
    permission: 'people.read',
    input: schema.HandOverWishes,
    verb: handoverState,
  }),
  route({
    method: 'POST',
    path: '/api/wishes/handovers',
    summary: '移交意愿',
    permission: 'wish.handover',
    input: schema.HandOverWishes,
    verb: handOverWishes,
  }),
  route({
    method: 'POST',
    path: '/api/wishes/handovers/:handoverId/receive',
    summary: '签收意愿',
    permission: 'wish.receive',
    input: schema.HandoverId,
    verb: receiveWishes,
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
    method: 'GET',
    path: '/api/surveys',
    summary: '摸底走访情况',
    permission: 'signed-in',
    input: SurveyCoverage,
    verb: surveyCoverage,
  }),
  route({
    method: 'GET',
    path: '/api/surveys/report',
    summary: '打印走访摸底和宣传情况报告',
    permission: 'signed-in',
    input: SurveyCoverage,
    verb: printSurveyReport,
  }),
  route({
    method: 'POST',
    path: '/api/surveys/villages',
    summary: '安排走访村',
    permission: 'survey.assign',
    input: AssignVillages,
    verb: assignVillages,
  }),
  route({
    method: 'POST',
    path: '/api/surveys/visits',
    summary: '登记走访',
    permission: 'survey.visit',
    input: RecordVisit,
    verb: recordVisit,
  }),
  ...monitoringRoutes,
];
