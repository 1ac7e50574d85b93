export { compareLists, listedOn, type ListedArea } from './area-lists.ts';
export { loadReadings, readReadings } from './load-readings.ts';
export { lawRoutes } from './routes.ts';
