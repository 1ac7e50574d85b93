import type { ReactNode } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { PageHeader } from './page-header.tsx';
import { Timeline } from './timeline.tsx';
import type { TimelineEntry } from './timeline.tsx';

/** A known thing about the subject of a file, with where it comes from. */
export interface FileFact {
  label: string;
  value: ReactNode;
  source?: string;
}

export interface FileSection {
  key: string;
  title: string;
  content: ReactNode;
  /** Takes the whole width, below what stands beside the timeline: for wide tables. */
  wide?: boolean;
}

export interface FilePageProps {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  facts: readonly FileFact[];
  sections?: readonly FileSection[];
  timeline?: readonly TimelineEntry[];
}

/** Label and value pairs, each with its source. */
export function Facts({ facts }: { facts: readonly FileFact[] }) {
  return (
    <dl className="kit-file-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.source === undefined ? null : <div className="kit-faint kit-small">{fact.source}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Section({ title, content }: FileSection) {
  return (
    <section>
      <h2>{title}</h2>
      {content}
    </section>
  );
}

/** A file (person, school, class, case): heading, known facts, sections, and at the side what happened. */
export function FilePage({ title, note, actions, facts, sections = [], timeline }: FilePageProps) {
  const t = useWords(kitWords);
  return (
    <div className="kit-file">
      <PageHeader title={title} note={note} actions={actions} />
      <div className={timeline === undefined ? undefined : 'kit-file-body'}>
        <div className="kit-file-sections">
          <section aria-label={t('basics')}>
            <Facts facts={facts} />
          </section>
          {sections
            .filter((section) => section.wide !== true)
            .map((section) => (
              <Section {...section} key={section.key} />
            ))}
        </div>
        {timeline === undefined ? null : (
          <aside>
            <h2>{t('timeline')}</h2>
            <Timeline entries={timeline} />
          </aside>
        )}
      </div>
      {sections
        .filter((section) => section.wide === true)
        .map((section) => (
          <Section {...section} key={section.key} />
        ))}
    </div>
  );
}
