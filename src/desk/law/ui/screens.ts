import { lazy } from 'react';
import type { Screen } from '../../../platform/ui-kit/index.ts';

/** Screens in which the law is read, set and added to. */
export const lawScreens: readonly Screen[] = [
  {
    path: '/law',
    title: { zh: '政策文件', en: 'Documents' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./documents-screen.tsx')),
  },
  {
    path: '/law/board',
    title: { zh: '本单位义务', en: 'Our duties' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./board-screen.tsx')),
  },
  {
    path: '/law/calls',
    title: { zh: '贯彻落实', en: 'Carried out' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./calls-screen.tsx')),
  },
  {
    path: '/law/calls/$key',
    title: { zh: '落实要求', en: 'Call' },
    menuGroup: null,
    permission: 'policy.read',
    component: lazy(() => import('./call-screen.tsx')),
  },
  {
    path: '/law/standards',
    title: { zh: '参数和地方标准', en: 'Standards' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./standards-screen.tsx')),
  },
  {
    path: '/law/proposals',
    title: { zh: '经办和审批', en: 'Proposals' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./proposals-screen.tsx')),
  },
  {
    path: '/law/readings',
    title: { zh: '冲突与取舍', en: 'Readings' },
    menuGroup: 'law',
    permission: 'policy.read',
    component: lazy(() => import('./readings-screen.tsx')),
  },
  {
    path: '/law/documents/$code',
    title: { zh: '政策文件', en: 'Document' },
    menuGroup: null,
    permission: 'policy.read',
    component: lazy(() => import('./document-screen.tsx')),
  },
  {
    path: '/law/proposals/$proposalId',
    title: { zh: '经办事项', en: 'Proposal' },
    menuGroup: null,
    permission: 'policy.read',
    component: lazy(() => import('./proposal-screen.tsx')),
  },
];
