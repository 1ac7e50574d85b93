import type { Screen } from '../../platform/ui-kit/index.ts';
import { chainScreens } from '../chain/ui/screens.ts';
import { ledgerScreens } from '../ledger/ui/screens.ts';
import { annex1Screens } from './annex1/annex1-screens.ts';
import { indicatorScreens } from '../indicators/ui/screens.ts';
import { seasonScreens } from './season/season-screens.ts';

/** Every screen of the room. */
export const screens: readonly Screen[] = [
  ...annex1Screens,
  ...seasonScreens,
  ...indicatorScreens,
  ...chainScreens,
  ...ledgerScreens,
];
