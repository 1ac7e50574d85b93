import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** What the village does for families on phones, and publicity. */
export const screens: readonly Screen[] = [
  {
    path: '/outreach/family-acts',
    title: { zh: '家庭网上办理', en: 'Done by families' },
    menuGroup: 'people',
    permission: 'application.draft',
    component: lazy(() => import('./family-acts-screen.tsx')),
  },
  {
    path: '/outreach/slips',
    title: { zh: '领取码', en: 'Slip codes' },
    menuGroup: 'people',
    permission: 'application.draft',
    component: lazy(() => import('./slips-screen.tsx')),
  },
  {
    path: '/outreach/texts',
    title: { zh: '短信发件箱', en: 'Outbox of texts' },
    menuGroup: 'settings',
    permission: 'texts.manage',
    component: lazy(() => import('./texts-screen.tsx')),
  },
  {
    path: '/publicity',
    title: { zh: '宣传引导', en: 'Publicity' },
    menuGroup: 'people',
    permission: 'publicity.read',
    component: lazy(() => import('./publicity-screen.tsx')),
  },
  {
    path: '/publicity/coverage',
    title: { zh: '入户宣传', en: 'Households told' },
    menuGroup: 'people',
    permission: 'publicity.read',
    component: lazy(() => import('./coverage-screen.tsx')),
  },
];
