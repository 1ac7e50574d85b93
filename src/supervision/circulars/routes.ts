import { route, type AnyRoute } from '../../platform/http.ts';
import { Paged } from '../../platform/paging.ts';
import { issueCircular } from './issue-circular.ts';
import { listCirculars, openCircular, publicCirculars } from './list-circulars.ts';
import { decideNominee, draftCircular, nominate } from './prepare-circular.ts';
import * as schema from './schema.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const make = <I>(
  method: 'GET' | 'POST',
  permission: string,
  path: string,
  summary: string,
  input: Definition<I>['input'],
  verb: Definition<I>['verb'],
) =>
  route<I>({ method, path, summary, permission, input, verb, ...(permission === 'public' ? { rateLimit: 60 } : {}) });
const ISSUE = 'supervision.issue';

/** Paths of circulars. */
export const circularRoutes: AnyRoute[] = [
  make('GET', 'public', '/api/public/circulars', '公开的通报', schema.Everything, publicCirculars),
  make('GET', 'supervision.read', '/api/circulars', '通报', Paged, listCirculars),
  make('POST', ISSUE, '/api/circulars', '起草通报', schema.DraftCircular, draftCircular),
  make('GET', 'supervision.read', '/api/circulars/:circularId', '一份通报', schema.CircularId, openCircular),
  make('POST', ISSUE, '/api/circulars/:circularId/nominees', '提名', schema.Nominate, nominate),
  make(
    'POST',
    'supervision.verify',
    '/api/circulars/:circularId/nominees/:nomineeId',
    '审定提名',
    schema.DecideNominee,
    decideNominee,
  ),
  make('POST', ISSUE, '/api/circulars/:circularId/issue', '印发通报', schema.IssueCircular, issueCircular),
];
