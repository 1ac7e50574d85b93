import type { AnyRoute } from '../platform/http.ts';
import { circularRoutes } from './circulars/routes.ts';
import { matterRoutes } from './matters/routes.ts';
import { effectRoutes } from './effects/routes.ts';
import { scorecardRoutes } from './scorecards/routes.ts';
import { selectionRoutes } from './selections/routes.ts';
import { rectificationRoutes } from './rectification/routes.ts';

/** Paths of the supervision room. */
export const supervisionRoutes: AnyRoute[] = [
  ...rectificationRoutes,
  ...matterRoutes,
  ...circularRoutes,
  ...scorecardRoutes,
  ...effectRoutes,
  ...selectionRoutes,
];
