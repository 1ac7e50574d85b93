/** The door of the indicators within reporting. */
export { indicators } from './files.ts';
export { INDICATORS_JOB } from './jobs.ts';
export { boardOf } from './show-board.ts';
export { IndicatorDefinition } from './definition.ts';
export { rollUp } from './roll-up.ts';
export { indicatorRoutes } from './routes.ts';
export { measure, valueOf } from './measure.ts';
