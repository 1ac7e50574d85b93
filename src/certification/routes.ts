import { route, type AnyRoute } from '../platform/http.ts';
import { fileBody, makeAbilityPlan, planAssessment, planBacklog, recordAssessment } from './assessments.ts';
import { issueCertificates, issueDiplomas, queryCertificate, withdrawCertificate } from './certificates.ts';
import {
  listAssessments,
  listBodies,
  listCertificates,
  openAssessment,
  showCertificationFigures,
} from './list-certification.ts';
import { closeContest } from './contests/close-contest.ts';
import { issueProposed } from './contests/issue-proposed.ts';
import { keepContest } from './contests/keep-contest.ts';
import { recordRanks } from './contests/record-ranks.ts';
import { ContestId, IssueProposed, KeepContest, ListContests, RecordRanks } from './contests/contest-schema.ts';
import { listContests, openContest } from './contests/list-contests.ts';
import { printDiploma } from './print-diploma.ts';
import {
  AssessmentId,
  CertificateId,
  FileBody,
  IssueCertificates,
  IssueDiplomas,
  ListAssessments,
  ListCertificates,
  MakeAbilityPlan,
  PlanAssessment,
  PlanBacklog,
  QueryCertificate,
  RecordAssessment,
  WithdrawCertificate,
  YearFigures,
} from './schema.ts';

const reading = { method: 'GET', permission: 'certification.read' } as const;
const assessing = { method: 'POST', permission: 'certification.assess' } as const;
const contest = { method: 'POST', permission: 'certification.contest' } as const;
const filing = { method: 'POST', permission: 'certification.file' } as const;

/** Paths of assessments and certificates; the query of a certificate is public. */
export const routes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/certification/bodies',
    summary: '评价机构备案',
    input: ListCertificates,
    verb: listBodies,
  }),
  route({ ...filing, path: '/api/certification/bodies', summary: '备案评价机构', input: FileBody, verb: fileBody }),
  route({
    ...reading,
    path: '/api/certification/assessments',
    summary: '评价批次',
    input: ListAssessments,
    verb: listAssessments,
  }),
  route({
    ...assessing,
    path: '/api/certification/assessments',
    summary: '安排评价',
    input: PlanAssessment,
    verb: planAssessment,
  }),
  route({
    ...assessing,
    path: '/api/certification/backlog',
    summary: '安排积压评价',
    input: PlanBacklog,
    verb: planBacklog,
  }),
  route({
    ...reading,
    path: '/api/certification/assessments/:sessionId',
    summary: '评价名单',
    input: AssessmentId,
    verb: openAssessment,
  }),
  route({
    ...assessing,
    path: '/api/certification/assessments/:sessionId/results',
    summary: '登记评价结果',
    input: RecordAssessment,
    verb: recordAssessment,
  }),
  route({
    ...assessing,
    path: '/api/certification/assessments/:sessionId/certificates',
    summary: '发证',
    input: IssueCertificates,
    verb: issueCertificates,
  }),
  route({
    ...reading,
    path: '/api/certification/certificates',
    summary: '证书',
    input: ListCertificates,
    verb: listCertificates,
  }),
  route({
    ...assessing,
    path: '/api/certification/diplomas',
    summary: '登记毕业证书',
    input: IssueDiplomas,
    verb: issueDiplomas,
  }),
  route({
    ...assessing,
    path: '/api/certification/certificates/:certificateId/withdraw',
    summary: '撤销证书',
    input: WithdrawCertificate,
    verb: withdrawCertificate,
  }),
  route({
    ...reading,
    path: '/api/certification/certificates/:certificateId/print',
    summary: '打印毕业证书',
    input: CertificateId,
    verb: printDiploma,
  }),
  route({ ...reading, path: '/api/certification/contests', summary: '竞赛', input: ListContests, verb: listContests }),
  route({
    ...contest,
    path: '/api/certification/contests',
    summary: '登记竞赛',
    input: KeepContest,
    verb: keepContest,
  }),
  route({
    ...reading,
    path: '/api/certification/contests/:contestId',
    summary: '竞赛名次和发证建议',
    input: ContestId,
    verb: openContest,
  }),
  route({
    ...contest,
    path: '/api/certification/contests/:contestId/ranks',
    summary: '登记竞赛名次',
    input: RecordRanks,
    verb: recordRanks,
  }),
  route({
    ...contest,
    path: '/api/certification/contests/:contestId/close',
    summary: '结束竞赛并提出发证建议',
    input: ContestId,
    verb: closeContest,
  }),
  route({
    ...assessing,
    path: '/api/certification/contests/:contestId/certificates',
    summary: '按竞赛建议发证',
    input: IssueProposed,
    verb: issueProposed,
  }),
  route({
    ...filing,
    path: '/api/certification/ability-plans',
    summary: '专项职业能力培训考核计划',
    input: MakeAbilityPlan,
    verb: makeAbilityPlan,
  }),
  route({
    ...reading,
    path: '/api/certification/figures',
    summary: '评价和证书统计',
    input: YearFigures,
    verb: showCertificationFigures,
  }),
  route({
    method: 'POST',
    permission: 'public',
    path: '/api/public/certificates',
    summary: '凭证书编号和姓名查询证书',
    input: QueryCertificate,
    verb: queryCertificate,
    rateLimit: 30,
  }),
];
