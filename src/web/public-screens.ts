import { lazy } from 'react';
import type { PublicScreen } from '../platform/ui-kit/plain.ts';
import { roomPublicScreens } from './room-public-screens.ts';

/** Every page that needs no sign-in: the home page and what the rooms add. */
export const publicScreens: readonly PublicScreen[] = [
  {
    path: '/public',
    title: { zh: '首页', en: 'Home' },
    inMenu: true,
    component: lazy(() => import('./public-home.tsx')),
  },
  ...roomPublicScreens,
];
