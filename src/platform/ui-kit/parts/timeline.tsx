import type { ReactNode } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

/** One thing that happened: the day (yyyy-mm-dd, with a time if known), what, by whom, and details. `tone` alarm marks refusals and overdue steps. */
export interface TimelineEntry {
  key: string;
  date: string;
  title: ReactNode;
  by?: string;
  detail?: ReactNode;
  tone?: 'plain' | 'alarm';
}

/** What happened, in the order given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useWords(kitWords);
  if (entries.length === 0) return <p className="kit-faint">{t('noTimeline')}</p>;
  return (
    <ol className="kit-timeline">
      {entries.map((entry) => (
        <li key={entry.key} className={entry.tone === 'alarm' ? 'kit-timeline-alarm' : undefined}>
          <time dateTime={entry.date}>{entry.date}</time>
          <div>
            <div className="kit-timeline-title">{entry.title}</div>
            {entry.by === undefined ? null : <div className="kit-faint">{entry.by}</div>}
            {entry.detail === undefined ? null : <div>{entry.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
