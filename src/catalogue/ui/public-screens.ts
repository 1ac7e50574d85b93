import { lazy } from 'react';
import type { PublicScreen } from '../../platform/ui-kit/plain.ts';

/** Pages of the catalogue that need no sign-in. */
export const publicScreens: readonly PublicScreen[] = [
  {
    path: '/public/catalogue',
    title: { zh: '招生目录', en: 'Schools and majors' },
    inMenu: true,
    component: lazy(() => import('./public-catalogue.tsx')),
  },
  {
    path: '/public/catalogue/history',
    title: { zh: '目录调整记录', en: 'Changes of the catalogue' },
    inMenu: false,
    component: lazy(() => import('./public-history.tsx')),
  },
];
