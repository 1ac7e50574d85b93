import { route, type AnyRoute } from '../platform/http.ts';
import { listRosters, markedRoster, rankRosterFindings, rosterFindings } from './roster-import/list-rosters.ts';
import { receiveRoster } from './roster-import/receive-roster.ts';
import { ListRosters, ReceiveRoster, RosterFindings, RosterId } from './schema.ts';
import { classRoutes } from './class-routes.ts';
import { offerRoutes } from './list-routes.ts';

const reading = { method: 'GET', permission: 'training.read' } as const;
const importing = { method: 'GET', permission: 'training.import' } as const;

const rosterRoutes: AnyRoute[] = [
  route({
    ...reading,
    path: '/api/training/rosters',
    summary: '花名册导入记录',
    input: ListRosters,
    verb: listRosters,
  }),
  route({
    ...reading,
    path: '/api/training/rosters/:listId/kinds',
    summary: '花名册问题分类',
    input: RosterId,
    verb: rankRosterFindings,
  }),
  route({
    ...importing,
    path: '/api/training/rosters/:listId/findings',
    summary: '花名册问题',
    input: RosterFindings,
    verb: rosterFindings,
  }),
  route({
    ...importing,
    path: '/api/training/rosters/:listId/marked',
    summary: '标注后的花名册',
    input: RosterId,
    verb: markedRoster,
  }),
  route({
    method: 'POST',
    permission: 'training.import',
    path: '/api/training/rosters',
    summary: '导入培训花名册',
    input: ReceiveRoster,
    verb: receiveRoster,
  }),
];

/** Paths of rosters, classes, the four lists, calls and tasks. */
export const routes: AnyRoute[] = [...rosterRoutes, ...classRoutes, ...offerRoutes];
