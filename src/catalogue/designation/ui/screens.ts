import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** Screens of designation: the city's calls and boards, the school's own application and what it notes of its majors. */
export const designationScreens: readonly Screen[] = [
  {
    path: '/designation',
    title: { zh: '承担院校申报与认定', en: 'Schools that undertake it' },
    menuGroup: 'catalogue',
    permission: 'catalogue.edit',
    component: lazy(() => import('./calls-screen.tsx')),
  },
  {
    path: '/designation/calls/$callId',
    title: { zh: '申报情况', en: 'Applications' },
    menuGroup: null,
    permission: 'catalogue.edit',
    component: lazy(() => import('./call-screen.tsx')),
  },
  {
    path: '/designation/own',
    title: { zh: '承担任务申报', en: 'Apply to undertake it' },
    menuGroup: 'catalogue',
    permission: 'designation.apply',
    component: lazy(() => import('./own-screen.tsx')),
  },
  {
    path: '/designation/facts',
    title: { zh: '专业条件台账', en: 'Conditions of majors' },
    menuGroup: 'catalogue',
    permission: 'designation.apply',
    component: lazy(() => import('./facts-screen.tsx')),
  },
  {
    path: '/designation/applications/$applicationId',
    title: { zh: '申报表', en: 'Application' },
    menuGroup: null,
    permission: null,
    component: lazy(() => import('./application-screen.tsx')),
  },
];
