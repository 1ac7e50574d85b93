import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

const ledger = lazy(() => import('./ledger-screen.tsx'));
const costs = lazy(() => import('./costs-screen.tsx'));

/** The school's own ledger and costs, and the same of a school as its city opens them. */
export const ledgerScreens: readonly Screen[] = [
  {
    path: '/school-ledger',
    title: { zh: '扶贫工作台账', en: 'Work ledger' },
    menuGroup: 'reports',
    permission: 'ledger.keep',
    component: ledger,
  },
  {
    path: '/school-costs',
    title: { zh: '工作费用', en: 'Costs' },
    menuGroup: 'reports',
    permission: 'ledger.keep',
    component: costs,
  },
  {
    path: '/city-schools/$institutionId/ledger',
    title: { zh: '扶贫工作台账', en: 'Work ledger' },
    menuGroup: null,
    permission: 'report.read',
    component: ledger,
  },
  {
    path: '/city-schools/$institutionId/costs',
    title: { zh: '工作费用', en: 'Costs' },
    menuGroup: null,
    permission: 'report.read',
    component: costs,
  },
];
