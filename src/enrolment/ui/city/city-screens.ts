import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The second half of the route: county, city and school. */
export const cityScreens: readonly Screen[] = [
  {
    path: '/enrolment/batches',
    title: { zh: '县级汇总', en: 'County batches' },
    menuGroup: 'enrolment',
    permission: 'batch.return',
    component: lazy(() => import('../county/county-batches-screen.tsx')),
  },
  {
    path: '/enrolment/batches/$batchId',
    title: { zh: '汇总批次', en: 'County batch' },
    menuGroup: null,
    permission: 'application.read',
    component: lazy(() => import('../county/county-batch-screen.tsx')),
  },
  {
    path: '/enrolment/admission',
    title: { zh: '受理与录取', en: 'Admission' },
    menuGroup: 'enrolment',
    permission: 'admission.decide',
    component: lazy(() => import('./admission-screen.tsx')),
  },
  {
    path: '/enrolment/imported',
    title: { zh: '名单导入待办', en: 'From hand-kept forms' },
    menuGroup: 'enrolment',
    permission: 'admission.decide',
    component: lazy(() => import('./imported-screen.tsx')),
  },
  {
    path: '/enrolment/receiving',
    title: { zh: '跨市录取确认', en: 'From other cities' },
    menuGroup: 'enrolment',
    permission: 'admission.decide',
    component: lazy(() => import('./receiving-screen.tsx')),
  },
  {
    path: '/enrolment/nearness',
    title: { zh: '就近就地入学', en: 'Study near home' },
    menuGroup: 'enrolment',
    permission: 'student.read',
    component: lazy(() => import('./nearness-screen.tsx')),
  },
  {
    path: '/enrolment/notices',
    title: { zh: '录取通知', en: 'Notices' },
    menuGroup: 'enrolment',
    permission: ['admission.notify', 'letter.issue'],
    component: lazy(() => import('./notices-screen.tsx')),
  },
  {
    path: '/enrolment/without-letter',
    title: { zh: '未发通知书', en: 'Without a letter' },
    menuGroup: 'enrolment',
    permission: ['admission.notify', 'letter.issue'],
    component: lazy(() => import('./without-letter-screen.tsx')),
  },
  {
    path: '/enrolment/annex2',
    title: { zh: '附件2', en: 'Annex 2' },
    menuGroup: 'enrolment',
    permission: ['annex2.import', 'batch.send'],
    component: lazy(() => import('./annex2-screen.tsx')),
  },
  {
    path: '/enrolment/letters',
    title: { zh: '录取通知书', en: 'Letters' },
    menuGroup: 'enrolment',
    permission: 'letter.issue',
    component: lazy(() => import('./letters-screen.tsx')),
  },
];
