import { useQuery } from '@tanstack/react-query';
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
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { RecordSelfCheck, type SelfCheckLine } from '../rectification/schema.ts';
import './supervision.css';
import { words } from './words.ts';

/** 自查自纠: rounds each office has held. */
export default function SelfChecksScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const [recording, setRecording] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['supervision', 'self-checks'],
    queryFn: ({ signal }) => api.get<{ rows: SelfCheckLine[] }>('/api/supervision/self-checks', { signal }),
  });
  const columns: Column<SelfCheckLine>[] = [
    { key: 'unit', title: t('unit'), render: (c) => c.unitName },
    { key: 'held', title: t('heldOn'), render: (c) => c.heldOn },
    { key: 'found', title: t('foundN'), number: true, render: (c) => c.found },
    { key: 'corrected', title: t('correctedN'), number: true, render: (c) => c.corrected },
    { key: 'note', title: t('note'), render: (c) => <span className="supervision-words">{c.note ?? '—'}</span> },
    { key: 'reminded', title: t('reminded'), render: (c) => c.remindedOn ?? '—' },
  ];
  return (
    <>
      <PageHeader
        title={t('selfChecks')}
        note={t('selfChecksNote')}
        actions={
          <>
            <Allowed permission="supervision.answer">
              <Button type="primary" onClick={() => setRecording(true)}>
                {t('recordSelfCheck')}
              </Button>
            </Allowed>
            <PrintButton title={t('selfChecks')} />
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noSelfChecks')} begin={t('noSelfChecksBegin')} />
      ) : (
        <DataTable
          caption={t('selfChecks')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(c) => c.checkId}
          rowName={(c) => `${c.unitName} ${c.heldOn}`}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
      {recording ? (
        <FormDialog
          title={t('recordSelfCheck')}
          schema={RecordSelfCheck}
          initial={{ heldOn: today }}
          onSubmit={(value) => api.post('/api/supervision/self-checks', value)}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </>
  );
}
