import { route, type AnyRoute } from '../platform/http.ts';
import { changeStatus } from './change-status.ts';
import { decideBenefits } from './decide-benefits.ts';
import { excuseMatch } from './excuse-match.ts';
import { listIncomplete } from './list-incomplete.ts';
import { listReported } from './list-reported.ts';
import { listStudents } from './list-students.ts';
import { openStudent } from './open-student.ts';
import { printCard } from './print-card.ts';
import { registerOtherStudent } from './register-other-student.ts';
import { registerStatus } from './register-status.ts';
import * as schema from './schema.ts';
import { showRetention } from './show-retention.ts';

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
  get('/api/students/reported', '已报到、待注册学籍', 'student.read', schema.ListReported, listReported),
  get('/api/students/incomplete', '五免一享未落实名单', 'benefit.read', schema.ListIncomplete, listIncomplete),
  get('/api/students/retention', '就读巩固情况', 'student.read', schema.ShowRetention, showRetention),
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
  post('/api/students/:statusId/excuse-match', '准予比对过期例外', 'decision.make', schema.ExcuseMatch, excuseMatch),
];
