import { route, type AnyRoute } from '../platform/http.ts';
import { askAssisted } from './register/assisted-on.ts';
import { linkRecords } from './records/link-records.ts';
import { decideMatch } from './records/decide-match.ts';
import { correctNumber } from './runs/correct-number.ts';
import { listMatches } from './records/list-matches.ts';
import { AskAssisted, DecideMatch, LinkRecords, ListMatches, UnlinkRecords } from './schema.ts';
import { askVillage } from './runs/ask-village.ts';
import { decideByRule } from './runs/decide-by-rule.ts';
import { decideResult } from './runs/decide-result.ts';
import * as run from './runs/run-schema.ts';
import { listComparable, listResults, listRuns, showPair, showRun } from './runs/run-views.ts';
import { startMatch } from './runs/start-match.ts';
import { unlinkRecords } from './records/unlink-records.ts';
import { withdrawDecision } from './runs/withdraw-decision.ts';

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
  route({
    method: 'POST',
    path: '/api/matching/runs',
    summary: '开始精准比对',
    permission: 'match.decide',
    input: run.StartMatch,
    verb: startMatch,
  }),
  route({
    method: 'GET',
    path: '/api/matching/runs',
    summary: '精准比对记录',
    permission: 'match.decide',
    input: run.ListRuns,
    verb: listRuns,
  }),
  route({
    method: 'GET',
    path: '/api/matching/runs/:runId',
    summary: '一次比对',
    permission: 'match.decide',
    input: run.RunId,
    verb: showRun,
  }),
  route({
    method: 'GET',
    path: '/api/matching/runs/:runId/rows',
    summary: '比对结果',
    permission: 'match.decide',
    input: run.ListResults,
    verb: listResults,
  }),
  route({
    method: 'GET',
    path: '/api/matching/runs/:runId/rows/:rowNo',
    summary: '并排核对',
    permission: 'match.decide',
    input: run.PairOf,
    verb: showPair,
  }),
  route({
    method: 'POST',
    path: '/api/matching/runs/:runId/rows/:rowNo/decide',
    summary: '核对一行',
    permission: 'match.decide',
    input: run.DecideResult,
    verb: decideResult,
  }),
  route({
    method: 'POST',
    path: '/api/matching/runs/:runId/rows/:rowNo/withdraw',
    summary: '撤回核对',
    permission: 'match.decide',
    input: run.PairOf,
    verb: withdrawDecision,
  }),
  route({
    method: 'POST',
    path: '/api/matching/runs/:runId/rows/:rowNo/ask',
    summary: '请村里核实',
    permission: 'match.decide',
    input: run.AskVillage,
    verb: askVillage,
  }),
  route({
    method: 'POST',
    path: '/api/matching/runs/:runId/rows/:rowNo/correct',
    summary: '证件更正',
    permission: 'match.decide',
    input: run.CorrectNumber,
    verb: correctNumber,
  }),
  route({
    method: 'POST',
    path: '/api/matching/runs/:runId/decide-by-rule',
    summary: '按依据批量认定',
    permission: 'match.decide',
    input: run.DecideByRule,
    verb: decideByRule,
  }),
  route({
    method: 'GET',
    path: '/api/matching/lists',
    summary: '可比对的名单',
    permission: 'match.decide',
    input: run.NoInput,
    verb: listComparable,
  }),
];
