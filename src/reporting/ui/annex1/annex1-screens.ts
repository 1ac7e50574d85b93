import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The figures as they stand today. */
export const annex1Screens: readonly Screen[] = [
  {
    path: '/annex1',
    title: { zh: '工作报表', en: 'Work tables' },
    menuGroup: 'reports',
    permission: 'report.read',
    component: lazy(() => import('./annex1-screen.tsx')),
  },
];
