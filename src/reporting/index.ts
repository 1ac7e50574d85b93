import './report/report-settings.ts';
import type { AnyRoute } from '../platform/http.ts';
import { annex1Routes } from './annex1/annex1-routes.ts';
import { chainRoutes } from './chain/routes.ts';
import { indicatorRoutes } from './indicators/index.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { seasonRoutes } from './season/season-routes.ts';

export { showAnnex1, type Annex1View } from './annex1/show-annex1.ts';
export { exportAnnex1 } from './annex1/export-annex1.ts';
export {
  INDICATORS_JOB,
  lockIndicator,
  publishAllocation,
  returnFigure,
  rollUp,
  splitTarget,
} from './indicators/index.ts';
export { SEASON_JOB } from './season/season-jobs.ts';
export { listReports } from './report/view/list-reports.ts';
export { reportLines } from './report/view/report-lines.ts';
export type { ReportLine, ReportList } from './report/report-schema.ts';
export { periodicDuties } from './season/season-duties.ts';
export { dutyKindOf, fillFrom } from './season/duty.ts';

/** Every path of the room. */
export const routes: AnyRoute[] = [
  ...seasonRoutes,
  ...annex1Routes,
  ...indicatorRoutes,
  ...ledgerRoutes,
  ...chainRoutes,
];
