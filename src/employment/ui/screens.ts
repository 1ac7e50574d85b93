import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** The screen of work found. */
export const screens: readonly Screen[] = [
  {
    path: '/employment',
    title: { zh: '就业去向', en: 'Work found' },
    menuGroup: 'training',
    permission: 'employment.read',
    component: lazy(() => import('./placements-screen.tsx')),
  },
];
