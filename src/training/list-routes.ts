import { route, type AnyRoute } from '../platform/http.ts';
import { showInstitutions, showTrainerLoad } from './figures/by-institution.ts';
import { listMirrored } from './figures/list-mirrored.ts';
import { ListMirrored, ShowFigures } from './figures/schema.ts';
import { showCoverage } from './figures/show-coverage.ts';
import { showTrainingFigures } from './figures/show-figures.ts';
import { buyCourse, confirmPurchase } from './lists/buy-course.ts';
import { cancelPurchase } from './lists/cancel-purchase.ts';
import { closeCourse } from './lists/close-course.ts';
import { chooseCourse, withdrawChoice } from './lists/choose-course.ts';
import { listChoices } from './lists/list-choices.ts';
import { approveScope, listCourse } from './lists/list-course.ts';
import { listChain, listCourses, listOrders, listScopes } from './lists/list-offers.ts';
import { placeOrder } from './lists/place-order.ts';
import { withdrawOrder } from './lists/withdraw-order.ts';
import {
  ApproveScope,
  BuyCourse,
  CancelPurchase,
  ChooseCourse,
  CloseCourse,
  ConfirmPurchase,
  ListChoices,
  ListCourse,
  ListOffers,
  ListScopes,
  PlaceOrder,
  WithdrawChoice,
  WithdrawOrder,
} from './lists/schema.ts';
import { awardBid, bidForCall, listCalls, openCall } from './tasks/calls.ts';
import {
  AssignTask,
  AwardBid,
  BidForCall,
  KeepWorkshop,
  ListCalls,
  ListTasks,
  OpenCall,
  TaskId,
} from './tasks/schema.ts';
import { assignTask, claimTask, listTasks } from './tasks/tasks.ts';
import { keepWorkshop, listWorkshops } from './tasks/workshops.ts';

const reading = { method: 'GET', permission: 'training.read' } as const;
const holding = { method: 'POST', permission: 'training.hold' } as const;
const approving = { method: 'POST', permission: 'training.approve' } as const;
const choosing = { method: 'POST', permission: 'training.choose' } as const;

const listRoutes: AnyRoute[] = [
  route({ ...reading, path: '/api/training/orders', summary: '企业订单', input: ListOffers, verb: listOrders }),
  route({
    method: 'POST',
    permission: 'training.order',
    path: '/api/training/orders',
    summary: '企业下订单',
    input: PlaceOrder,
    verb: placeOrder,
  }),
  route({
    method: 'POST',
    permission: 'training.order',
    path: '/api/training/orders/:orderId/withdraw',
    summary: '撤回企业订单',
    input: WithdrawOrder,
    verb: withdrawOrder,
  }),
  route({
    method: 'GET',
    permission: 'policy.read',
    path: '/api/training/courses',
    summary: '培训课程',
    input: ListOffers,
    verb: listCourses,
  }),
  route({ ...holding, path: '/api/training/courses', summary: '培训机构列单', input: ListCourse, verb: listCourse }),
  route({
    ...holding,
    path: '/api/training/courses/:courseId/close',
    summary: '课程停止选择或重新开放',
    input: CloseCourse,
    verb: closeCourse,
  }),
  route({
    ...choosing,
    path: '/api/training/courses/:courseId/choices',
    summary: '劳动者选单',
    input: ChooseCourse,
    verb: chooseCourse,
  }),
  route({
    method: 'GET',
    permission: 'policy.read',
    path: '/api/training/choices',
    summary: '选单情况',
    input: ListChoices,
    verb: listChoices,
  }),
  route({
    ...choosing,
    path: '/api/training/choices/:choiceId/withdraw',
    summary: '撤回选单',
    input: WithdrawChoice,
    verb: withdrawChoice,
  }),
  route({
    ...approving,
    path: '/api/training/courses/:courseId/purchases',
    summary: '政府买单',
    input: BuyCourse,
    verb: buyCourse,
  }),
  route({
    ...approving,
    path: '/api/training/purchases/:purchaseId/confirm',
    summary: '确认无订单的买单',
    input: ConfirmPurchase,
    verb: confirmPurchase,
  }),
  route({
    ...approving,
    path: '/api/training/purchases/:purchaseId/cancel',
    summary: '取消政府买单',
    input: CancelPurchase,
    verb: cancelPurchase,
  }),
  route({ ...reading, path: '/api/training/chain', summary: '四单链条', input: ListOffers, verb: listChain }),
  route({ ...reading, path: '/api/training/scopes', summary: '批准的培训范围', input: ListScopes, verb: listScopes }),
  route({
    ...approving,
    path: '/api/training/scopes',
    summary: '批准培训范围',
    input: ApproveScope,
    verb: approveScope,
  }),
];

const taskRoutes: AnyRoute[] = [
  route({ ...reading, path: '/api/training/calls', summary: '承训项目', input: ListCalls, verb: listCalls }),
  route({ ...approving, path: '/api/training/calls', summary: '发布承训项目', input: OpenCall, verb: openCall }),
  route({
    ...holding,
    path: '/api/training/calls/:callId/bids',
    summary: '申报承训',
    input: BidForCall,
    verb: bidForCall,
  }),
  route({
    ...approving,
    path: '/api/training/calls/:callId/awards',
    summary: '授予承训',
    input: AwardBid,
    verb: awardBid,
  }),
  route({ ...reading, path: '/api/training/tasks', summary: '培训任务', input: ListTasks, verb: listTasks }),
  route({ ...approving, path: '/api/training/tasks', summary: '下达培训任务', input: AssignTask, verb: assignTask }),
  route({
    ...holding,
    path: '/api/training/tasks/:taskId/claim',
    summary: '承担培训任务',
    input: TaskId,
    verb: claimTask,
  }),
  route({
    ...reading,
    path: '/api/training/workshops',
    summary: '扶贫车间和代工点',
    input: ListCalls,
    verb: listWorkshops,
  }),
  route({
    ...choosing,
    path: '/api/training/workshops',
    summary: '登记扶贫车间、代工点',
    input: KeepWorkshop,
    verb: keepWorkshop,
  }),
];

const figureRoutes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/training/mirrored',
    summary: '本地人员在外地培训',
    input: ListMirrored,
    verb: listMirrored,
  }),
  route({
    ...reading,
    path: '/api/training/figures',
    summary: '培训统计',
    input: ShowFigures,
    verb: showTrainingFigures,
  }),
  route({
    ...reading,
    path: '/api/training/coverage',
    summary: '有意愿人员培训覆盖',
    input: ShowFigures,
    verb: showCoverage,
  }),
  route({
    ...reading,
    path: '/api/training/institutions',
    summary: '培训机构参与情况',
    input: ShowFigures,
    verb: showInstitutions,
  }),
  route({
    ...reading,
    path: '/api/training/trainers',
    summary: '教师培训课时折算',
    input: ShowFigures,
    verb: showTrainerLoad,
  }),
];

/** Paths of the four lists, calls, tasks and figures. */
export const offerRoutes: AnyRoute[] = [...listRoutes, ...taskRoutes, ...figureRoutes];
