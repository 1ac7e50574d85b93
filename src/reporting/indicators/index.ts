/** The door of the indicators within reporting. */
export { indicators } from './files.ts';
export { INDICATORS_JOB } from './jobs.ts';
export { boardOf } from './show-board.ts';
export { IndicatorDefinition } from './definition.ts';
export { rollUp } from './roll-up.ts';
export { indicatorRoutes } from './routes.ts';
export { measure, valueOf } from './measure.ts';
export { lockIndicator } from './lock-indicator.ts';
export { publishAllocation } from './publish-allocation.ts';
export { returnFigure } from './return-figure.ts';
export { splitTarget } from './split-target.ts';
