import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** The first screen, search, messages, and what auditors open. */
export const screens: readonly Screen[] = [
  {
    path: '/',
    title: { zh: '今天', en: 'Today' },
    menuGroup: 'desk',
    permission: null,
    component: lazy(() => import('./today-screen.tsx')),
  },
  {
    path: '/messages',
    title: { zh: '消息', en: 'Messages' },
    menuGroup: 'desk',
    permission: null,
    component: lazy(() => import('./messages-screen.tsx')),
  },
  {
    path: '/search',
    title: { zh: '搜索', en: 'Search' },
    menuGroup: 'desk',
    permission: null,
    component: lazy(() => import('./search-screen.tsx')),
  },
  {
    path: '/audit',
    title: { zh: '审计记录', en: 'Audit log' },
    menuGroup: 'audit',
    permission: 'audit.read',
    component: lazy(() => import('./audit-screen.tsx')),
  },
  {
    path: '/audit/entries/$entryId',
    title: { zh: '审计记录', en: 'Audit entry' },
    menuGroup: null,
    permission: 'audit.read',
    component: lazy(() => import('./audit-entry-screen.tsx')),
  },
  {
    path: '/audit/reads',
    title: { zh: '查看与导出记录', en: 'Reads and exports' },
    menuGroup: 'audit',
    permission: 'audit.read',
    component: lazy(() => import('./reads-screen.tsx')),
  },
  {
    path: '/audit/verify',
    title: { zh: '审计链核验', en: 'Verify the chain' },
    menuGroup: 'audit',
    permission: 'audit.verify',
    component: lazy(() => import('./verify-screen.tsx')),
  },
];
