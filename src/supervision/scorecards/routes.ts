import { route, type AnyRoute } from '../../platform/http.ts';
import { computeScores } from './compute-scores.ts';
import { activateCard, draftCard, publishCard, scoreSubject } from './keep-card.ts';
import { Paged } from '../../platform/paging.ts';
import * as schema from './schema.ts';
import { listCards, openCard } from './show-cards.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const get = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'GET', path, summary, permission: 'supervision.read', input, verb });
const post = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'POST', path, summary, permission: 'supervision.issue', input, verb });

/** Paths of evaluation sheets. */
export const scorecardRoutes: AnyRoute[] = [
  get('/api/scorecards', '评价表', Paged, listCards),
  post('/api/scorecards', '起草评价表', schema.DraftCard, draftCard),
  get('/api/scorecards/:cardId', '一份评价表', schema.CardId, openCard),
  post('/api/scorecards/:cardId/activate', '启用评价表', schema.CardId, activateCard),
  post('/api/scorecards/:cardId/scores', '评分', schema.ScoreSubject, scoreSubject),
  post('/api/scorecards/:cardId/compute', '按记录计算评分', schema.CardId, computeScores),
  post('/api/scorecards/:cardId/publish', '公布评价结果', schema.CardId, publishCard),
];
