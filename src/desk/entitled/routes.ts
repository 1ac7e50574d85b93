import { route, type AnyRoute } from '../../platform/http.ts';
import { countEntitled } from './count-entitled.ts';
import { findEntitled } from './find-entitled.ts';
import { ListBenefits, listBenefits } from './list-benefits.ts';
import { listWorkItems } from './work-lists/list-work-items.ts';
import { listWorkLists } from './work-lists/list-work-lists.ts';
import { makeWorkList } from './work-lists/make-work-list.ts';
import { recheckItems } from './work-lists/recheck-items.ts';
import { CountEntitled, FindEntitled, ListWorkItems, ListWorkLists, MakeWorkList, RecheckItems } from './schema.ts';

/** Paths of finding people by a rule and of the work lists that come of it. */
export const entitledRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/entitled',
    summary: '政策找人：应享未享、不符合却在享、尚不能确定',
    permission: 'decision.make',
    input: FindEntitled,
    verb: findEntitled,
  }),
  route({
    method: 'GET',
    path: '/api/entitled/benefits',
    summary: '政策找人：可查的事项',
    permission: 'decision.make',
    input: ListBenefits,
    verb: listBenefits,
  }),
  route({
    method: 'POST',
    path: '/api/entitled/count',
    summary: '政策找人：大范围按县统计（后台任务）',
    permission: 'decision.make',
    input: CountEntitled,
    verb: countEntitled,
  }),
  route({
    method: 'POST',
    path: '/api/work-lists',
    summary: '政策找人：派发工作清单到村',
    permission: 'find.send',
    input: MakeWorkList,
    verb: makeWorkList,
  }),
  route({
    method: 'GET',
    path: '/api/work-lists',
    summary: '政策找人：已派发的清单',
    permission: 'find.send',
    input: ListWorkLists,
    verb: listWorkLists,
  }),
  route({
    method: 'GET',
    path: '/api/work-items',
    summary: '政策找人：清单上的人',
    permission: 'find.work',
    input: ListWorkItems,
    verb: listWorkItems,
  }),
  route({
    method: 'POST',
    path: '/api/work-items/recheck',
    summary: '政策找人：按规则重新核验，无误即办结',
    permission: 'find.work',
    input: RecheckItems,
    verb: recheckItems,
  }),
];
