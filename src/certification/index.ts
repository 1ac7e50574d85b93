export { routes as certificationRoutes } from './routes.ts';
