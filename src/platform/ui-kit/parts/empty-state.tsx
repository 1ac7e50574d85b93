import type { ReactNode } from 'react';

/** Says what will appear here (`title`) and how to begin (`begin`), with the first step as a button or link (`action`). */
export function EmptyState({ title, begin, action }: { title: string; begin?: ReactNode; action?: ReactNode }) {
  return (
    <div className="kit-empty">
      <p className="kit-empty-title">{title}</p>
      {begin === undefined ? null : <p>{begin}</p>}
      {action}
    </div>
  );
}
