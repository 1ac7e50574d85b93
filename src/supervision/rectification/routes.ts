import { route, type AnyRoute } from '../../platform/http.ts';
import { Paged } from '../../platform/paging.ts';
import { askClosing } from './answers/ask-closing.ts';
import { createList } from './lists/create-list.ts';
import { issueList } from './lists/issue-list.ts';
import { listLists, listLowerUnits, openList } from './lists/list-lists.ts';
import { openAnswer, openEvidence } from './answers/open-answer.ts';
import { passDown } from './answers/pass-down.ts';
import { openSealedReport } from './reports/open-report.ts';
import { exportPart, printRectificationReport } from './reports/print-report.ts';
import { sendRectificationReport } from './reports/send-report.ts';
import { linkFinding, recordFinding } from './answers/record-finding.ts';
import { recordLine } from './lists/record-line.ts';
import { saveAnswer } from './answers/save-answer.ts';
import { saveItem } from './lists/save-item.ts';
import * as schema from './schema.ts';
import { listSelfChecks, recordSelfCheck } from './self-checks.ts';
import { signList } from './lists/sign-list.ts';
import { submitAnswers } from './answers/submit-answers.ts';
import { verifyAnswer } from './answers/verify-answer.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const get = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'GET', path, summary, permission: 'supervision.read', input, verb });
const post = <I>(
  permission: string,
  path: string,
  summary: string,
  input: Definition<I>['input'],
  verb: Definition<I>['verb'],
) => route<I>({ method: 'POST', path, summary, permission, input, verb });
const ISSUE = 'supervision.issue';
const ANSWER = 'supervision.answer';

/** Paths of rectification lists. */
export const rectificationRoutes: AnyRoute[] = [
  get('/api/rectification/lists', '整改清单', Paged, listLists),
  post(ISSUE, '/api/rectification/lists', '起草整改清单', schema.CreateList, createList),
  get('/api/rectification/units', '下级单位', schema.Nothing, listLowerUnits),
  post(ISSUE, '/api/rectification/findings', '登记检查发现的问题', schema.RecordFinding, recordFinding),
  post(ISSUE, '/api/rectification/findings/link', '问题列入清单', schema.LinkFinding, linkFinding),
  get('/api/rectification/lists/:listId', '一份整改清单', schema.ListId, openList),
  post(ISSUE, '/api/rectification/lists/:listId/items', '加入或修改问题', schema.SaveItem, saveItem),
  post(ISSUE, '/api/rectification/lists/:listId/issue', '下达整改清单', schema.IssueList, issueList),
  post(ANSWER, '/api/rectification/lists/:listId/sign', '签收整改清单', schema.ListId, signList),
  post(ANSWER, '/api/rectification/lists/:listId/submit', '报送逐条查摆', schema.ListId, submitAnswers),
  get('/api/rectification/lists/:listId/part', '书面报告附件', schema.PrintPart, exportPart),
  route({
    method: 'GET',
    path: '/api/rectification/lists/:listId/report',
    summary: '整改书面报告',
    permission: ANSWER,
    input: schema.ListId,
    verb: printRectificationReport,
  }),
  post(
    ANSWER,
    '/api/rectification/lists/:listId/report',
    '报送整改书面报告',
    schema.SendReport,
    sendRectificationReport,
  ),
  get('/api/rectification/lists/:listId/report/:unitId/scan', '盖章的书面报告', schema.ReportOf, openSealedReport),
  get('/api/rectification/answers/:answerId', '一项整改', schema.AnswerId, openAnswer),
  get('/api/rectification/answers/:answerId/evidence', '整改佐证材料', schema.AnswerId, openEvidence),
  post(ANSWER, '/api/rectification/answers/:answerId', '保存查摆和整改台账', schema.SaveAnswer, saveAnswer),
  post(ANSWER, '/api/rectification/answers/:answerId/pass-down', '下达下级', schema.PassDown, passDown),
  post(ANSWER, '/api/rectification/answers/:answerId/lines', '登记乡（村）整改情况', schema.RecordLine, recordLine),
  post(ANSWER, '/api/rectification/answers/:answerId/closing', '申请销号', schema.AskClosing, askClosing),
  post(
    'supervision.verify',
    '/api/rectification/answers/:answerId/verify',
    '核验销号',
    schema.VerifyAnswer,
    verifyAnswer,
  ),
  get('/api/supervision/self-checks', '自查自纠', Paged, listSelfChecks),
  post(ANSWER, '/api/supervision/self-checks', '登记自查自纠', schema.RecordSelfCheck, recordSelfCheck),
];
