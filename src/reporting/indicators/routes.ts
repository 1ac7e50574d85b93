import { route, type AnyRoute } from '../../platform/http.ts';
import { confirmSummary } from './summaries/confirm-summary.ts';
import { drillIndicator } from './drill-indicator.ts';
import { exportBoard } from './export-board.ts';
import { listSummaries } from './summaries/list-summaries.ts';
import { lockIndicator } from './locks/lock-indicator.ts';
import { openLock } from './locks/open-lock.ts';
import { openSummary } from './summaries/open-summary.ts';
import { publishAllocation } from './targets/publish-allocation.ts';
import { returnFigure } from './locks/return-figure.ts';
import * as inputs from './schema.ts';
import { showBoard } from './show-board.ts';
import { showIndicator } from './show-indicator.ts';
import { splitTarget } from './targets/split-target.ts';
import { withdrawReturn } from './locks/withdraw-return.ts';

const read = 'indicator.read';

/** Paths of indicators: reading, splitting goals, returned and locked figures. */
export const indicatorRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/indicators',
    summary: '指标看板',
    permission: read,
    input: inputs.ShowBoard,
    verb: showBoard,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/export',
    summary: '导出指标看板',
    permission: read,
    input: inputs.ShowBoard,
    verb: exportBoard,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/one',
    summary: '一项指标',
    permission: read,
    input: inputs.ShowIndicator,
    verb: showIndicator,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/records',
    summary: '指标背后的记录',
    permission: read,
    input: inputs.DrillIndicator,
    verb: drillIndicator,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/lock',
    summary: '锁定的数字',
    permission: read,
    input: inputs.OpenLock,
    verb: openLock,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/lock',
    summary: '锁定数字',
    permission: 'indicator.lock',
    input: inputs.LockIndicator,
    verb: lockIndicator,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/split',
    summary: '任务分解',
    permission: 'indicator.split',
    input: inputs.SplitTarget,
    verb: splitTarget,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/publish',
    summary: '下达分解',
    permission: 'indicator.split',
    input: inputs.AllocationId,
    verb: publishAllocation,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/returns',
    summary: '补报数字',
    permission: 'indicator.return',
    input: inputs.ReturnFigure,
    verb: returnFigure,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/returns/withdraw',
    summary: '撤销补报',
    permission: 'indicator.return',
    input: inputs.WithdrawReturn,
    verb: withdrawReturn,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/summaries',
    summary: '定期总结',
    permission: read,
    input: inputs.ListSummaries,
    verb: listSummaries,
  }),
  route({
    method: 'GET',
    path: '/api/indicators/summary',
    summary: '定期总结的数字',
    permission: read,
    input: inputs.SummaryId,
    verb: openSummary,
  }),
  route({
    method: 'POST',
    path: '/api/indicators/summary/confirm',
    summary: '确认定期总结',
    permission: 'indicator.confirm',
    input: inputs.ConfirmSummary,
    verb: confirmSummary,
  }),
];
