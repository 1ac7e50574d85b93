import { route, type AnyRoute } from '../../platform/http.ts';
import { exportLedger } from './export-ledger.ts';
import { recordCost } from './record-cost.ts';
import { ExportLedger, RecordCost, ShowCosts, ShowLedger, WithdrawCost } from './schema.ts';
import { showCosts } from './show-costs.ts';
import { showLedger } from './show-ledger.ts';
import { withdrawCost } from './withdraw-cost.ts';

const keep = 'ledger.keep';

/** Paths of the school's work ledger and its costs. */
export const ledgerRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/school-ledger',
    summary: '学校扶贫工作台账',
    permission: 'signed-in',
    input: ShowLedger,
    verb: showLedger,
  }),
  route({
    method: 'GET',
    path: '/api/school-ledger/xlsx',
    summary: '导出工作台账',
    permission: 'signed-in',
    input: ExportLedger,
    verb: exportLedger,
  }),
  route({
    method: 'GET',
    path: '/api/school-costs',
    summary: '工作费用',
    permission: 'signed-in',
    input: ShowCosts,
    verb: showCosts,
  }),
  route({
    method: 'POST',
    path: '/api/school-costs',
    summary: '登记费用',
    permission: keep,
    input: RecordCost,
    verb: recordCost,
  }),
  route({
    method: 'POST',
    path: '/api/school-costs/:costId/withdraw',
    summary: '撤销费用',
    permission: keep,
    input: WithdrawCost,
    verb: withdrawCost,
  }),
];
