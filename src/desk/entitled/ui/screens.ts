import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** Screens of finding people by a rule and of the work lists that come of it. */
export const entitledScreens: readonly Screen[] = [
  {
    path: '/find',
    title: { zh: '政策找人', en: 'Find people' },
    menuGroup: 'desk',
    permission: 'decision.make',
    component: lazy(() => import('./find-screen.tsx')),
  },
  {
    path: '/work-lists',
    title: { zh: '已派发的清单', en: 'Lists sent' },
    menuGroup: 'desk',
    permission: 'find.send',
    component: lazy(() => import('./lists-screen.tsx')),
  },
  {
    path: '/work-items',
    title: { zh: '政策核实清单', en: 'Policy work list' },
    menuGroup: 'desk',
    permission: 'find.work',
    component: lazy(() => import('./items-screen.tsx')),
  },
];
