import { route, type AnyRoute } from '../platform/http.ts';
import { acceptCountyBatch } from './county/accept-county-batch.ts';
import { admitApplications } from './city/admit-applications.ts';
import { chooseMajors } from './application/choose-majors.ts';
import { checkLetter } from './admitted/check-letter.ts';
import { compileCountyBatch } from './county/compile-county-batch.ts';
import { confirmCountyBatch } from './county/confirm-county-batch.ts';
import { confirmReceiving } from './city/confirm-receiving.ts';
import { countyCorrected } from './county/county-corrected.ts';
import { exportAnnex2 } from './annex2/export-annex2.ts';
import { getCountyBatch } from './county/get-county-batch.ts';
import { hearDoubts } from './annex2/hear-doubts.ts';
import { issueLetters } from './admitted/issue-letters.ts';
import { listAdmitted } from './city/list-admitted.ts';
import { listCountyBatches } from './county/list-county-batches.ts';
import { listImported } from './annex2/list-imported.ts';
import { listReceiving } from './city/list-receiving.ts';
import { listSchoolNotices } from './admitted/list-school-notices.ts';
import { listWithoutLetter } from './admitted/list-without-letter.ts';
import { markNoShow } from './admitted/mark-no-show.ts';
import { markReported } from './admitted/mark-reported.ts';
import { notifySchools } from './city/notify-schools.ts';
import { previewAdmission } from './city/preview-admission.ts';
import { printCountyBatch } from './county/print-county-batch.ts';
import { printLetters } from './admitted/print-letters.ts';
import { readSchoolNotice } from './admitted/read-school-notice.ts';
import { receiveAnnex2 } from './annex2/receive-annex2.ts';
import { remindSchool } from './admitted/remind-school.ts';
import { replaceLetter } from './admitted/replace-letter.ts';
import { requestReselection } from './city/request-reselection.ts';
import { reselectChoice } from './city/reselect-choice.ts';
import { returnToCounty } from './county/return-to-county.ts';
import { returnToTownship } from './township/return-to-township.ts';
import * as schema from './schema-city.ts';
import { sendCountyBatch } from './county/send-county-batch.ts';
import { showNearness } from './city/show-nearness.ts';
import { withdrawLetter } from './admitted/withdraw-letter.ts';

type Verb<I> = Parameters<typeof route<I>>[0]['verb'];
type Schema<I> = Parameters<typeof route<I>>[0]['input'];

const get = <I>(path: string, summary: string, permission: string, input: Schema<I>, verb: Verb<I>): AnyRoute =>
  route({ method: 'GET', path, summary, permission, input, verb });
const post = <I>(path: string, summary: string, permission: string, input: Schema<I>, verb: Verb<I>): AnyRoute =>
  route({ method: 'POST', path, summary, permission, input, verb });

const county: AnyRoute[] = [
  get('/api/county-batches', '县级汇总批次', 'application.read', schema.ListCountyBatches, listCountyBatches),
  post('/api/county-batches', '纳入汇总', 'batch.compile', schema.CompileCountyBatch, compileCountyBatch),
  get('/api/county-batches/:batchId', '批次名单', 'application.read', schema.BatchId, getCountyBatch),
  get('/api/county-batches/:batchId/print', '打印汇总名单', 'batch.compile', schema.BatchId, printCountyBatch),
  post('/api/county-batches/:batchId/confirm', '会签', 'batch.confirm', schema.ConfirmCountyBatch, confirmCountyBatch),
  post('/api/county-batches/:batchId/send', '上报市级', 'batch.send', schema.SendCountyBatch, sendCountyBatch),
  post('/api/county-batches/:batchId/accept', '签收', 'admission.decide', schema.AcceptCountyBatch, acceptCountyBatch),
  post('/api/applications/return-to-township', '退回乡镇', 'batch.return', schema.ReturnLines, returnToTownship),
  post('/api/applications/return-to-county', '退回县级', 'batch.return', schema.ReturnLines, returnToCounty),
  post('/api/applications/:id/county-corrected', '更正后重报', 'batch.compile', schema.CorrectLine, countyCorrected),
];

const city: AnyRoute[] = [
  post('/api/admissions/preview', '录取预览', 'admission.decide', schema.AdmitApplications, previewAdmission),
  post('/api/admissions', '办理录取', 'admission.decide', schema.AdmitApplications, admitApplications),
  get('/api/admissions/nearness', '就近就地入学情况', 'student.read', schema.ShowNearness, showNearness),
  get('/api/admissions/receiving', '跨市录取待确认', 'admission.decide', schema.ListReceiving, listReceiving),
  post('/api/admissions/receiving', '确认跨市录取', 'admission.decide', schema.AdmissionIds, confirmReceiving),
  get(
    '/api/admissions/without-letter',
    '已录取未发通知书',
    'application.read',
    schema.ListWithoutLetter,
    listWithoutLetter,
  ),
  post(
    '/api/applications/ask-reselection',
    '通知重选',
    'admission.decide',
    schema.RequestReselection,
    requestReselection,
  ),
  post('/api/applications/:id/reselect', '重选学校专业', 'application.draft', schema.ReselectChoice, reselectChoice),
  get('/api/admissions/imported', '名单导入待办', 'admission.decide', schema.ListImported, listImported),
  post('/api/admissions/imported/majors', '确定专业', 'admission.decide', schema.ChooseMajors, chooseMajors),
  post('/api/admissions/imported/hearings', '核定受理', 'admission.decide', schema.HearDoubts, hearDoubts),
  get('/api/school-notices', '录取通知', 'application.read', schema.ListNotices, listSchoolNotices),
  post('/api/school-notices', '通知录取学校', 'admission.notify', schema.NotifySchools, notifySchools),
  post('/api/school-notices/:noticeId/read', '签阅录取通知', 'letter.issue', schema.NoticeId, readSchoolNotice),
  post('/api/school-notices/:noticeId/remind', '提醒学校签阅', 'admission.notify', schema.NoticeId, remindSchool),
  post('/api/annex2/import', '导入附件2', 'annex2.import', schema.ReceiveAnnex2, receiveAnnex2),
  get('/api/annex2/export', '导出附件2', 'people.export', schema.ExportAnnex2, exportAnnex2),
];

const school: AnyRoute[] = [
  get('/api/letters', '本校录取名单', 'letter.issue', schema.ListAdmitted, listAdmitted),
  post('/api/letters', '发放录取通知书', 'letter.issue', schema.IssueLetters, issueLetters),
  post('/api/letters/print', '打印录取通知书', 'letter.issue', schema.LetterIds, printLetters),
  post('/api/letters/reported', '登记报到', 'letter.issue', schema.MarkReported, markReported),
  post('/api/letters/no-show', '登记未报到', 'letter.issue', schema.MarkNoShow, markNoShow),
  post('/api/letters/:letterId/withdraw', '撤回通知书', 'letter.issue', schema.CloseLetter, withdrawLetter),
  post('/api/letters/:letterId/replace', '换发通知书', 'letter.issue', schema.ReplaceLetter, replaceLetter),
  route({
    method: 'GET',
    path: '/api/public/letters/:code',
    summary: '查验录取通知书',
    permission: 'public',
    rateLimit: 20,
    input: schema.CheckLetter,
    verb: checkLetter,
  }),
];

/** Paths of county, city and school: batches, admission, notices, letters, Annex 2. */
export const cityRoutes: AnyRoute[] = [...county, ...city, ...school];
