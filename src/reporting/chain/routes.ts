import { route, type AnyRoute } from '../../platform/http.ts';
import { ShowChain } from './schema.ts';
import { showChain } from './show-chain.ts';

export const chainRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/household-chain',
    summary: '一户培训就业脱贫成效',
    permission: 'indicator.read',
    input: ShowChain,
    verb: showChain,
  }),
];
