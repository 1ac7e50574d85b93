import { lazy } from 'react';
import type { Screen } from '../../platform/ui-kit/index.ts';
import { designationScreens } from '../designation/ui/screens.ts';

/** Screens of the catalogue: the city's list with its versions, one version, and the province's register of filings. */
export const screens: readonly Screen[] = [
  {
    path: '/catalogue',
    title: { zh: '目录管理', en: 'Catalogue' },
    menuGroup: 'catalogue',
    permission: 'catalogue.edit',
    component: lazy(() => import('./catalogue-screen.tsx')),
  },
  {
    path: '/catalogue/versions/$versionId',
    title: { zh: '目录版本', en: 'Catalogue version' },
    menuGroup: null,
    permission: null,
    component: lazy(() => import('./version-screen.tsx')),
  },
  {
    path: '/city-schools',
    title: { zh: '本市技工院校', en: 'Schools of the city' },
    menuGroup: 'catalogue',
    permission: 'catalogue.edit',
    component: lazy(() => import('./schools-screen.tsx')),
  },
  {
    path: '/catalogue/filings',
    title: { zh: '备案台账', en: 'Filings' },
    menuGroup: 'catalogue',
    permission: 'catalogue.receive_filing',
    component: lazy(() => import('./filings-screen.tsx')),
  },
  ...designationScreens,
];
