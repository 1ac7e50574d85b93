import { route, type AnyRoute } from '../../platform/http.ts';
import { Paged } from '../../platform/paging.ts';
import { decideSelection, enterCandidate, removeCandidate, startSelection } from './keep-selection.ts';
import * as schema from './schema.ts';
import { listSelections, showSelection } from './show-selections.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const get = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'GET', path, summary, permission: 'supervision.read', input, verb });
const post = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'POST', path, summary, permission: 'supervision.issue', input, verb });
const ONE = '/api/selections/:selectionId';

/** Paths of project selections. */
export const selectionRoutes: AnyRoute[] = [
  get('/api/selections', '项目评选', Paged, listSelections),
  post('/api/selections', '组织项目评选', schema.StartSelection, startSelection),
  get(ONE, '一次项目评选', schema.SelectionId, showSelection),
  post(`${ONE}/candidates`, '登记申报单位', schema.EnterCandidate, enterCandidate),
  post(`${ONE}/candidates/:candidateId/remove`, '撤下申报单位', schema.RemoveCandidate, removeCandidate),
  post(`${ONE}/decide`, '确定评选结果', schema.SelectionId, decideSelection),
];
