import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ConfirmAct, ErrorNote, UploadBox, useSession, useShortcuts, useWords } from '../../platform/ui-kit/index.ts';
import type { ReasonGiven } from '../../platform/ui-kit/index.ts';
import type { ReportView } from '../report/report-schema.ts';
import type { ReportAction, ReportState } from '../report/report-transitions.ts';
import { words, type SeasonKey } from './season/season-words.ts';

/** Acts done on the page itself rather than by a button above it. */
const INLINE: readonly ReportAction[] = ['fill', 'adjust', 'attach'];
/** Acts that lead on; the others give back or take back. */
const FORWARD: readonly ReportAction[] = ['submit', 'check', 'sign', 'lock', 'send', 'receive'];

const PATHS: Partial<Record<ReportAction, { path: string; body?: object }>> = {
  check: { path: 'check', body: { pass: true } },
  check_return: { path: 'check', body: { pass: false } },
  sign: { path: 'sign', body: { pass: true } },
  sign_return: { path: 'sign', body: { pass: false } },
};

const NEXT: Record<ReportState, SeasonKey> = {
  filling: 'nextFilling',
  checking: 'nextChecking',
  signing: 'nextSigning',
  signed: 'nextSigned',
  locked: 'nextLocked',
  sent: 'nextSent',
  received: 'nextReceived',
  returned: 'nextEnded',
  withdrawn: 'nextEnded',
  replaced: 'nextEnded',
};

/** What comes next with a report, and the buttons of the transition table that are the reader's. */
export function ReportActs({ report }: { report: ReportView }) {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { today } = useSession();
  const [asked, setAsked] = useState<ReportView['acts'][number] | null>(null);
  const [attaching, setAttaching] = useState(false);
  const acts = report.acts.filter((a) => !INLINE.includes(a.action));
  const forward = acts.find((a) => FORWARD.includes(a.action) && a.refused === null);
  useShortcuts(forward === undefined ? [] : [{ key: 'g', label: forward.label, run: () => setAsked(forward) }]);
  const run = async (given: ReasonGiven): Promise<void> => {
    if (asked === null) return;
    const { path, body } = PATHS[asked.action] ?? { path: asked.action };
    const reason = asked.needsReason ? { reason: given.text } : {};
    const answer = await api.post<{ nextId?: string }>(`/api/reports/${report.reportId}/${path}`, {
      ...body,
      ...reason,
    });
    if (answer.nextId !== undefined && asked.action !== 'return') void navigate({ to: `/reports/${answer.nextId}` });
  };
  const printable =
    report.lockedAt !== null && report.acts.some((a) => a.action === 'attach' || a.action === 'withdraw');
  return (
    <section className="season-next kit-no-print" aria-label={t('next')}>
      <p>
        <strong>{report.stateName}</strong>　{t(NEXT[report.state])}
      </p>
      <div className="season-acts">
        {printable ? (
          <Button href={`/api/reports/${report.reportId}/print`} target="_blank">
            {t('print')}
          </Button>
        ) : null}
        {report.acts.some((a) => a.action === 'attach') ? (
          <Button onClick={() => setAttaching(true)}>{t('attach')}</Button>
        ) : null}
        {acts.map((act) => (
          <Button
            key={act.action}
            type={FORWARD.includes(act.action) ? 'primary' : 'default'}
            danger={['check_return', 'sign_return', 'return'].includes(act.action)}
            disabled={act.refused !== null || (act.action === 'send' && report.scan === null)}
            title={act.refused ?? undefined}
            onClick={() => setAsked(act)}
          >
            {act.label}
          </Button>
        ))}
      </div>
      {acts.filter((a) => a.refused !== null).length === 0 ? null : (
        <p className="kit-faint">{acts.find((a) => a.refused !== null)?.refused}</p>
      )}
      {asked === null ? null : (
        <ConfirmAct
          title={asked.label}
          explain={<p>{t(`explain_${asked.action}` as SeasonKey, { today })}</p>}
          danger={!FORWARD.includes(asked.action)}
          text={asked.needsReason ? 'required' : 'none'}
          onConfirm={run}
          onClose={(done) => {
            setAsked(null);
            if (done) void client.invalidateQueries();
          }}
        />
      )}
      {attaching ? <AttachDialog report={report} onClose={() => setAttaching(false)} /> : null}
    </section>
  );
}

function AttachDialog({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const attach = async (fileId: string): Promise<void> => {
    try {
      await api.post(`/api/reports/${report.reportId}/scan`, { fileId });
      await client.invalidateQueries();
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal open title={t('attach')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <UploadBox
          label={t('scan')}
          note={t('scanNote')}
          accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
          onUploaded={(file) => void attach(file.fileId)}
        />
        {error === null ? null : <ErrorNote error={error} />}
      </div>
    </Modal>
  );
}
