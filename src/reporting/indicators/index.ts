/** The door of the indicators within reporting. */
export { indicators } from './files.ts';
export { INDICATORS_JOB } from './jobs.ts';
export { boardOf } from './show-board.ts';
export { IndicatorDefinition } from './definition.ts';
export { rollUp } from './counting/roll-up.ts';
export { indicatorRoutes } from './routes.ts';
export { measure, valueOf } from './counting/measure.ts';
export { lockIndicator } from './locks/lock-indicator.ts';
export { publishAllocation } from './targets/publish-allocation.ts';
export { returnFigure } from './locks/return-figure.ts';
export { splitTarget } from './targets/split-target.ts';
