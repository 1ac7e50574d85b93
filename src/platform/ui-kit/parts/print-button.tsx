import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { wallClock } from './format.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { useOptionalSession } from '../shell/session.tsx';

/** Heading of the printed sheet: its own title, and who printed it and when. Only paper shows it. */
function PrintHeading({ title, printedAt }: { title: string; printedAt: string }) {
  const t = useWords(kitWords);
  const session = useOptionalSession();
  return createPortal(
    <div className="kit-print-heading">
      <h1>{title}</h1>
      <p>
        {session === null ? null : `${t('printedBy')}：${session.unit.name} ${session.user.name}　`}
        {t('printedAt')}：{printedAt}
        {session?.demo ? `　（${t('demoDate')} ${session.today}）` : null}
      </p>
    </div>,
    document.body,
  );
}

/** Prints the page on A4 under `title`; menus, filters and buttons stay off the paper, page x of y is in its foot. */
export function PrintButton({ title, label }: { title: string; label?: string }) {
  const t = useWords(kitWords);
  const [printedAt, setPrintedAt] = useState<string | null>(null);
  const print = (): void => {
    flushSync(() => setPrintedAt(wallClock(new Date())));
    globalThis.print();
    setPrintedAt(null);
  };
  return (
    <>
      <button type="button" className="kit-button kit-no-print" onClick={print}>
        {label ?? t('print')}
      </button>
      {printedAt === null ? null : <PrintHeading title={title} printedAt={printedAt} />}
    </>
  );
}
