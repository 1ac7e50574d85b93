import { route, type AnyRoute, type Route } from '../platform/http.ts';
import { addCommitment, removeCommitment } from './agreements/change-commitments.ts';
import { confirmSection } from './agreements/confirm-section.ts';
import { draftAgreement } from './agreements/draft-agreement.ts';
import { inviteSchools } from './agreements/invite-schools.ts';
import { listAgreements } from './agreements/list-agreements.ts';
import { moveAgreement } from './agreements/move-agreement.ts';
import { nameOfficer } from './agreements/name-officer.ts';
import { openAgreement } from './agreements/open-agreement.ts';
import { amendEntry } from './entries/amend-entry.ts';
import { listEntries } from './entries/list-entries.ts';
import { moveEntries } from './entries/move-entries.ts';
import { recordEntries } from './entries/record-entries.ts';
import { listKinds } from './list-kinds.ts';
import { runMeasures } from './measures/run-measures.ts';
import { exportPlan } from './plan-tables/export-plan.ts';
import { importPlan } from './plan-tables/import-plan.ts';
import { showPlan } from './plan-tables/show-plan.ts';
import * as schema from './schema.ts';
import { addStaff } from './service/add-staff.ts';
import { checkCertificate } from './service/check-certificate.ts';
import { issueCertificate } from './service/issue-certificate.ts';
import { listStaff } from './service/list-staff.ts';
import { rankRequests } from './service/rank-requests.ts';
import { rankReview } from './service/rank-review.ts';
import { serviceStatement } from './service/service-statement.ts';
import { listSummaries } from './summary/list-summaries.ts';
import { showOwedSummaries } from './summary/owed-summaries.ts';
import { openSummary } from './summary/open-summary.ts';
import { receiveSummary } from './summary/receive-summary.ts';
import { sendSummary } from './summary/send-summary.ts';
import { writeSummary } from './summary/write-summary.ts';

type Given<I> = [
  path: string,
  summary: string,
  permission: Route<I>['permission'],
  input: Route<I>['input'],
  verb: Route<I>['verb'],
];
const of =
  (method: Route['method']) =>
  <I>(...[path, summary, permission, input, verb]: Given<I>): AnyRoute =>
    route<I>({ method, path, summary, permission, input, verb });
const get = of('GET');
const post = of('POST');
const [read, keep, lead] = ['agreement.read', 'agreement.keep', 'agreement.lead'] as const;

/** Paths of agreements, what is done under them, service, plan tables and yearly summaries. */
export const partnershipRoutes: AnyRoute[] = [
  get('/api/partnerships/kinds', '协议和记录的种类', read, schema.Nothing, listKinds),
  get('/api/partnerships/measures', '帮扶协作指标', read, schema.RunMeasures, runMeasures),
  get('/api/agreements', '协议', read, schema.ListAgreements, listAgreements),
  post('/api/agreements', '起草协议', keep, schema.DraftAgreement, draftAgreement),
  get('/api/agreements/:agreementId', '协议档案', read, schema.AgreementId, openAgreement),
  post('/api/agreements/:agreementId/move', '办理协议', keep, schema.MoveAgreement, moveAgreement),
  post('/api/agreements/:agreementId/commitments', '增加承诺', keep, schema.AddCommitment, addCommitment),
  post('/api/agreements/:agreementId/commitments/remove', '删去承诺', keep, schema.RemoveCommitment, removeCommitment),
  post('/api/agreements/:agreementId/sections', '确认协议内容', keep, schema.ConfirmSection, confirmSection),
  post('/api/agreements/:agreementId/officers', '明确责任人', keep, schema.NameOfficer, nameOfficer),
  get('/api/agreement-entries', '帮扶协作记录', read, schema.ListEntries, listEntries),
  post('/api/agreement-entries', '登记帮扶协作记录', keep, schema.RecordEntries, recordEntries),
  post('/api/agreement-entries/move', '办理帮扶协作记录', keep, schema.MoveEntries, moveEntries),
  post('/api/agreement-entries/:entryId/amend', '修改帮扶协作记录', keep, schema.AmendEntry, amendEntry),
  post('/api/partnerships/invite', '邀请院校参与帮扶', lead, schema.InviteSchools, inviteSchools),
  get('/api/partnerships/plans', '对口帮扶计划表', read, schema.ExportPlan, showPlan),
  post('/api/partnerships/plans', '导入对口帮扶计划表', lead, schema.ImportPlan, importPlan),
  get('/api/partnerships/plans/file', '导出对口帮扶计划表', read, schema.ExportPlan, exportPlan),
  get('/api/partnerships/staff', '支援人员', read, schema.ListStaff, listStaff),
  post('/api/partnerships/staff', '登记支援人员', keep, schema.AddStaff, addStaff),
  post('/api/partnerships/staff/:staffId/certificate', '开具支教服务证明', keep, schema.StaffId, issueCertificate),
  get('/api/partnerships/statement', '支教服务一览', read, schema.ServiceStatement, serviceStatement),
  post('/api/partnerships/reviews', '评审排序', keep, schema.RankReview, rankReview),
  get('/api/partnerships/requests', '支援申请排序', read, schema.RankRequests, rankRequests),
  get('/api/partnerships/summaries', '年度总结', read, schema.ListSummaries, listSummaries),
  get('/api/partnerships/summaries/owed', '年度总结报送情况', read, schema.SummaryYear, showOwedSummaries),
  post('/api/partnerships/summaries', '填报年度总结', lead, schema.SummaryYear, openSummary),
  post('/api/partnerships/summaries/:summaryId/write', '填写年度总结', lead, schema.WriteSummary, writeSummary),
  post('/api/partnerships/summaries/:summaryId/send', '报送年度总结', lead, schema.SummaryId, sendSummary),
  post('/api/partnerships/summaries/:summaryId/receive', '接收年度总结', lead, schema.SummaryId, receiveSummary),
  route({
    method: 'GET',
    path: '/api/public/certificates/:code',
    summary: '查验支教服务证明',
    permission: 'public',
    rateLimit: 20,
    input: schema.CheckCertificate,
    verb: checkCertificate,
  }),
];
