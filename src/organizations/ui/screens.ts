import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of units, people who sign in, delegations and local settings. */
export const screens: readonly Screen[] = [
  {
    path: '/organizations/units',
    title: { zh: '单位与岗位', en: 'Units and posts' },
    menuGroup: 'settings',
    permission: 'units.manage',
    component: lazy(() => import('./units-screen.tsx')),
  },
  {
    path: '/organizations/units/$unitId',
    title: { zh: '单位', en: 'Unit' },
    menuGroup: null,
    permission: 'units.manage',
    component: lazy(() => import('./unit-screen.tsx')),
  },
  {
    path: '/organizations/institutions',
    title: { zh: '学校与机构', en: 'Schools and institutions' },
    menuGroup: 'settings',
    permission: 'units.manage',
    component: lazy(() => import('./institutions-screen.tsx')),
  },
  {
    path: '/organizations/delegations',
    title: { zh: '代理与交接', en: 'Stand-ins and hand-overs' },
    menuGroup: 'settings',
    permission: 'delegation.make',
    component: lazy(() => import('./delegations-screen.tsx')),
  },
  {
    path: '/organizations/liaison',
    title: { zh: '工作对接', en: 'Liaison' },
    menuGroup: 'settings',
    permission: 'liaison.keep',
    component: lazy(() => import('./liaison-screen.tsx')),
  },
  {
    path: '/organizations/settings',
    title: { zh: '本地设置', en: 'Local settings' },
    menuGroup: 'settings',
    permission: 'settings.read',
    component: lazy(() => import('./settings-screen.tsx')),
  },
  {
    path: '/organizations/security',
    title: { zh: '登录安全', en: 'Sign-in security' },
    menuGroup: 'settings',
    permission: null,
    component: lazy(() => import('./security-screen.tsx')),
  },
];
