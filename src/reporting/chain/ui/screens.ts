import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

export const chainScreens: readonly Screen[] = [
  {
    path: '/household-chain',
    title: { zh: '培训就业脱贫成效', en: 'Training, work, out of poverty' },
    menuGroup: 'reports',
    permission: 'indicator.read',
    component: lazy(() => import('./chain-screen.tsx')),
  },
];
