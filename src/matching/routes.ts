import { route, type AnyRoute } from '../platform/http.ts';
import { askAssisted } from './assisted-on.ts';
import { linkRecords } from './link-records.ts';
import { decideMatch } from './decide-match.ts';
import { listMatches } from './list-matches.ts';
import { AskAssisted, DecideMatch, LinkRecords, ListMatches, UnlinkRecords } from './schema.ts';
import { unlinkRecords } from './unlink-records.ts';

/** Paths of comparison and of the link book. */
export const matchingRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/matching/assisted',
    summary: '核对是否帮扶对象',
    permission: 'people.read',
    input: AskAssisted,
    verb: askAssisted,
  }),
  route({
    method: 'POST',
    path: '/api/matching/links',
    summary: '关联同一人的记录',
    permission: 'people.event',
    input: LinkRecords,
    verb: linkRecords,
  }),
  route({
    method: 'POST',
    path: '/api/matching/links/undo',
    summary: '解除记录关联',
    permission: 'people.event',
    input: UnlinkRecords,
    verb: unlinkRecords,
  }),
  route({
    method: 'GET',
    path: '/api/matching/doubtful',
    summary: '身份待核对的学生和学员',
    permission: 'match.decide',
    input: ListMatches,
    verb: listMatches,
  }),
  route({
    method: 'POST',
    path: '/api/matching/doubtful/decide',
    summary: '核对身份',
    permission: 'match.decide',
    input: DecideMatch,
    verb: decideMatch,
  }),
];
