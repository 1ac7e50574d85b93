export { affectedRules } from './compared.ts';
export { compareArea } from './what-if-store.ts';
export { whatIfRoutes } from './routes.ts';
export { tryChange } from './try-change.ts';
