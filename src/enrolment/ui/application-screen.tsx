import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, FilePage, permits, UploadBox, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../application/open-application.ts';
import { Eligibility, historyEntries, Holder, PaperList, Reviews, statedFacts } from './application-parts.tsx';
import { EditPart, RegisterPart } from './village/edit-part.tsx';
import { ReselectPart } from './village/reselect-part.tsx';
import { openReceipt } from './village/open-receipt.ts';
import { ReviewAgainAct } from './review-again-act.tsx';
import { words } from './village/village-words.ts';

/** 申请档案: one application, what is open to the reader's office, and what has happened. */
export default function ApplicationScreen() {
  const t = useWords(words);
  const { applicationId = '' } = useParams({ strict: false }) as { applicationId?: string };
  const file = useQuery({
    queryKey: ['application', applicationId],
    queryFn: ({ signal }) => api.get<OpenedApplication>(`/api/applications/${applicationId}`, { signal }),
  });
  if (file.error !== null) return <ErrorNote error={file.error} onRetry={() => void file.refetch()} />;
  if (file.data === undefined) return null;
  const a = file.data;
  const may = (action: string): boolean => a.acts.some((act) => act.action === action);
  const editable = may('register') || may('resubmit');
  return (
    <FilePage
      title={`${a.name} · ${a.number}`}
      note={<Holder a={a} />}
      actions={<Acts a={a} />}
      facts={statedFacts(a, t)}
      sections={[
        ...(editable ? [{ key: 'edit', title: t('stated'), content: <EditPart a={a} /> }] : []),
        ...(may('reselect') ? [{ key: 'reselect', title: t('reselectTitle'), content: <ReselectPart a={a} /> }] : []),
        ...(may('register') ? [{ key: 'register', title: t('register'), content: <RegisterPart a={a} /> }] : []),
        { key: 'eligibility', title: t('eligibility'), content: <Eligibility a={a} /> },
        ...(editable ? [] : [{ key: 'papers', title: t('papers'), content: <PaperList a={a} /> }]),
        { key: 'reviews', title: t('reviews'), content: <Reviews a={a} /> },
      ]}
      timeline={historyEntries(a)}
    />
  );
}

function Acts({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { permissions } = useSession();
  const [leaving, setLeaving] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['application', a.id] });
  const resubmit = useMutation({
    mutationFn: () => api.post(`/api/applications/${a.id}/resubmit`),
    onSuccess: refresh,
  });
  const receipt = useMutation({ mutationFn: () => openReceipt(a.id) });
  const may = (action: string): boolean => a.acts.some((act) => act.action === action);
  const village = permits(permissions, 'application.draft');
  const error = resubmit.error ?? receipt.error;
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      {village ? (
        <a className="kit-button" href={`/api/applications/${a.id}/form.pdf`} target="_blank" rel="noreferrer">
          {t('printForm')}
        </a>
      ) : null}
      {village && a.state !== 'draft' ? (
        <Button loading={receipt.isPending} onClick={() => receipt.mutate()}>
          {t('printReceipt')}
        </Button>
      ) : null}
      {may('resubmit') ? (
        <Button type="primary" loading={resubmit.isPending} onClick={() => resubmit.mutate()}>
          {t('resubmit')}
        </Button>
      ) : null}
      <ReviewAgainAct a={a} onDone={refresh} />
      {village && may('withdraw') ? (
        <Button danger onClick={() => setLeaving(true)}>
          {t('withdraw')}
        </Button>
      ) : null}
      {leaving ? <Withdraw id={a.id} onClose={() => setLeaving(false)} onDone={refresh} /> : null}
    </>
  );
}

function Withdraw({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => Promise<void> }) {
  const t = useWords(words);
  const [evidenceFileId, setEvidence] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const given = reason.trim() === '' ? { evidenceFileId } : { evidenceFileId, reason: reason.trim() };
  const act = useMutation({
    mutationFn: () => api.post(`/api/applications/${id}/withdraw`, given),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('withdraw')}
      okText={t('withdraw')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: evidenceFileId === null, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        <p>{t('withdrawExplain')}</p>
        <UploadBox label={t('evidence')} accept="image/*,application/pdf" onUploaded={(f) => setEvidence(f.fileId)} />
        <label>
          {t('withdrawReason')}
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        {act.error === null ? null : <ErrorNote error={act.error} />}
      </div>
    </Modal>
  );
}
