import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The board of indicators and one indicator of a place. */
export const indicatorScreens: readonly Screen[] = [
  {
    path: '/indicators',
    title: { zh: '指标看板', en: 'Indicators' },
    menuGroup: 'reports',
    permission: 'indicator.read',
    component: lazy(() => import('./board-screen.tsx')),
  },
  {
    path: '/indicators/one',
    title: { zh: '指标', en: 'Indicator' },
    menuGroup: null,
    permission: 'indicator.read',
    component: lazy(() => import('./indicator-screen.tsx')),
  },
  {
    path: '/indicators/summaries',
    title: { zh: '定期总结', en: 'Periodic summaries' },
    menuGroup: 'reports',
    permission: 'indicator.read',
    component: lazy(() => import('./summaries-screen.tsx')),
  },
];
