import type { Screen } from '../../platform/ui-kit/index.ts';
import { cityScreens } from './city/city-screens.ts';
import { villageScreens } from './village/village-screens.ts';

/** Screens of the route, from the village to the school's letter. */
export const screens: readonly Screen[] = [...villageScreens, ...cityScreens];
