import type { Translate } from '../../platform/ui-kit/parts/plain.ts';
import type { Dwell } from '../dwell/step-limit.ts';
import type { words } from './city/city-words.ts';

/** How long something waits, in working days, and whether it is over its limit. */
export function waitingText(t: Translate<keyof (typeof words)['zh']>, waiting: Dwell): string {
  if (waiting.workingDays === null) return t('calendarMissing');
  const days = t('workingDays', { days: waiting.workingDays });
  return waiting.standing === 'overdue' ? `${days}（${t('overdue')}）` : days;
}
