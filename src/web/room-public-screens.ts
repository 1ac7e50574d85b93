import { publicScreens as catalogueScreens } from '../catalogue/ui/public-screens.ts';
import { publicScreens as deskScreens } from '../desk/ui/public-screens.ts';
import { publicScreens as enrolmentScreens } from '../enrolment/ui/public-screens.ts';
import type { PublicScreen } from '../platform/ui-kit/plain.ts';

/** The rooms' pages that need no sign-in; all paths begin with /public. A capability adds its array here. */
export const roomPublicScreens: readonly PublicScreen[] = [...catalogueScreens, ...enrolmentScreens, ...deskScreens];
