import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of the first screen under its heading; `aside` stands at the right of the heading. */
export function Block({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="desk-block" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
