import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of comparison. */
export const screens: readonly Screen[] = [
  {
    path: '/matching',
    title: { zh: '精准比对', en: 'Comparisons' },
    menuGroup: 'students',
    permission: 'match.decide',
    component: lazy(() => import('./runs-screen.tsx')),
  },
  {
    path: '/matching/$runId',
    title: { zh: '比对结果', en: 'Comparison' },
    menuGroup: null,
    permission: 'match.decide',
    component: lazy(() => import('./run-screen.tsx')),
  },
  {
    path: '/matching/$runId/$rowNo',
    title: { zh: '并排核对', en: 'Side by side' },
    menuGroup: null,
    permission: 'match.decide',
    component: lazy(() => import('./pair-screen.tsx')),
  },
  {
    path: '/matches',
    title: { zh: '身份核对', en: 'Identities to decide' },
    menuGroup: 'students',
    permission: 'match.decide',
    component: lazy(() => import('./matches-screen.tsx')),
  },
];
