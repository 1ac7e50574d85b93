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
    path: '/classes',
    title: { zh: '培训班', en: 'Training classes' },
    menuGroup: 'training',
    permission: 'training.read',
    component: lazy(() => import('./classes/classes-screen.tsx')),
  },
  {
    path: '/classes/$classId',
    title: { zh: '培训班', en: 'Training class' },
    menuGroup: null,
    permission: 'training.read',
    component: lazy(() => import('./classes/class-screen.tsx')),
  },
  {
    path: '/training/four-lists',
    title: { zh: '四单式培训', en: 'Four lists' },
    menuGroup: 'training',
    permission: 'training.read',
    component: lazy(() => import('./offers/four-lists-screen.tsx')),
  },
  {
    path: '/training/courses',
    title: { zh: '培训课程与选单', en: 'Courses and choices' },
    menuGroup: 'training',
    permission: ['training.choose', 'training.hold'],
    component: lazy(() => import('./offers/courses-screen.tsx')),
  },
  {
    path: '/training/tasks',
    title: { zh: '培训任务与承训', en: 'Tasks and carriers' },
    menuGroup: 'training',
    permission: ['training.hold', 'training.approve'],
    component: lazy(() => import('./tasks-screen.tsx')),
  },
  {
    path: '/training/findings',
    title: { zh: '培训疑点', en: 'Findings' },
    menuGroup: 'training',
    permission: ['training.hold', 'training.approve'],
    component: lazy(() => import('./findings-screen.tsx')),
  },
  {
    path: '/training/figures',
    title: { zh: '培训统计与覆盖', en: 'Figures and coverage' },
    menuGroup: 'training',
    permission: ['training.hold', 'training.approve'],
    component: lazy(() => import('./figures-screen.tsx')),
  },
  {
    path: '/rosters',
    title: { zh: '花名册导入', en: 'Import of rosters' },
    menuGroup: 'training',
    permission: 'training.read',
    component: lazy(() => import('./rosters-screen.tsx')),
  },
  {
    path: '/training/comparisons',
    title: { zh: '比对名单', en: 'Comparison lists' },
    menuGroup: 'training',
    permission: 'training.compare',
    component: lazy(() => import('./comparisons-screen.tsx')),
  },
];
