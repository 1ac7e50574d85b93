import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of money. */
export const screens: readonly Screen[] = [
  {
    path: '/funds/budgets',
    title: { zh: '资金与预算', en: 'Budgets' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./budgets-screen.tsx')),
  },
  {
    path: '/funds/budgets/$budgetId',
    title: { zh: '预算台账', en: 'Budget' },
    menuGroup: null,
    permission: 'funds.read',
    component: lazy(() => import('./budget-screen.tsx')),
  },
  {
    path: '/funds/owed',
    title: { zh: '应发项目', en: 'Entitlements' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./owed-screen.tsx')),
  },
  {
    path: '/funds/claims',
    title: { zh: '发放表', en: 'Claims' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./claims-screen.tsx')),
  },
  {
    path: '/funds/claims/$claimId',
    title: { zh: '发放表', en: 'Claim' },
    menuGroup: null,
    permission: 'funds.read',
    component: lazy(() => import('./claim-screen.tsx')),
  },
  {
    path: '/funds/batches',
    title: { zh: '银行批次', en: 'Bank batches' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./batches-screen.tsx')),
  },
  {
    path: '/funds/batches/$batchId',
    title: { zh: '银行批次', en: 'Bank batch' },
    menuGroup: null,
    permission: 'funds.read',
    component: lazy(() => import('./batch-screen.tsx')),
  },
  {
    path: '/funds/recoveries',
    title: { zh: '资金追回', en: 'Recoveries' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./recoveries-screen.tsx')),
  },
  {
    path: '/funds/donors',
    title: { zh: '捐助与奖助', en: 'Donors and awards' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./donors-screen.tsx')),
  },
  {
    path: '/funds/grants',
    title: { zh: '专项经费', en: 'Grants' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./grants-screen.tsx')),
  },
  {
    path: '/funds/aids',
    title: { zh: '资助落实', en: 'Aid delivered' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./aids-screen.tsx')),
  },
  {
    path: '/funds/fees',
    title: { zh: '收费登记', en: 'Fees taken' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./fees-screen.tsx')),
  },
  {
    path: '/funds/charged',
    title: { zh: '先收后免核查', en: 'Charged first' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./charged-screen.tsx')),
  },
  {
    path: '/funds/exceptions',
    title: { zh: '资金监督', en: 'Supervision of funds' },
    menuGroup: 'funds',
    permission: 'funds.read',
    component: lazy(() => import('./exceptions-screen.tsx')),
  },
];
