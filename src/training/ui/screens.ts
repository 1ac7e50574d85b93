import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of rolls and rosters that come in, and of training classes. */
export const screens: readonly Screen[] = [
  {
    path: '/rolls',
    title: { zh: '学籍导入', en: 'Import of rolls' },
    menuGroup: 'students',
    permission: 'student.import',
    component: lazy(() => import('./rolls-screen.tsx')),
  },
  {
    path: '/rosters',
    title: { zh: '花名册导入', en: 'Import of rosters' },
    menuGroup: 'students',
    permission: 'training.read',
    component: lazy(() => import('./rosters-screen.tsx')),
  },
  {
    path: '/classes',
    title: { zh: '培训班', en: 'Training classes' },
    menuGroup: 'students',
    permission: 'training.read',
    component: lazy(() => import('./classes-screen.tsx')),
  },
];
