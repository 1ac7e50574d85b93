import { deadlineState } from './deadline-state.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

export interface DeadlineProps {
  /** yyyy-mm-dd; null when no limit is set for this step. */
  dueOn: string | null;
  /** Working days left, negative when over; null when that year's calendar is not published. */
  workingDaysLeft: number | null;
}

/** A limit in working days: left, today, over (red and in words), not set, or not computable yet. */
export function Deadline({ dueOn, workingDaysLeft }: DeadlineProps) {
  const t = useWords(kitWords);
  const state = deadlineState(dueOn, workingDaysLeft);
  const date = dueOn ?? '';
  if (state.kind === 'not-set') return <span className="kit-faint">{t('dueNotSet')}</span>;
  if (state.kind === 'year-not-published') return <span>{t('dueYearUnknown', { date })}</span>;
  if (state.kind === 'over') {
    return (
      <strong className="kit-alarm" title={t('due', { date })}>
        {t('dueOver', { days: state.days })}
      </strong>
    );
  }
  const words = state.kind === 'today' ? t('dueToday') : t('dueLeft', { days: state.days });
  return <span title={t('due', { date })}>{words}</span>;
}
