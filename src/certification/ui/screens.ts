import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** The screen of assessments and certificates. */
export const screens: readonly Screen[] = [
  {
    path: '/certification',
    title: { zh: '评价与证书', en: 'Assessment and certificates' },
    menuGroup: 'training',
    permission: 'certification.read',
    component: lazy(() => import('./assessments-screen.tsx')),
  },
];
