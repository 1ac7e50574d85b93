import { route, type AnyRoute } from '../../platform/http.ts';
import { assignVillages } from './assign-villages.ts';
import { recordVisit } from './record-visit.ts';
import { printSurveyReport } from './print-survey-report.ts';
import { surveyCoverage } from './survey-coverage.ts';
import { AssignVillages, RecordVisit, SurveyCoverage } from './survey-schema.ts';

/** Paths of the visits of schools to villages. */
export const surveyRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/surveys',
    summary: '摸底走访情况',
    permission: 'signed-in',
    input: SurveyCoverage,
    verb: surveyCoverage,
  }),
  route({
    method: 'GET',
    path: '/api/surveys/report',
    summary: '打印走访摸底和宣传情况报告',
    permission: 'signed-in',
    input: SurveyCoverage,
    verb: printSurveyReport,
  }),
  route({
    method: 'POST',
    path: '/api/surveys/villages',
    summary: '安排走访村',
    permission: 'survey.assign',
    input: AssignVillages,
    verb: assignVillages,
  }),
  route({
    method: 'POST',
    path: '/api/surveys/visits',
    summary: '登记走访',
    permission: 'survey.visit',
    input: RecordVisit,
    verb: recordVisit,
  }),
];
