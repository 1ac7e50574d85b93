import { z } from 'zod';
import { route, type AnyRoute } from '../platform/http.ts';
import { importAttendance } from './attendance/import-attendance.ts';
import { cancelLesson, fillTimetable, planLessons } from './attendance/plan-lessons.ts';
import {
  CheckIn,
  FillTimetable,
  ImportAttendance,
  LessonId,
  PlanLessons,
  TakeAttendance,
} from './attendance/schema.ts';
import { checkIn, confirmLesson, showCheckInCode, takeAttendance } from './attendance/take-attendance.ts';
import { actOnClass } from './classes/act-on-class.ts';
import { listClasses } from './classes/list-classes.ts';
import { openClass, showClassContent } from './classes/open-class.ts';
import { planClass } from './classes/plan-class.ts';
import { attachContract, chargeGroup, leaveClass, recordResults } from './classes/record-results.ts';
import {
  ActOnClass,
  AttachContract,
  ChargeGroup,
  ClassId,
  LeaveClass,
  ListHeldClasses,
  PlanClass,
  RecordResults,
} from './classes/schema.ts';
import { answerChecks, askChecks, checkClass } from './comparisons/answer-checks.ts';
import { importComparison } from './comparisons/import-comparison.ts';
import { listComparisons } from './comparisons/list-comparisons.ts';
import { AnswerChecks, AskChecks, CheckClass, ImportComparison, ListComparisons } from './comparisons/schema.ts';
import { showInstitutions, showTrainerLoad } from './figures/by-institution.ts';
import { listMirrored } from './figures/list-mirrored.ts';
import { ListMirrored, ShowFigures } from './figures/schema.ts';
import { showCoverage } from './figures/show-coverage.ts';
import { showTrainingFigures } from './figures/show-figures.ts';
import { answerFinding, listTrainingFindings } from './findings/list-findings.ts';
import { AnswerFinding, ListTrainingFindings } from './findings/schema.ts';
import { listRosters, markedRoster, rankRosterFindings, rosterFindings } from './list-rosters.ts';
import { buyCourse, confirmPurchase } from './lists/buy-course.ts';
import { chooseCourse, withdrawChoice } from './lists/choose-course.ts';
import { approveScope, listCourse } from './lists/list-course.ts';
import { listChain, listCourses, listOrders, listScopes } from './lists/list-offers.ts';
import { placeOrder } from './lists/place-order.ts';
import {
  ApproveScope,
  BuyCourse,
  ChooseCourse,
  ConfirmPurchase,
  ListCourse,
  ListOffers,
  ListScopes,
  PlaceOrder,
  WithdrawChoice,
} from './lists/schema.ts';
import { receiveRoster } from './receive-roster.ts';
import { enrolTrainees } from './rosters/enrol-trainees.ts';
import { listTrainees } from './rosters/list-trainees.ts';
import { ClassRoster, EnrolTrainees } from './rosters/schema.ts';
import { ListRosters, ReceiveRoster, RosterFindings, RosterId } from './schema.ts';
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
const importing = { method: 'GET', permission: 'training.import' } as const;
const holding = { method: 'POST', permission: 'training.hold' } as const;
const approving = { method: 'POST', permission: 'training.approve' } as const;
const choosing = { method: 'POST', permission: 'training.choose' } as const;
const comparing = { method: 'POST', permission: 'training.compare' } as const;

const rosterRoutes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/training/rosters',
    summary: '花名册导入记录',
    input: ListRosters,
    verb: listRosters,
  }),
  route({
    ...reading,
    path: '/api/training/rosters/:listId/kinds',
    summary: '花名册问题分类',
    input: RosterId,
    verb: rankRosterFindings,
  }),
  route({
    ...importing,
    path: '/api/training/rosters/:listId/findings',
    summary: '花名册问题',
    input: RosterFindings,
    verb: rosterFindings,
  }),
  route({
    ...importing,
    path: '/api/training/rosters/:listId/marked',
    summary: '标注后的花名册',
    input: RosterId,
    verb: markedRoster,
  }),
  route({
    method: 'POST',
    permission: 'training.import',
    path: '/api/training/rosters',
    summary: '导入培训花名册',
    input: ReceiveRoster,
    verb: receiveRoster,
  }),
];

