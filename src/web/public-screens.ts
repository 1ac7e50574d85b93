import { lazy } from 'react';
import { publicScreens as catalogueScreens } from '../catalogue/ui/public-screens.ts';
import { publicScreens as deskScreens } from '../desk/ui/public-screens.ts';
import { publicScreens as enrolmentScreens } from '../enrolment/ui/public-screens.ts';
import type { PublicScreen } from '../platform/ui-kit/plain.ts';

/** Every page that needs no sign-in; all paths begin with /public. A capability adds its array here. */
export const publicScreens: readonly PublicScreen[] = [
  {
    path: '/public',
    title: { zh: '首页', en: 'Home' },
    inMenu: true,
    component: lazy(() => import('./public-home.tsx')),
  },
  ...catalogueScreens,
  ...enrolmentScreens,
  ...deskScreens,
];
