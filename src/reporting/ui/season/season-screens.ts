import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The reports of one's place, one report on its way, and the province's board. */
export const seasonScreens: readonly Screen[] = [
  {
    path: '/reports',
    title: { zh: '报表报送', en: 'Reports' },
    menuGroup: 'reports',
    permission: 'report.read',
    component: lazy(() => import('../reports-screen.tsx')),
  },
  {
    path: '/reports/season',
    title: { zh: '报送台账', en: 'Season board' },
    menuGroup: 'reports',
    permission: 'report.receive',
    component: lazy(() => import('./season-screen.tsx')),
  },
  {
    path: '/reports/$reportId',
    title: { zh: '报表', en: 'Report' },
    menuGroup: null,
    permission: 'report.read',
    component: lazy(() => import('../report-screen.tsx')),
  },
];
