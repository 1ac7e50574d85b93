import { useWords } from '../../platform/ui-kit/index.ts';
import type { ReportLine } from '../report/report-schema.ts';
import { words } from './season/season-words.ts';

/** How a report stands in words; red when it is missing or was late. */
export function StandingNote({ line }: { line: Pick<ReportLine, 'standing' | 'daysOver'> }) {
  const t = useWords(words);
  if (line.standing === 'on_time') return <>{t('onTime')}</>;
  if (line.standing === 'pending') return <>{t('pending')}</>;
  return <strong className="kit-alarm">{t(line.standing, { days: line.daysOver })}</strong>;
}
