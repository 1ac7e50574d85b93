import { Button } from 'antd';
import { useState } from 'react';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkAct } from './bulk-dialog.tsx';
import { thousands } from '../parts/format.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { chosenCount, nothing } from './selection.ts';
import type { Selection } from './selection.ts';
import { permits, useSession } from '../shell/session.tsx';

interface BulkBarProps {
  acts: readonly BulkAct[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** What "all matching" would be now. */
  everything: Extract<Selection, { kind: 'all' }>;
  onDone: () => void;
}

function Count({ selection }: { selection: Selection }) {
  const t = useWords(kitWords);
  const count = chosenCount(selection);
  return <strong>{count === null ? t('chosenAll') : t('chosen', { count: thousands(count) })}</strong>;
}

/** Appears once rows are chosen: how many, the step to all matching rows, and what can be done with them. */
export function BulkBar({ acts, selection, onSelect, everything, onDone }: BulkBarProps) {
  const t = useWords(kitWords);
  const session = useSession();
  const [running, setRunning] = useState<BulkAct | null>(null);
  const allowed = acts.filter((act) => permits(session.permissions, act.permission ?? null));
  if (selection.kind === 'some' && selection.ids.length === 0 && running === null) return null;
  const total = everything.total;
  return (
    <div className="kit-bulk kit-no-print" role="region" aria-label={t('chosenAll')}>
      <span aria-live="polite">
        <Count selection={selection} />
      </span>
      {selection.kind === 'all' || (total !== null && selection.ids.length >= total) ? null : (
        <Button type="link" onClick={() => onSelect(everything)}>
          {total === null ? t('chooseAllUncounted') : t('chooseAllMatching', { total: thousands(total) })}
        </Button>
      )}
      <Button type="link" onClick={() => onSelect(nothing)}>
        {t('dropChoice')}
      </Button>
      <span className="kit-bulk-acts">
        {allowed.map((act) => (
          <Button key={act.key} danger={act.danger} onClick={() => setRunning(act)}>
            {act.label}
          </Button>
        ))}
      </span>
      {running === null ? null : (
        <BulkDialog
          act={running}
          selection={selection}
          onClose={(done) => {
            setRunning(null);
            if (done) {
              onSelect(nothing);
              onDone();
            }
          }}
        />
      )}
    </div>
  );
}
