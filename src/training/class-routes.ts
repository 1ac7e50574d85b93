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
import { answerFinding, listTrainingFindings } from './findings/list-findings.ts';
import { AnswerFinding, ListTrainingFindings } from './findings/schema.ts';
import { enrolTrainees } from './rosters/enrol-trainees.ts';
import { listTrainees } from './rosters/list-trainees.ts';
import { ClassRoster, EnrolTrainees } from './rosters/schema.ts';

const reading = { method: 'GET', permission: 'training.read' } as const;
const holding = { method: 'POST', permission: 'training.hold' } as const;
const approving = { method: 'POST', permission: 'training.approve' } as const;
const comparing = { method: 'POST', permission: 'training.compare' } as const;

/** Paths of classes, lessons, checks and findings. */
export const classRoutes: AnyRoute[] = [
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
    ...comparing,
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
