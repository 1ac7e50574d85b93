import { lazy } from 'react';
import type { PublicScreen } from '../../platform/ui-kit/plain.ts';
import { cityPublicScreens } from './city-public-screens.ts';

/** What a family opens with the code on its receipt. */
export const publicScreens: readonly PublicScreen[] = [
  {
    path: '/public/slips',
    title: { zh: '查询申请进度', en: 'Follow an application' },
    inMenu: true,
    component: lazy(() => import('./slip-page.tsx')),
  },
  {
    path: '/public/slips/$code',
    title: { zh: '申请进度', en: 'Application' },
    inMenu: false,
    component: lazy(() => import('./slip-page.tsx')),
  },
  ...cityPublicScreens,
];
