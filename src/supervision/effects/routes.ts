import { z } from 'zod';
import { route, type AnyRoute } from '../../platform/http.ts';
import { listBalance, listEffects } from './list-effects.ts';
import { ListEffects } from './schema.ts';

/** Paths of what training brought. */
export const effectRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/training-effects',
    summary: '培训成效',
    permission: 'supervision.read',
    input: ListEffects,
    verb: listEffects,
  }),
  route({
    method: 'GET',
    path: '/api/training-effects/balance',
    summary: '参训需求与培训名额',
    permission: 'supervision.read',
    input: z.object({}),
    verb: (ctx) => listBalance(ctx),
  }),
];
