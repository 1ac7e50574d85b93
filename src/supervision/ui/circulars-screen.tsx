import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { CIRCULAR_KINDS, CircularFields, type CircularLine } from '../circulars/schema.ts';
import { words } from './matter-words.ts';
import './supervision.css';

/** 通报: commendations and corrections. */
export default function CircularsScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  const [drafting, setDrafting] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['circulars'],
    queryFn: ({ signal }) => api.get<{ rows: CircularLine[] }>('/api/circulars', { signal }),
  });
  const columns: Column<CircularLine>[] = [
    { key: 'title', title: t('title'), render: (c) => c.title },
    { key: 'kind', title: t('kind'), render: (c) => CIRCULAR_KINDS[c.kind] },
    { key: 'issuer', title: t('issuer'), render: (c) => c.unitName },
    { key: 'number', title: t('number'), render: (c) => c.number ?? t('draft') },
    { key: 'issued', title: t('issuedOn'), render: (c) => c.issuedOn ?? '—' },
    { key: 'named', title: t('named'), number: true, render: (c) => c.approved },
    { key: 'public', title: t('public'), render: (c) => t(c.public ? 'public' : 'notPublic') },
  ];
  return (
    <>
      <PageHeader
        title={t('circulars')}
        note={t('circularsNote')}
        actions={
          <>
            <Allowed permission="supervision.issue">
              <Button type="primary" onClick={() => setDrafting(true)}>
                {t('draftCircular')}
              </Button>
            </Allowed>
            <PrintButton title={t('circulars')} />
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noCirculars')} begin={t('noCircularsBegin')} />
      ) : (
        <DataTable
          caption={t('circulars')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(c) => c.circularId}
          rowName={(c) => c.title}
          hrefOf={(c) => `/circulars/${c.circularId}`}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
      {drafting ? (
        <FormDialog
          title={t('draftCircular')}
          schema={CircularFields}
          initial={{ kind: 'commendation', public: false }}
          onSubmit={async (value) => {
            const { circularId } = await api.post<{ circularId: string }>('/api/circulars', value);
            void navigate({ to: `/circulars/${circularId}` });
          }}
          onClose={() => setDrafting(false)}
        />
      ) : null}
    </>
  );
}
