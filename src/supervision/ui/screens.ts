import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of supervision: rectification lists and self-inspections. */
export const supervisionScreens: readonly Screen[] = [
  {
    path: '/rectification',
    title: { zh: '整改清单', en: 'Rectification' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./lists-screen.tsx')),
  },
  {
    path: '/rectification/$listId',
    title: { zh: '整改清单', en: 'Rectification list' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./list-screen.tsx')),
  },
  {
    path: '/rectification/answers/$answerId',
    title: { zh: '整改台账', en: 'Rectification of one item' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./answer-screen.tsx')),
  },
  {
    path: '/supervision/self-checks',
    title: { zh: '自查自纠', en: 'Self-inspection' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./self-checks-screen.tsx')),
  },
];
