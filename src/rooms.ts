import { routes as catalogueRoutes } from './catalogue/index.ts';
import { entitledRoutes } from './desk/entitled/index.ts';
import { whatIfRoutes } from './desk/what-if/index.ts';
import { certificationRoutes } from './certification/index.ts';
import { exchangeRoutes } from './exchange/index.ts';
import { decisionRoutes } from './desk/decisions/index.ts';
import { lawRoutes } from './desk/law/index.ts';
import { routes as deskRoutes } from './desk/index.ts';
import { employmentRoutes } from './employment/index.ts';
import { routes as enrolmentRoutes } from './enrolment/index.ts';
import { partnershipRoutes } from './partnerships/index.ts';
import { matchingRoutes } from './matching/index.ts';
import { routes as organizationRoutes } from './organizations/index.ts';
import { routes as outreachRoutes } from './outreach/index.ts';
import { routes as fundRoutes } from './funds/index.ts';
import { peopleRoutes } from './people/index.ts';
import type { AnyRoute } from './platform/http.ts';
import { routes as registerRoutes } from './registers/index.ts';
import { routes as reportingRoutes } from './reporting/index.ts';
import { routes as studentRoutes } from './students/index.ts';
import { supervisionRoutes } from './supervision/index.ts';
import { routes as trainingRoutes } from './training/index.ts';

/** Every capability's routes, in the order of the dependency rule. The one list that app, command line and the matrix test read. */
export const allRoutes: AnyRoute[] = [
  ...organizationRoutes,
  ...peopleRoutes,
  ...catalogueRoutes,
  ...matchingRoutes,
  ...enrolmentRoutes,
  ...partnershipRoutes,
  ...studentRoutes,
  ...trainingRoutes,
  ...certificationRoutes,
  ...employmentRoutes,
  ...registerRoutes,
  ...fundRoutes,
  ...exchangeRoutes,
  ...reportingRoutes,
  ...deskRoutes,
  ...decisionRoutes,
  ...lawRoutes,
  ...entitledRoutes,
  ...whatIfRoutes,
  ...outreachRoutes,
  ...supervisionRoutes,
];
