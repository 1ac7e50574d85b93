import type { AnyRoute } from '../platform/http.ts';
import { cityRoutes } from './routes-city.ts';
import { villageRoutes } from './routes-village.ts';

/** Every path of enrolment, from the village to the school's letter. */
export const routes: AnyRoute[] = [...villageRoutes, ...cityRoutes];
