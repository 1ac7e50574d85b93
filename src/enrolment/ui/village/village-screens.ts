import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** The first half of the route: village and township, and the application's file for everyone. */
export const villageScreens: readonly Screen[] = [
  {
    path: '/enrolment/apply',
    title: { zh: '报名办理', en: 'Applying' },
    menuGroup: 'enrolment',
    permission: 'application.draft',
    component: lazy(() => import('./apply-screen.tsx')),
  },
  {
    path: '/enrolment/village-batch',
    title: { zh: '村级汇总', en: 'Village batch' },
    menuGroup: 'enrolment',
    permission: 'application.agree',
    component: lazy(() => import('./village-batch-screen.tsx')),
  },
  {
    path: '/enrolment/review',
    title: { zh: '乡镇审核', en: 'Township review' },
    menuGroup: 'enrolment',
    permission: 'application.review',
    component: lazy(() => import('../review-screen.tsx')),
  },
  {
    path: '/enrolment/applications',
    title: { zh: '申请档案', en: 'Applications' },
    menuGroup: 'enrolment',
    permission: 'application.read',
    component: lazy(() => import('../applications-screen.tsx')),
  },
  {
    path: '/enrolment/applications/$applicationId',
    title: { zh: '申请', en: 'Application' },
    menuGroup: null,
    permission: 'application.read',
    component: lazy(() => import('../application-screen.tsx')),
  },
  {
    path: '/enrolment/dwell',
    title: { zh: '办理用时', en: 'Time taken' },
    menuGroup: 'enrolment',
    permission: 'application.read',
    component: lazy(() => import('../dwell-screen.tsx')),
  },
];
