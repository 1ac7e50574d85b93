import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of comparison. */
export const screens: readonly Screen[] = [
  {
    path: '/matches',
    title: { zh: '身份核对', en: 'Identities to decide' },
    menuGroup: 'students',
    permission: 'match.decide',
    component: lazy(() => import('./matches-screen.tsx')),
  },
];
