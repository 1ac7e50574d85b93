import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** Screens of decisions about persons. */
export const decisionScreens: readonly Screen[] = [
  {
    path: '/decisions',
    title: { zh: '资格核验', en: 'Decisions' },
    menuGroup: 'desk',
    permission: 'decision.make',
    component: lazy(() => import('./decisions-screen.tsx')),
  },
  {
    path: '/decisions/kept/$decisionId',
    title: { zh: '已保存的核验', en: 'Kept decision' },
    menuGroup: null,
    permission: 'decision.make',
    component: lazy(() => import('./kept-decision-screen.tsx')),
  },
];
