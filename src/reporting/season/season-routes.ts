import { route, type AnyRoute } from '../../platform/http.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { attachScan } from '../report/steps/attach-scan.ts';
import { checkReport } from '../report/steps/check-report.ts';
import { compareReports } from '../report/view/compare-reports.ts';
import { consolidateSeason } from './consolidate-season.ts';
import { correctReport } from '../report/steps/correct-report.ts';
import { discardCorrection } from '../report/steps/discard-correction.ts';
import { exportConsolidation } from './export-consolidation.ts';
import { fillReport } from '../report/steps/fill-report.ts';
import { listDuties } from './list-duties.ts';
import { listReports } from '../report/view/list-reports.ts';
import { lockReport } from '../report/steps/lock-report.ts';
import { openReport } from '../report/view/open-report.ts';
import { openScan } from '../report/view/open-scan.ts';
import { openSeason } from './open-season.ts';
import { printReport } from '../report/view/print-report.ts';
import { receiveReport } from '../report/steps/receive-report.ts';
import { rehearseReport } from './rehearse-report.ts';
import { remindReports } from './remind-reports.ts';
import { reopenReport } from '../report/steps/reopen-report.ts';
import { reportCell } from '../report/view/report-cell.ts';
import * as inputs from '../report/report-schema.ts';
import { returnReport } from '../report/steps/return-report.ts';
import { seasonBoard } from './season-board.ts';
import { sendReport } from '../report/steps/send-report.ts';
import { signReport } from '../report/steps/sign-report.ts';
import { submitReport } from '../report/steps/submit-report.ts';
import { withdrawAdjustment } from '../report/steps/withdraw-adjustment.ts';
import { withdrawReport } from '../report/steps/withdraw-report.ts';

const read = 'report.read';
const prepare = 'report.prepare';
const receive = 'report.receive';
const one = '/api/reports/:reportId';
const { ReportId, ReasonForReport, AnswerReport } = inputs;

const reading: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/reports',
    summary: '报表列表',
    permission: read,
    input: inputs.ListReports,
    verb: listReports,
  }),
  route({
    method: 'GET',
    path: '/api/report-duties',
    summary: '报送任务',
    permission: read,
    input: inputs.ListDuties,
    verb: listDuties,
  }),
  route({ method: 'GET', path: one, summary: '报表', permission: read, input: ReportId, verb: openReport }),
  route({
    method: 'GET',
    path: `${one}/rehearsal`,
    summary: '预演',
    permission: read,
    input: ReportId,
    verb: rehearseReport,
  }),
  route({
    method: 'GET',
    path: `${one}/cell`,
    summary: '数字背后的人员',
    permission: read,
    input: inputs.ReportCell,
    verb: reportCell,
  }),
  route({
    method: 'GET',
    path: `${one}/difference`,
    summary: '与上一版的差异',
    permission: read,
    input: inputs.CompareReports,
    verb: compareReports,
  }),
  route({
    method: 'GET',
    path: `${one}/scan`,
    summary: '盖章扫描件',
    permission: read,
    input: ReportId,
    verb: openScan,
  }),
];

const city: AnyRoute[] = [
  route({
    method: 'POST',
    path: `${one}/fill`,
    summary: '保存填报',
    permission: prepare,
    input: inputs.FillReport,
    verb: fillReport,
  }),
  route({
    method: 'POST',
    path: `${one}/adjust`,
    summary: '核增核减',
    permission: prepare,
    input: inputs.AdjustReport,
    verb: adjustReport,
  }),
  route({
    method: 'POST',
    path: `${one}/adjustments/:adjustmentId/withdraw`,
    summary: '撤销核增核减',
    permission: prepare,
    input: inputs.WithdrawAdjustment,
    verb: withdrawAdjustment,
  }),
  route({
    method: 'POST',
    path: `${one}/submit`,
    summary: '提交复核',
    permission: prepare,
    input: ReportId,
    verb: submitReport,
  }),
  route({
    method: 'POST',
    path: `${one}/check`,
    summary: '复核',
    permission: 'report.check',
    input: AnswerReport,
    verb: checkReport,
  }),
  route({
    method: 'POST',
    path: `${one}/sign`,
    summary: '审签',
    permission: 'report.sign',
    input: AnswerReport,
    verb: signReport,
  }),
  route({
    method: 'POST',
    path: `${one}/reopen`,
    summary: '退回重新填报',
    permission: prepare,
    input: ReasonForReport,
    verb: reopenReport,
  }),
  route({
    method: 'POST',
    path: `${one}/lock`,
    summary: '锁定',
    permission: prepare,
    input: ReportId,
    verb: lockReport,
  }),
  route({
    method: 'GET',
    path: `${one}/print`,
    summary: '打印盖章件',
    permission: prepare,
    input: ReportId,
    verb: printReport,
  }),
  route({
    method: 'POST',
    path: `${one}/scan`,
    summary: '上传盖章扫描件',
    permission: prepare,
    input: inputs.AttachScan,
    verb: attachScan,
  }),
  route({
    method: 'POST',
    path: `${one}/send`,
    summary: '报送',
    permission: prepare,
    input: ReportId,
    verb: sendReport,
  }),
  route({
    method: 'POST',
    path: `${one}/withdraw`,
    summary: '撤回',
    permission: prepare,
    input: ReasonForReport,
    verb: withdrawReport,
  }),
  route({
    method: 'POST',
    path: `${one}/correct`,
    summary: '更正补报',
    permission: prepare,
    input: ReasonForReport,
    verb: correctReport,
  }),
  route({
    method: 'POST',
    path: `${one}/discard`,
    summary: '放弃更正',
    permission: prepare,
    input: ReasonForReport,
    verb: discardCorrection,
  }),
];

const province: AnyRoute[] = [
  route({
    method: 'POST',
    path: `${one}/receive`,
    summary: '接收',
    permission: receive,
    input: ReportId,
    verb: receiveReport,
  }),
  route({
    method: 'POST',
    path: `${one}/return`,
    summary: '退回',
    permission: receive,
    input: ReasonForReport,
    verb: returnReport,
  }),
  route({
    method: 'GET',
    path: '/api/report-season',
    summary: '报送台账',
    permission: receive,
    input: inputs.SeasonInput,
    verb: seasonBoard,
  }),
  route({
    method: 'POST',
    path: '/api/report-season/open',
    summary: '开设本年度报表',
    permission: receive,
    input: inputs.OpenSeason,
    verb: openSeason,
  }),
  route({
    method: 'POST',
    path: '/api/report-season/remind',
    summary: '催报',
    permission: receive,
    input: inputs.RemindReports,
    verb: remindReports,
  }),
  route({
    method: 'GET',
    path: '/api/report-season/consolidation',
    summary: '全省汇总',
    permission: receive,
    input: inputs.ConsolidateInput,
    verb: consolidateSeason,
  }),
  route({
    method: 'GET',
    path: '/api/report-season/consolidation/xlsx',
    summary: '导出全省汇总',
    permission: receive,
    input: inputs.ConsolidateInput,
    verb: exportConsolidation,
  }),
];

/** The season's paths: everybody's reading, the city's way of a report, the province. */
export const seasonRoutes: AnyRoute[] = [...reading, ...city, ...province];
