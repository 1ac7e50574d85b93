import { lazy } from 'react';
import type { PublicScreen } from '../../platform/ui-kit/plain.ts';

const component = lazy(() => import('./letter-check-page.tsx'));

/** What anybody opens with the code of an admission letter. */
export const cityPublicScreens: readonly PublicScreen[] = [
  { path: '/public/letters', title: { zh: '查验录取通知书', en: 'Check a letter' }, inMenu: true, component },
  { path: '/public/letters/$code', title: { zh: '录取通知书', en: 'Admission letter' }, inMenu: false, component },
];
