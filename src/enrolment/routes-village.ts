import { route, type AnyRoute } from '../platform/http.ts';
import { AttachPaper, attachPaper } from './papers/attach-paper.ts';
import { BulkReview, bulkReview, previewBulkReview } from './township/bulk-review.ts';
import { CheckSlip, checkSlip } from './application/check-slip.ts';
import { CompileVillageBatch, compileVillageBatch } from './village/compile-village-batch.ts';
import { DraftApplication, draftApplication } from './application/draft-application.ts';
import { editApplication } from './application/edit-application.ts';
import { ListApplications, listApplications } from './application/list-applications.ts';
import { ListApplicants, listApplicants } from './applicants/list-applicants.ts';
import { ListQueue, listQueue } from './township/list-queue.ts';
import { ListVillageBatches, listVillageBatches } from './village/list-village-batches.ts';
import { openApplication } from './application/open-application.ts';
import { OpenPaper, openPaper } from './papers/open-paper.ts';
import { printApplicationForm } from './application/print-application-form.ts';
import { printReceipt } from './application/print-receipt.ts';
import { RegisterApplication, registerApplication } from './application/register-application.ts';
import { RemovePaper, removePaper } from './papers/remove-paper.ts';
import { ReportDwell, reportDwell } from './dwell/report-dwell.ts';
import { resubmitApplication } from './application/resubmit-application.ts';
import { ReviewAgain, reviewAgain } from './township/review-again.ts';
import { ReviewApplication, reviewApplication } from './township/review-application.ts';
import { ApplicationId, EditApplication } from './schema.ts';
import { SendVillageBatch, sendVillageBatch } from './village/send-village-batch.ts';
import { WithdrawApplication, withdrawApplication } from './application/withdraw-application.ts';

/** Drafting, registering and sending at the village. */
const villageActs: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/enrolment/applicants',
    summary: '愿意就读、尚未报名的人',
    permission: 'application.draft',
    input: ListApplicants,
    verb: listApplicants,
  }),
  route({
    method: 'POST',
    path: '/api/applications',
    summary: '起草申请',
    permission: 'application.draft',
    input: DraftApplication,
    verb: draftApplication,
  }),
  route({
    method: 'PUT',
    path: '/api/applications/:id',
    summary: '修改申请',
    permission: 'application.draft',
    input: EditApplication,
    verb: editApplication,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/papers',
    summary: '添加材料',
    permission: 'application.draft',
    input: AttachPaper,
    verb: attachPaper,
  }),
  route({
    method: 'DELETE',
    path: '/api/applications/:id/papers/:paperId',
    summary: '移除材料',
    permission: 'application.draft',
    input: RemovePaper,
    verb: removePaper,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/register',
    summary: '报名',
    permission: 'application.draft',
    input: RegisterApplication,
    verb: registerApplication,
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/form.pdf',
    summary: '打印报名表',
    permission: 'application.draft',
    input: ApplicationId,
    verb: printApplicationForm,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/receipt.pdf',
    summary: '打印受理回执',
    permission: 'application.draft',
    input: ApplicationId,
    verb: printReceipt,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/withdraw',
    summary: '本人放弃',
    permission: 'application.draft',
    input: WithdrawApplication,
    verb: withdrawApplication,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/resubmit',
    summary: '补正后重报',
    permission: 'application.send',
    input: ApplicationId,
    verb: resubmitApplication,
  }),
  route({
    method: 'GET',
    path: '/api/village-batches',
    summary: '村级汇总',
    permission: 'application.read',
    input: ListVillageBatches,
    verb: listVillageBatches,
  }),
  route({
    method: 'POST',
    path: '/api/village-batches/compile',
    summary: '汇总同意',
    permission: 'application.agree',
    input: CompileVillageBatch,
    verb: compileVillageBatch,
  }),
  route({
    method: 'POST',
    path: '/api/village-batches/:id/send',
    summary: '报乡镇审核',
    permission: 'application.send',
    input: SendVillageBatch,
    verb: sendVillageBatch,
  }),
];

/** Review at the township, and what every office reads. */
const reviewActs: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/applications/:id/review',
    summary: '审核',
    permission: 'application.review',
    input: ReviewApplication,
    verb: reviewApplication,
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/review-again',
    summary: '更正后重新审核',
    permission: 'application.review',
    input: ReviewAgain,
    verb: reviewAgain,
  }),
  route({
    method: 'POST',
    path: '/api/applications/bulk-review/preview',
    summary: '批量审核预览',
    permission: 'application.review',
    input: BulkReview,
    verb: previewBulkReview,
  }),
  route({
    method: 'POST',
    path: '/api/applications/bulk-review',
    summary: '批量审核',
    permission: 'application.review',
    input: BulkReview,
    verb: bulkReview,
  }),
  route({
    method: 'GET',
    path: '/api/applications/queue',
    summary: '待办申请',
    permission: 'application.read',
    input: ListQueue,
    verb: listQueue,
  }),
  route({
    method: 'GET',
    path: '/api/applications',
    summary: '申请列表',
    permission: 'application.read',
    input: ListApplications,
    verb: listApplications,
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id',
    summary: '申请档案',
    permission: 'application.read',
    input: ApplicationId,
    verb: openApplication,
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/papers/:paperId',
    summary: '查看材料',
    permission: 'application.read',
    input: OpenPaper,
    verb: openPaper,
  }),
  route({
    method: 'GET',
    path: '/api/enrolment/dwell',
    summary: '各环节办理用时',
    permission: 'application.read',
    input: ReportDwell,
    verb: reportDwell,
  }),
  route({
    method: 'GET',
    path: '/api/public/slips/:code',
    summary: '凭回执查询申请进度',
    permission: 'public',
    rateLimit: 20,
    input: CheckSlip,
    verb: checkSlip,
  }),
];

export const villageRoutes: AnyRoute[] = [...villageActs, ...reviewActs];
