import './jobs.ts';

export { textRoutes } from './routes.ts';
