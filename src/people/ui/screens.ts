import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';

/** Screens of lists, people, wishes and tasks. */
export const screens: readonly Screen[] = [
  {
    path: '/people',
    title: { zh: '人员', en: 'People' },
    menuGroup: 'people',
    permission: 'people.read',
    component: lazy(() => import('./people-screen.tsx')),
  },
  {
    path: '/people/$personId',
    title: { zh: '人员档案', en: 'Person file' },
    menuGroup: null,
    permission: 'people.read',
    component: lazy(() => import('./person-screen.tsx')),
  },
  {
    path: '/lists',
    title: { zh: '名单时效', en: 'Lists' },
    menuGroup: 'people',
    permission: 'register.read',
    component: lazy(() => import('./lists/lists-screen.tsx')),
  },
  {
    path: '/lists/$listId',
    title: { zh: '名单检查结果', en: 'List' },
    menuGroup: null,
    permission: 'register.read',
    component: lazy(() => import('./lists/list-screen.tsx')),
  },
  {
    path: '/wishes/unanswered',
    title: { zh: '意愿登记', en: 'Wishes' },
    menuGroup: 'people',
    permission: ['wish.record', 'wish.receive'],
    component: lazy(() => import('./unanswered-screen.tsx')),
  },
  {
    path: '/wishes/leavers',
    title: { zh: '两后生调查', en: 'School leavers' },
    menuGroup: 'people',
    permission: ['wish.record', 'wish.receive', 'indicator.read'],
    component: lazy(() => import('./leavers-screen.tsx')),
  },
  {
    path: '/wishes/handovers',
    title: { zh: '意愿移交', en: 'Handovers' },
    menuGroup: 'people',
    permission: 'wish.handover',
    component: lazy(() => import('./handovers-screen.tsx')),
  },
  {
    path: '/wishes/received',
    title: { zh: '意愿签收', en: 'Wishes received' },
    menuGroup: 'people',
    permission: 'wish.receive',
    component: lazy(() => import('./handovers-screen.tsx')),
  },
  {
    path: '/surveys',
    title: { zh: '摸底走访', en: 'Surveys' },
    menuGroup: 'people',
    permission: ['survey.visit', 'survey.assign'],
    component: lazy(() => import('./surveys-screen.tsx')),
  },
  {
    path: '/monitoring',
    title: { zh: '动态监测', en: 'Monitoring' },
    menuGroup: 'people',
    permission: 'monitor.record',
    component: lazy(() => import('./monitoring/monitoring-screen.tsx')),
  },
  {
    path: '/monitoring/needs',
    title: { zh: '培训需求', en: 'Training needs' },
    menuGroup: 'people',
    permission: 'monitor.record',
    component: lazy(() => import('./needs-screen.tsx')),
  },
  {
    path: '/tasks',
    title: { zh: '待办核实', en: 'To verify' },
    menuGroup: 'people',
    permission: 'tasks.close',
    component: lazy(() => import('./tasks-screen.tsx')),
  },
];
