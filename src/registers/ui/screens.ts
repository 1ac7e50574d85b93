import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of the declared registers: the same few for all of them. */
export const screens: readonly Screen[] = [
  {
    path: '/registers',
    title: { zh: '登记册', en: 'Registers' },
    menuGroup: 'registers',
    permission: 'record.read',
    component: lazy(() => import('./registers-screen.tsx')),
  },
  {
    path: '/registers/of/$key',
    title: { zh: '登记册记录', en: 'Register' },
    menuGroup: null,
    permission: 'record.read',
    component: lazy(() => import('./register-screen.tsx')),
  },
  {
    path: '/registers/of/$key/new',
    title: { zh: '登记', en: 'New record' },
    menuGroup: null,
    permission: 'record.write',
    component: lazy(() => import('./new-record-screen.tsx')),
  },
  {
    path: '/registers/records/$recordId',
    title: { zh: '记录档案', en: 'Record' },
    menuGroup: null,
    permission: 'record.read',
    component: lazy(() => import('./record-screen.tsx')),
  },
  {
    path: '/registers/records/$recordId/change',
    title: { zh: '变更记录', en: 'Change a record' },
    menuGroup: null,
    permission: 'record.write',
    component: lazy(() => import('./change-record-screen.tsx')),
  },
];
