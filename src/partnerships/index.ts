export { partnershipRoutes } from './routes.ts';
export { definitions } from './engine/definition-files.ts';
