export { routes as employmentRoutes } from './routes.ts';
