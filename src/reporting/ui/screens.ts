import type { Screen } from '../../platform/ui-kit/index.ts';
import { seasonScreens } from './season-screens.ts';

/** Every screen of the room. */
export const screens: readonly Screen[] = [...seasonScreens];
