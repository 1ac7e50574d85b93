import { lazy } from 'react';
import { screens as catalogueScreens } from '../catalogue/ui/screens.ts';
import { screens as certificationScreens } from '../certification/ui/screens.ts';
import { screens as deskScreens } from '../desk/ui/screens.ts';
import { screens as employmentScreens } from '../employment/ui/screens.ts';
import { screens as enrolmentScreens } from '../enrolment/ui/screens.ts';
import { screens as exchangeScreens } from '../exchange/ui/screens.ts';
import { screens as fundScreens } from '../funds/ui/screens.ts';
import { screens as matchingScreens } from '../matching/ui/screens.ts';
import { screens as organizationScreens } from '../organizations/ui/screens.ts';
import { screens as outreachScreens } from '../outreach/ui/screens.ts';
import { partnershipScreens } from '../partnerships/ui/screens.ts';
import { screens as peopleScreens } from '../people/ui/screens.ts';
import { supervisionScreens } from '../supervision/ui/screens.ts';
import { screens as registerScreens } from '../registers/ui/screens.ts';
import type { Screen } from '../platform/ui-kit/index.ts';
import { screens as reportingScreens } from '../reporting/ui/screens.ts';
import { screens as studentScreens } from '../students/ui/screens.ts';
import { screens as trainingScreens } from '../training/ui/screens.ts';
import { lawScreens } from '../desk/law/ui/screens.ts';
import { entitledScreens } from '../desk/entitled/ui/screens.ts';
import { whatIfScreens } from '../desk/what-if/ui/screens.ts';
import { decisionScreens } from '../desk/decisions/ui/screens.ts';

const shellScreens: readonly Screen[] = [
  {
    path: '/session/list',
    title: { zh: '登录设备', en: 'Signed-in devices' },
    menuGroup: null,
    permission: null,
    component: lazy(() => import('./sessions-screen.tsx')),
  },
];

/** Every screen of the workbench, in the order of the menu within each section. A capability adds its array here. */
export const screens: readonly Screen[] = [
  ...deskScreens,
  ...peopleScreens,
  ...outreachScreens,
  ...catalogueScreens,
  ...enrolmentScreens,
  ...studentScreens,
  ...trainingScreens,
  ...certificationScreens,
  ...exchangeScreens,
  ...employmentScreens,
  ...partnershipScreens,
  ...registerScreens,
  ...matchingScreens,
  ...fundScreens,
  ...reportingScreens,
  ...supervisionScreens,
  ...decisionScreens,
  ...entitledScreens,
  ...lawScreens,
  ...whatIfScreens,
  ...organizationScreens,
  ...shellScreens,
];
