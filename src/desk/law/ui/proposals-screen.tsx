import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  ErrorNote,
  ListPage,
  SchemaForm,
  UploadBox,
  useBilingual,
  useSession,
  useWords,
  wallClock,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { PROPOSAL_STATES } from '../proposals/proposal-transitions.ts';
import {
  ProposeContinuation,
  ProposeDocument,
  type LawDocumentLine,
  type Proposed,
  type ProposalLine,
} from '../schema.ts';
import { words } from './words.ts';
import './law.css';

type Key = keyof typeof words.zh;

/** 经办、复核、审批: what offices of one's area set and add; new documents and continuations begin here. */
export default function ProposalsScreen() {
  const t = useWords(words);
  const [adding, setAdding] = useState<'document' | 'continuation' | null>(null);
  const columns: Column<ProposalLine>[] = [
    { key: 'title', title: t('proposal'), render: (p) => p.title },
    { key: 'kind', title: t('proposalKind'), width: 100, render: (p) => t(`kind_${p.kind}` as Key) },
    {
      key: 'state',
      title: t('state'),
      width: 150,
      render: (p) => (
        <span className={`law-mark law-mark-${p.state === 'in_force' ? 'done' : 'not_set'}`}>{p.stateName}</span>
      ),
    },
    { key: 'unit', title: t('unit'), render: (p) => p.unitName },
    { key: 'source', title: t('legalSource'), render: (p) => p.legalSource },
    { key: 'changed', title: t('changed'), width: 150, render: (p) => wallClock(p.changedAt) },
  ];
  const options = Object.entries(PROPOSAL_STATES).map(([value, label]) => ({ value, label }));
  return (
    <>
      <ListPage<ProposalLine>
        id="law-proposals"
        title={t('proposals')}
        note={t('proposalsNote')}
        endpoint="/api/law/proposals"
        columns={columns}
        rowKey={(p) => p.id}
        rowName={(p) => p.title}
        open={(p) => `/law/proposals/${p.id}`}
        filters={[{ kind: 'select', key: 'state', label: t('state'), options }]}
        empty={{ title: t('proposalsEmpty'), begin: t('proposalsBegin') }}
        actions={
          <Allowed permission="law.prepare">
            <Button onClick={() => setAdding('document')}>{t('addDocument')}</Button>
            <Button onClick={() => setAdding('continuation')}>{t('continueDocument')}</Button>
          </Allowed>
        }
      />
      {adding === 'document' ? <AddDocument onClose={() => setAdding(null)} /> : null}
      {adding === 'continuation' ? <Continue onClose={() => setAdding(null)} /> : null}
    </>
  );
}

/** Opens the proposal that was just prepared. */
function useOpened(onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ proposalId }: Proposed): Promise<void> => {
    await client.invalidateQueries();
    onClose();
    await navigate({ to: `/law/proposals/${proposalId}` });
  };
}

function AddDocument({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const opened = useOpened(onClose);
  const [fileId, setFileId] = useState<string | null>(null);
  const save = async (given: object): Promise<void> =>
    opened(await api.post<Proposed>('/api/law/documents', { ...given, fileId }));
  return (
    <Modal open title={t('addDocument')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <p className="law-plain">{t('addDocumentNote')}</p>
        <UploadBox
          label={t('uploadFolder')}
          accept=".zip"
          limit={4 * 1024 * 1024}
          onUploaded={(file) => setFileId(file.fileId)}
        />
        {fileId === null ? null : (
          <SchemaForm schema={ProposeDocument.omit({ fileId: true })} submitLabel={t('submit')} onSubmit={save} />
        )}
      </div>
    </Modal>
  );
}

function Continue({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const { today, unit } = useSession();
  const opened = useOpened(onClose);
  const held = useQuery({
    queryKey: ['law-documents'],
    queryFn: ({ signal }) => api.get<{ rows: LawDocumentLine[] }>('/api/law/documents', { signal }),
  });
  const save = async (given: object): Promise<void> =>
    opened(await api.post<Proposed>('/api/law/continuations', given));
  const options = (held.data?.rows ?? []).flatMap((d) =>
    d.own && d.validTo !== null ? [{ value: d.code, label: `${say(d.title)}（${t('to', { day: d.validTo })}）` }] : [],
  );
  return (
    <Modal open title={t('continueDocument')} footer={null} onCancel={onClose}>
      <div className="kit-stack">
        <p className="law-plain">{t('continueNote')}</p>
        {held.error === null ? null : <ErrorNote error={held.error} />}
        {held.data !== undefined && options.length === 0 ? <p>{t('nothingToContinue')}</p> : null}
        {options.length === 0 ? null : (
          <SchemaForm
            schema={ProposeContinuation}
            fields={{ of: { kind: 'select', options } }}
            initial={{ issuedOn: today, issuer: unit.name }}
            submitLabel={t('submit')}
            onSubmit={save}
          />
        )}
      </div>
    </Modal>
  );
}
