import { route, type AnyRoute } from '../../platform/http.ts';
import { decideBenefit } from './decide-benefit.ts';
import { DecisionId, openDecision } from './open-decision.ts';
import { printDecision } from './print-decision.ts';
import { DecideBenefit, PrintDecision } from './schema.ts';

/** Paths of decisions about persons. */
export const decisionRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/decisions',
    summary: '资格核验：某人某日某事项',
    permission: 'decision.make',
    input: DecideBenefit,
    verb: decideBenefit,
  }),
  route({
    method: 'POST',
    path: '/api/decisions/print',
    summary: '打印资格核验单（保存核验结果）',
    permission: 'decision.make',
    input: PrintDecision,
    verb: printDecision,
  }),
  route({
    method: 'GET',
    path: '/api/decisions/kept/:decisionId',
    summary: '已保存的核验结果',
    permission: 'decision.make',
    input: DecisionId,
    verb: openDecision,
  }),
];
