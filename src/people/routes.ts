import type { AnyRoute } from '../platform/http.ts';
import { listRoutes } from './lists/routes.ts';
import { monitoringRoutes } from './monitoring/index.ts';
import { personRoutes } from './person/routes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { wishRoutes } from './wishes/routes.ts';

/** Every path of the room. */
export const peopleRoutes: AnyRoute[] = [
  ...listRoutes,
  ...personRoutes,
  ...wishRoutes,
  ...surveyRoutes,
  ...monitoringRoutes,
];
