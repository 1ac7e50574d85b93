export { alertMonitoring } from './alert-monitoring.ts';
export { monitoringRoutes } from './routes.ts';