const classRoutes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/training/content',
    summary: '培训类型和职业培训包',
    input: z.object({}),
    verb: showClassContent,
  }),
  route({ ...reading, path: '/api/training/classes', summary: '培训班', input: ListHeldClasses, verb: listClasses }),
  route({
    ...holding,
    path: '/api/training/classes',
    summary: '制定或修改培训班计划',
    input: PlanClass,
    verb: planClass,
  }),
  route({ ...reading, path: '/api/training/classes/:classId', summary: '培训班详情', input: ClassId, verb: openClass }),
  route({
    method: 'POST',
    permission: 'training.read',
    path: '/api/training/classes/:classId/act',
    summary: '培训班办理',
    input: ActOnClass,
    verb: actOnClass,
  }),
  route({
    ...reading,
    path: '/api/training/classes/:classId/trainees',
    summary: '学员名册',
    input: ClassRoster,
    verb: listTrainees,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/trainees',
    summary: '登记学员',
    input: EnrolTrainees,
    verb: enrolTrainees,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/leave',
    summary: '学员退出',
    input: LeaveClass,
    verb: leaveClass,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/contracts',
    summary: '学徒劳动合同',
    input: AttachContract,
    verb: attachContract,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/groups',
    summary: '列支对象类别',
    input: ChargeGroup,
    verb: chargeGroup,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/results',
    summary: '考核结果',
    input: RecordResults,
    verb: recordResults,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/lessons',
    summary: '排课',
    input: PlanLessons,
    verb: planLessons,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/timetable',
    summary: '按工作日排课',
    input: FillTimetable,
    verb: fillTimetable,
  }),
  route({
    ...holding,
    path: '/api/training/classes/:classId/attendance',
    summary: '导入签到表',
    input: ImportAttendance,
    verb: importAttendance,
  }),
  route({
    method: 'POST',
    permission: 'training.read',
    path: '/api/training/classes/:classId/check',
    summary: '重新核验学员',
    input: CheckClass,
    verb: checkClass,
  }),
  route({
    method: 'GET',
    permission: 'training.compare',
    path: '/api/training/classes/:classId/asked/:kind',
    summary: '送外单位核对名单',
    input: AskChecks,
    verb: askChecks,
  }),
  route({
    ...comparing,
    path: '/api/training/classes/:classId/answers',
    summary: '外单位核对答复',
    input: AnswerChecks,
    verb: answerChecks,
  }),
  route({
    ...holding,
    path: '/api/training/lessons/:sessionId/attendance',
    summary: '课次考勤',
    input: TakeAttendance,
    verb: takeAttendance,
  }),
  route({
    ...holding,
    path: '/api/training/lessons/:sessionId/confirm',
    summary: '教师确认课次',
    input: LessonId,
    verb: confirmLesson,
  }),
  route({
    ...holding,
    path: '/api/training/lessons/:sessionId/code',
    summary: '签到码',
    input: LessonId,
    verb: showCheckInCode,
  }),
  route({
    ...holding,
    path: '/api/training/lessons/:sessionId/cancel',
    summary: '取消课次',
    input: LessonId,
    verb: cancelLesson,
  }),
  route({
    method: 'POST',
    permission: 'public',
    path: '/api/public/check-in',
    summary: '学员手机签到',
    input: CheckIn,
    verb: checkIn,
    rateLimit: 20,
  }),
  route({
    ...reading,
    path: '/api/training/findings',
    summary: '培训疑点',
    input: ListTrainingFindings,
    verb: listTrainingFindings,
  }),
  route({
    ...approving,
    path: '/api/training/findings/:findingId/answer',
    summary: '培训疑点核实',
    input: AnswerFinding,
    verb: answerFinding,
  }),
  route({
    method: 'GET',
    permission: 'training.compare',
    path: '/api/training/comparisons',
    summary: '比对名单',
    input: ListComparisons,
    verb: listComparisons,
  }),
  route({
    ...comparing,
    path: '/api/training/comparisons',
    summary: '导入比对名单',
    input: ImportComparison,
    verb: importComparison,
  }),
];

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
    method: 'GET',
    permission: 'policy.read',
    path: '/api/training/courses',
    summary: '培训课程',
    input: ListOffers,
    verb: listCourses,
  }),
  route({ ...holding, path: '/api/training/courses', summary: '培训机构列单', input: ListCourse, verb: listCourse }),
  route({
    ...choosing,
    path: '/api/training/courses/:courseId/choices',
    summary: '劳动者选单',
    input: ChooseCourse,
    verb: chooseCourse,
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

/** Paths of rosters, classes, the four lists, calls and tasks. */
export const routes: AnyRoute[] = [...rosterRoutes, ...classRoutes, ...listRoutes, ...taskRoutes, ...figureRoutes];
