import { useWords } from '../../platform/ui-kit/parts/plain.ts';
import type { Duty } from '../filing/deadline.ts';
import { words } from './words.ts';

/** How a yearly duty stands: its state in words (red only when overdue), the day it was done, the day it is due. */
export function DutyNote({ duty, label }: { duty: Duty; label?: string }) {
  const t = useWords(words);
  const alarm = duty.state === 'overdue' || duty.state === 'late';
  return (
    <span>
      {label === undefined ? null : `${label}：`}
      <strong className={alarm ? 'kit-alarm' : undefined}>{t(duty.state)}</strong>
      {duty.doneOn === null ? null : `，${t('doneOn', { day: duty.doneOn })}`}
      {duty.due === null ? null : <span className="kit-faint">（{t('dueOn', { due: duty.due })}）</span>}
    </span>
  );
}
