import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of the roll and the cards. */
export const screens: readonly Screen[] = [
  {
    path: '/students',
    title: { zh: '学籍管理', en: 'Students' },
    menuGroup: 'students',
    permission: 'student.read',
    component: lazy(() => import('./students-screen.tsx')),
  },
  {
    path: '/students/reported',
    title: { zh: '报到与注册', en: 'Reported and waiting' },
    menuGroup: 'students',
    permission: 'student.read',
    component: lazy(() => import('./reported-screen.tsx')),
  },
  {
    path: '/students/incomplete',
    title: { zh: '未落实名单', en: 'Items still lacking' },
    menuGroup: 'students',
    permission: 'benefit.read',
    component: lazy(() => import('./incomplete-screen.tsx')),
  },
  {
    path: '/students/services',
    title: { zh: '勤工俭学岗位', en: 'Work-study posts' },
    menuGroup: 'students',
    permission: 'benefit.read',
    component: lazy(() => import('./services-screen.tsx')),
  },
  {
    path: '/students/jobs',
    title: { zh: '就业岗位推荐', en: 'Jobs recommended' },
    menuGroup: 'students',
    permission: 'benefit.read',
    component: lazy(() => import('./jobs-screen.tsx')),
  },
  {
    path: '/students/bills',
    title: { zh: '收费单', en: 'Fee bills' },
    menuGroup: 'students',
    permission: 'benefit.read',
    component: lazy(() => import('./bills-screen.tsx')),
  },
  {
    path: '/students/payments',
    title: { zh: '补助名单', en: 'Grant lists' },
    menuGroup: 'students',
    permission: 'benefit.read',
    component: lazy(() => import('./payments-screen.tsx')),
  },
  {
    path: '/students/$statusId',
    title: { zh: '学生档案', en: 'Student' },
    menuGroup: null,
    permission: 'student.read',
    component: lazy(() => import('./student-screen.tsx')),
  },
];
