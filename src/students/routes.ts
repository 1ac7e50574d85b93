import { route, type AnyRoute } from '../platform/http.ts';
import { answerOffer } from './offers/answer-offer.ts';
import { billAppraisal } from './bills/bill-appraisal.ts';
import { buildGrantBatch } from './bills/build-grant-batch.ts';
import { checkStatuses } from './status/check-statuses.ts';
import { changeStatus } from './status/change-status.ts';
import { decideBenefits } from './cards/decide-benefits.ts';
import { excuseMatch } from './roll/excuse-match.ts';
import { issueBills } from './bills/issue-bills.ts';
import { listBills } from './bills/list-bills.ts';
import { listIncomplete } from './cards/list-incomplete.ts';
import { listPayments } from './bills/list-payments.ts';
import { listReported } from './status/list-reported.ts';
import { listServices } from './offers/list-services.ts';
import { listStudents } from './status/list-students.ts';
import { offerServices } from './offers/offer-services.ts';
import { openStudent } from './status/open-student.ts';
import { printCard } from './cards/print-card.ts';
import { registerOtherStudent } from './status/register-other-student.ts';
import { registerStatus } from './status/register-status.ts';
import { listRolls, rankRollFindings, rollFindings } from './roll/list-rolls.ts';
import { markedRoll } from './roll/marked-roll.ts';
import { receiveRoll } from './roll/receive-roll.ts';
import * as rolls from './roll/roll-schema.ts';
import * as schema from './schema.ts';
import * as services from './offers/schema-services.ts';
import { showRetention } from './status/show-retention.ts';
import { stateSchoolFee } from './bills/state-school-fee.ts';

const get = <I>(
  path: string,
  summary: string,
  permission: string,
  input: Parameters<typeof route<I>>[0]['input'],
  verb: Parameters<typeof route<I>>[0]['verb'],
) => route<I>({ method: 'GET', path, summary, permission, input, verb });
const post = <I>(
  path: string,
  summary: string,
  permission: string,
  input: Parameters<typeof route<I>>[0]['input'],
  verb: Parameters<typeof route<I>>[0]['verb'],
) => route<I>({ method: 'POST', path, summary, permission, input, verb });

/** Paths of the roll, the cards and what is watched about them. */
export const routes: AnyRoute[] = [
  get('/api/students', '学生名册', 'student.read', schema.ListStudents, listStudents),
  get('/api/students/check', '学籍核对', 'student.read', schema.CheckStatuses, checkStatuses),
  get('/api/students/reported', '已报到、待注册学籍', 'student.read', schema.ListReported, listReported),
  get('/api/students/incomplete', '五免一享未落实名单', 'benefit.read', schema.ListIncomplete, listIncomplete),
  get('/api/students/retention', '就读巩固情况', 'student.read', schema.ShowRetention, showRetention),
  get('/api/students/services', '岗位与推荐落实', 'benefit.read', services.ListServices, listServices),
  post('/api/students/services', '登记岗位或推荐', 'student.register', services.OfferServices, offerServices),
  post('/api/students/services/:offerId', '登记学生答复', 'student.register', services.AnswerOffer, answerOffer),
  get('/api/students/bills', '收费单', 'benefit.read', services.ListBills, listBills),
  post('/api/students/bills', '生成收费单', 'student.register', services.IssueBills, issueBills),
  post('/api/students/fees', '登记教材费', 'student.register', services.StateSchoolFee, stateSchoolFee),
  get('/api/students/payments', '补助名单', 'benefit.read', services.SchoolYearOnly, listPayments),
  post('/api/students/grants', '生成国家助学金名单', 'student.register', services.BuildGrantBatch, buildGrantBatch),
  get('/api/students/rolls', '学籍导入记录', 'student.read', rolls.ListRolls, listRolls),
  get('/api/students/rolls/:listId/kinds', '学籍导入问题分类', 'student.read', rolls.RollId, rankRollFindings),
  get('/api/students/rolls/:listId/findings', '学籍导入问题', 'student.import', rolls.RollFindings, rollFindings),
  get('/api/students/rolls/:listId/marked', '标注后的学籍表', 'student.import', rolls.RollId, markedRoll),
  post('/api/students/rolls', '导入学籍信息', 'student.import', rolls.ReceiveRoll, receiveRoll),
  get('/api/students/:statusId', '学生档案', 'student.read', schema.BenefitsCard, openStudent),
  get('/api/students/:statusId/card', '五免一享卡（打印）', 'benefit.read', schema.BenefitsCard, printCard),
  post('/api/students/register', '注册学籍', 'student.register', schema.RegisterStatus, registerStatus),
  post(
    '/api/students/register-other',
    '注册项目外学生学籍',
    'student.register',
    schema.RegisterOtherStudent,
    registerOtherStudent,
  ),
  post('/api/students/decide', '核定五免一享', 'student.register', schema.DecideBenefits, decideBenefits),
  post('/api/students/:statusId/change', '学籍变动', 'student.register', schema.ChangeStatus, changeStatus),
  post(
    '/api/students/:statusId/appraisal',
    '职业技能鉴定收费单',
    'student.register',
    services.BillAppraisal,
    billAppraisal,
  ),
  post('/api/students/:statusId/excuse-match', '准予比对过期例外', 'decision.make', schema.ExcuseMatch, excuseMatch),
];
