import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** The screens of work found and of work wished. */
export const screens: readonly Screen[] = [
  {
    path: '/employment',
    title: { zh: '就业去向', en: 'Work found' },
    menuGroup: 'training',
    permission: 'employment.read',
    component: lazy(() => import('./placements-screen.tsx')),
  },
  {
    path: '/employment/wishes',
    title: { zh: '就业愿望', en: 'Employment wishes' },
    menuGroup: 'training',
    permission: 'employment.read',
    component: lazy(() => import('./wishes-screen.tsx')),
  },
];
