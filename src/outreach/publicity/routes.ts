import { route, type AnyRoute } from '../../platform/http.ts';
import { planTheme, recordItem } from './record-item.ts';
import * as schema from './schema.ts';
import { showCoverage } from './show-coverage.ts';
import { showOverview } from './show-overview.ts';
import { guidePerson, tellHouseholds } from './tell-households.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const get = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'GET', path, summary, permission: 'publicity.read', input, verb });
const post = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'POST', path, summary, permission: 'publicity.record', input, verb });

/** Paths of publicity. */
export const publicityRoutes: AnyRoute[] = [
  get('/api/publicity', '宣传工作', schema.Overview, showOverview),
  get('/api/publicity/coverage', '入户宣传情况', schema.Coverage, showCoverage),
  post('/api/publicity/items', '登记宣传', schema.RecordItem, recordItem),
  post('/api/publicity/households', '登记入户宣传', schema.TellHouseholds, tellHouseholds),
  post('/api/publicity/events', '计划主题宣传', schema.PlanTheme, planTheme),
  post('/api/people/:personId/guidance', '登记引导发动', schema.GuidePerson, guidePerson),
];
