/** The door of the indicators within reporting. */
export { indicators } from './files.ts';
export { indicatorRoutes } from './routes.ts';
export { measure, valueOf } from './measure.ts';
