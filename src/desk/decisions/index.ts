export { decideBenefit } from './decide-benefit.ts';
export { decisionRoutes } from './routes.ts';
export type { DecisionView, PersonDecisions } from './schema.ts';
