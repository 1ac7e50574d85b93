import { route, type AnyRoute } from '../../platform/http.ts';
import { Paged } from '../../platform/paging.ts';
import * as act from './act-on-matter.ts';
import { closeRound } from './close-round.ts';
import { createMatter } from './create-matter.ts';
import { dutyBoard } from './duty-board.ts';
import * as list from './list-matters.ts';
import { openRound } from './open-round.ts';
import { passMatterDown } from './pass-matter-down.ts';
import * as schema from './schema.ts';

type Definition<I> = Parameters<typeof route<I>>[0];
const get = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'GET', path, summary, permission: 'supervision.read', input, verb });
const ask = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'POST', path, summary, permission: 'supervision.issue', input, verb });
const answer = <I>(path: string, summary: string, input: Definition<I>['input'], verb: Definition<I>['verb']) =>
  route<I>({ method: 'POST', path, summary, permission: 'supervision.answer', input, verb });

/** Paths of rounds and matters under supervision. */
export const matterRoutes: AnyRoute[] = [
  get('/api/supervision/duties', '义务看板', schema.DutyBoard, dutyBoard),
  get('/api/supervision/board', '督导看板', schema.Everything, list.matterBoard),
  get('/api/supervision/rounds', '督导检查', Paged, list.listRounds),
  ask('/api/supervision/rounds', '开展督导检查', schema.OpenRound, openRound),
  get('/api/supervision/rounds/:roundId', '一轮督导检查', schema.RoundId, list.openRoundView),
  ask('/api/supervision/rounds/:roundId/close', '结束本轮（阶段）', schema.RoundId, closeRound),
  get('/api/supervision/matters', '督办事项', schema.ListMatters, list.listMatters),
  ask('/api/supervision/matters', '提出督办事项', schema.CreateMatter, createMatter),
  get('/api/supervision/matters/:matterId', '一个督办事项', schema.MatterId, list.openMatter),
  get('/api/supervision/matters/:matterId/evidence', '督办佐证材料', schema.MatterId, list.matterEvidence),
  answer('/api/supervision/matters/:matterId/assign', '明确责任', schema.AssignMatter, act.assignMatter),
  answer('/api/supervision/matters/:matterId/start', '开始办理', schema.MatterId, act.startMatter),
  answer('/api/supervision/matters/:matterId/reply', '答复督办', schema.ReplyMatter, act.replyMatter),
  answer('/api/supervision/matters/:matterId/confirm', '责任单位确认', schema.MatterId, act.confirmMatter),
  answer('/api/supervision/matters/:matterId/return', '退回补充', schema.NoteMatter, act.returnMatter),
  answer('/api/supervision/matters/:matterId/guide', '登记指导', schema.NoteMatter, act.guideMatter),
  answer('/api/supervision/matters/:matterId/close', '办结督办', schema.CloseMatter, act.closeMatter),
  answer('/api/supervision/matters/:matterId/pass-down', '分解下达', schema.PassMatterDown, passMatterDown),
];
