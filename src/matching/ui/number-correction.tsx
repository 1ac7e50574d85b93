import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  DialogButton,
  FormDialog,
  permits,
  UploadBox,
  useSession,
  useWords,
  wallClock,
} from '../../platform/ui-kit/index.ts';
import { CorrectNumber, CORRECTED_SIDES } from '../runs/run-schema.ts';
import type { Pair } from '../runs/run-views.ts';
import { correctionWords } from './correction-words.ts';

type Side = keyof typeof CORRECTED_SIDES;
const OnPapers = CorrectNumber.omit({ runId: true, rowNo: true, fileId: true });

/** 证件更正: what was put right with papers, and the way to do it where an accepted row is not proved. */
export function NumberCorrection({ runId, pair }: { runId: string; pair: Pair }) {
  const t = useWords(correctionWords);
  const { permissions } = useSession();
  const { line, corrections, proved } = pair;
  const sides = (Object.keys(CORRECTED_SIDES) as Side[]).filter((side) =>
    side === 'list' ? line.recordPersonId !== null : permits(permissions, 'register.import'),
  );
  if (line.zone === 'auto' || (line.decision !== 'accepted' && corrections.length === 0)) return null;
  return (
    <section className="kit-stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p role="status">{t(proved ? 'proved' : 'notProved')}</p>
      {corrections.length === 0 ? null : (
        <ul>
          {corrections.map((c) => (
            <li key={c.at}>
              {t('done', {
                side: CORRECTED_SIDES[c.side],
                was: c.was ?? '—',
                now: c.now,
                name: c.nameNow,
                by: c.by,
                at: wallClock(c.at),
                reason: c.reason,
              })}{' '}
              <a href={`/api/files/${c.fileId}`}>{t('paper')}</a>
            </li>
          ))}
        </ul>
      )}
      {proved || line.decision !== 'accepted' ? null : sides.length === 0 ? (
        <p className="kit-faint">{t('elsewhere')}</p>
      ) : (
        <div>
          <DialogButton permission="match.decide" label={t('correct')} primary>
            {(close) => <Correct runId={runId} line={line} sides={sides} onClose={close} />}
          </DialogButton>
        </div>
      )}
    </section>
  );
}

type Asked = { runId: string; line: Pair['line']; sides: readonly Side[]; onClose: () => void };

function Correct({ runId, line, sides, onClose }: Asked) {
  const t = useWords(correctionWords);
  const [paper, setPaper] = useState<string | null>(null);
  return (
    <FormDialog
      title={t('correct')}
      schema={OnPapers}
      initial={{ ...(sides[0] ? { side: sides[0] } : {}), reason: t('reasonDefault') }}
      fields={{
        side: { label: t('side'), options: sides.map((value) => ({ value, label: CORRECTED_SIDES[value] })) },
        idNumber: { label: t('number'), hint: t('numberHint') },
        name: { label: t('name'), hint: t('nameHint') },
        reason: { label: t('reason') },
      }}
      above={
        <UploadBox
          label={t('upload')}
          note={t('uploadNote')}
          accept="image/*,.pdf"
          onUploaded={(f) => setPaper(f.fileId)}
        />
      }
      onSubmit={(given) =>
        api.post(`/api/matching/runs/${runId}/rows/${line.rowNo}/correct`, { ...given, fileId: paper })
      }
      onClose={onClose}
    />
  );
}
