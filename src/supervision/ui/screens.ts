import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of supervision: the duty board, rounds, matters, circulars, rectification lists and self-inspections. */
export const supervisionScreens: readonly Screen[] = [
  {
    path: '/supervision/board',
    title: { zh: '督导看板', en: 'Supervision board' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./board-screen.tsx')),
  },
  {
    path: '/supervision/duties',
    title: { zh: '义务落实', en: 'Duties' },
    menuGroup: 'supervision',
    permission: 'supervision.issue',
    component: lazy(() => import('./duties-screen.tsx')),
  },
  {
    path: '/supervision/rounds',
    title: { zh: '督导检查', en: 'Rounds' },
    menuGroup: 'supervision',
    permission: 'supervision.issue',
    component: lazy(() => import('./rounds-screen.tsx')),
  },
  {
    path: '/supervision/rounds/$roundId',
    title: { zh: '一轮督导检查', en: 'Round' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./round-screen.tsx')),
  },
  {
    path: '/supervision/matters',
    title: { zh: '督办事项', en: 'Matters' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./matters-screen.tsx')),
  },
  {
    path: '/supervision/matters/$matterId',
    title: { zh: '督办事项', en: 'Matter' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./matter-screen.tsx')),
  },
  {
    path: '/rectification',
    title: { zh: '整改清单', en: 'Rectification' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./lists-screen.tsx')),
  },
  {
    path: '/rectification/$listId',
    title: { zh: '整改清单', en: 'Rectification list' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./list-screen.tsx')),
  },
  {
    path: '/rectification/answers/$answerId',
    title: { zh: '整改台账', en: 'Rectification of one item' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./answer-screen.tsx')),
  },
  {
    path: '/supervision/self-checks',
    title: { zh: '自查自纠', en: 'Self-inspection' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./self-checks-screen.tsx')),
  },
  {
    path: '/circulars',
    title: { zh: '通报', en: 'Circulars' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./circulars-screen.tsx')),
  },
  {
    path: '/circulars/$circularId',
    title: { zh: '通报', en: 'Circular' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./circular-screen.tsx')),
  },
  {
    path: '/scorecards',
    title: { zh: '量化评价', en: 'Evaluation' },
    menuGroup: 'supervision',
    permission: 'supervision.read',
    component: lazy(() => import('./cards-screen.tsx')),
  },
  {
    path: '/scorecards/$cardId',
    title: { zh: '评价表', en: 'Evaluation sheet' },
    menuGroup: null,
    permission: 'supervision.read',
    component: lazy(() => import('./card-screen.tsx')),
  },
];
