import { route, type AnyRoute } from '../../platform/http.ts';
import { cancelList } from './cancel-list.ts';
import { getSourceList } from './get-source-list.ts';
import { listProblems, rankProblems } from './list-problems.ts';
import { listSourceLists } from './list-source-lists.ts';
import { markedWorkbook } from './marked-workbook.ts';
import { publishList } from './publish-list.ts';
import { receiveList } from './receive-list.ts';
import { resolveProblem } from './resolve-problem.ts';
import { recheckList } from './recheck-list.ts';
import * as schema from '../schema.ts';
import { showColumns } from './show-columns.ts';

/** Paths of lists: sent, checked, mended, published. */
export const listRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/lists',
    summary: '报送名单',
    permission: 'signed-in',
    input: schema.ReceiveList,
    verb: receiveList,
  }),
  route({
    method: 'GET',
    path: '/api/lists',
    summary: '名单时效',
    permission: 'register.read',
    input: schema.ListSourceLists,
    verb: listSourceLists,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId',
    summary: '名单',
    permission: 'signed-in',
    input: schema.ListId,
    verb: getSourceList,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/kinds',
    summary: '名单问题分类',
    permission: 'register.read',
    input: schema.ListId,
    verb: rankProblems,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/problems',
    summary: '名单问题',
    permission: 'register.read',
    input: schema.ListProblems,
    verb: listProblems,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/problems/:seq',
    summary: '处理名单问题',
    permission: 'register.import',
    input: schema.ResolveProblem,
    verb: resolveProblem,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/columns',
    summary: '名单各列',
    permission: 'signed-in',
    input: schema.ListId,
    verb: showColumns,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/recheck',
    summary: '更正列的对应并重新检查',
    permission: 'signed-in',
    input: schema.RecheckList,
    verb: recheckList,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/publish',
    summary: '发布名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: publishList,
  }),
  route({
    method: 'POST',
    path: '/api/lists/:listId/cancel',
    summary: '取消名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: cancelList,
  }),
  route({
    method: 'GET',
    path: '/api/lists/:listId/marked',
    summary: '标注后的名单',
    permission: 'register.import',
    input: schema.ListId,
    verb: markedWorkbook,
  }),
];
