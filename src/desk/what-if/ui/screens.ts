import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The screen on which a change of the law is tried and scheduled. */
export const whatIfScreens: readonly Screen[] = [
  {
    path: '/law/try',
    title: { zh: '政策试算', en: 'Try a change' },
    menuGroup: 'law',
    permission: 'law.try',
    component: lazy(() => import('./try-screen.tsx')),
  },
];
