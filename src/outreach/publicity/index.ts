export { publicityRoutes } from './routes.ts';
export { remindPublicity } from './remind-publicity.ts';
