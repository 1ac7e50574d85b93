import type { AnyRoute } from '../platform/http.ts';
import { rectificationRoutes } from './rectification/routes.ts';

/** Paths of the supervision room. */
export const supervisionRoutes: AnyRoute[] = [...rectificationRoutes];
