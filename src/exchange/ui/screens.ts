import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** The screen of departments that verify certificates by key. */
export const screens: readonly Screen[] = [
  {
    path: '/exchange',
    title: { zh: '证书核验接口', en: 'Verification for departments' },
    menuGroup: 'training',
    permission: 'exchange.keep',
    component: lazy(() => import('./clients-screen.tsx')),
  },
];
