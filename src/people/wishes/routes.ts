import { route, type AnyRoute } from '../../platform/http.ts';
import { handoverState } from './check-handovers.ts';
import { handOverWishes } from './hand-over-wishes.ts';
import { listHandovers } from './list-handovers.ts';
import { listUnanswered, wishCoverage } from './list-unanswered.ts';
import { receiveWishes } from './receive-wishes.ts';
import { recordWish } from './record-wish.ts';
import { surveyLeavers } from './survey-leavers.ts';
import * as schema from '../schema.ts';

/** Paths of wishes: asked for, recorded, counted, handed over. */
export const wishRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/people/:personId/wishes',
    summary: '登记意愿',
    permission: 'wish.record',
    input: schema.RecordWish,
    verb: recordWish,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/unanswered',
    summary: '尚未登记意愿的人员',
    permission: 'signed-in',
    input: schema.ListUnanswered,
    verb: listUnanswered,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/coverage',
    summary: '意愿登记情况',
    permission: 'people.read',
    input: schema.WishCoverage,
    verb: wishCoverage,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/leavers',
    summary: '两后生调查情况',
    permission: 'signed-in',
    input: schema.SurveyLeavers,
    verb: surveyLeavers,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/handovers',
    summary: '意愿移交',
    permission: 'signed-in',
    input: schema.ListHandovers,
    verb: listHandovers,
  }),
  route({
    method: 'GET',
    path: '/api/wishes/handovers/state',
    summary: '意愿移交时限',
    permission: 'people.read',
    input: schema.HandOverWishes,
    verb: handoverState,
  }),
  route({
    method: 'POST',
    path: '/api/wishes/handovers',
    summary: '移交意愿',
    permission: 'wish.handover',
    input: schema.HandOverWishes,
    verb: handOverWishes,
  }),
  route({
    method: 'POST',
    path: '/api/wishes/handovers/:handoverId/receive',
    summary: '签收意愿',
    permission: 'wish.receive',
    input: schema.HandoverId,
    verb: receiveWishes,
  }),
];
