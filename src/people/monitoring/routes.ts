import { route, type AnyRoute } from '../../platform/http.ts';
import { logFollowUp } from './log-follow-up.ts';
import { needTable } from './need-table.ts';
import { recordNeed } from './record-need.ts';
import { reportHardship } from './report-hardship.ts';
import * as schema from './schema.ts';
import { settleHardship } from './settle-hardship.ts';
import { showMonitoring } from './show-monitoring.ts';
import { visitHousehold } from './visit-household.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const post = <I>(
  permission: string,
  path: string,
  summary: string,
  input: Definition<I>['input'],
  verb: Definition<I>['verb'],
) => route<I>({ method: 'POST', path, summary, permission, input, verb });
const RECORD = 'monitor.record';

/** Paths of dynamic monitoring and training needs. */
export const monitoringRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/monitoring',
    summary: '动态监测',
    permission: RECORD,
    input: schema.Monitoring,
    verb: showMonitoring,
  }),
  route({
    method: 'GET',
    path: '/api/monitoring/needs',
    summary: '培训需求',
    permission: 'people.read',
    input: schema.NeedTable,
    verb: needTable,
  }),
  post(RECORD, '/api/monitoring/visits', '登记入户走访', schema.VisitHousehold, visitHousehold),
  post(RECORD, '/api/people/:personId/hardship', '报告致贫返贫', schema.ReportHardship, reportHardship),
  post(
    'monitor.include',
    '/api/people/:personId/hardship/:reportId',
    '纳入或不纳入保障',
    schema.SettleHardship,
    settleHardship,
  ),
  post(RECORD, '/api/people/:personId/hardship/:reportId/follow-up', '登记跟进', schema.LogFollowUp, logFollowUp),
  post(RECORD, '/api/people/:personId/need', '登记培训需求', schema.RecordNeed, recordNeed),
];
