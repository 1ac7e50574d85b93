import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of agreements, plan tables, people who serve, figures and yearly summaries. */
export const partnershipScreens: readonly Screen[] = [
  {
    path: '/agreements',
    title: { zh: '帮扶协作协议', en: 'Agreements' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./board-screen.tsx')),
  },
  {
    path: '/agreements/$agreementId',
    title: { zh: '协议档案', en: 'Agreement' },
    menuGroup: null,
    permission: 'agreement.read',
    component: lazy(() => import('./agreement-screen.tsx')),
  },
  {
    path: '/partnerships/plans',
    title: { zh: '对口帮扶计划表', en: 'Plan tables' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./plans-screen.tsx')),
  },
  {
    path: '/partnerships/records',
    title: { zh: '帮扶协作台账', en: 'Records of assistance' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./entries/records-screen.tsx')),
  },
  {
    path: '/partnerships/orders',
    title: { zh: '支援申请和评审排序', en: 'Requests and reviews' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./orders/order-screen.tsx')),
  },
  {
    path: '/partnerships/statement',
    title: { zh: '支教服务一览', en: 'Statement of service' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./orders/statement-screen.tsx')),
  },
  {
    path: '/partnerships/staff',
    title: { zh: '支援人员', en: 'People who serve' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./staff-screen.tsx')),
  },
  {
    path: '/partnerships/figures',
    title: { zh: '帮扶协作指标', en: 'Figures' },
    menuGroup: 'partnerships',
    permission: 'agreement.read',
    component: lazy(() => import('./figures-screen.tsx')),
  },
  {
    path: '/partnerships/summaries',
    title: { zh: '年度总结', en: 'Yearly summaries' },
    menuGroup: 'partnerships',
    permission: 'agreement.lead',
    component: lazy(() => import('./summaries-screen.tsx')),
  },
];
