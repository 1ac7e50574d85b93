import { lazy } from 'react';
import type { PublicScreen } from '../../platform/ui-kit/plain.ts';

/** Policies in plain words and the daily digests of the audit log: pages that need no sign-in. */
export const publicScreens: readonly PublicScreen[] = [
  {
    path: '/public/policies',
    title: { zh: '政策', en: 'Policies' },
    inMenu: true,
    component: lazy(() => import('./public-policies.tsx')),
  },
  {
    path: '/public/policies/$code',
    title: { zh: '政策内容', en: 'Policy' },
    inMenu: false,
    component: lazy(() => import('./public-policy.tsx')),
  },
  {
    path: '/public/audit-roots',
    title: { zh: '每日摘要', en: 'Daily digests' },
    inMenu: false,
    component: lazy(() => import('./public-roots.tsx')),
  },
];
