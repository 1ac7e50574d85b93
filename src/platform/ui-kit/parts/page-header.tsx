import { useEffect } from 'react';
import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: string;
  /** A line below the title: whose, how many, until when. */
  note?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
}

/** The heading of every page; also the title of the browser's tab. */
export function PageHeader({ title, note, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · 技桥`;
  }, [title]);
  return (
    <header className="kit-page-header">
      <div>
        <h1>{title}</h1>
        {note === undefined ? null : <div className="kit-page-note">{note}</div>}
      </div>
      {actions === undefined ? null : <div className="kit-page-actions kit-no-print">{actions}</div>}
    </header>
  );
}
