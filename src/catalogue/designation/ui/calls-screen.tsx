import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, message, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  SchemaForm,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import { useYear, YearChoice } from '../../ui/year-choice.tsx';
import type { CallLine } from '../list-calls.ts';
import type { OpenedCall } from '../open-call.ts';
import { CallFields } from '../schema.ts';
import { callState } from './call-state.ts';
import { words } from './words.ts';

/** 承担院校申报与认定: the city's calls of a year. */
export default function CallsScreen() {
  const t = useWords(words);
  const [year, setYear] = useYear();
  const [opening, setOpening] = useState(false);
  const { today } = useSession();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['designation', 'calls', year],
    queryFn: ({ signal }) => api.get<{ rows: CallLine[] }>('/api/designation/calls', { query: { year }, signal }),
  });
  const columns: Column<CallLine>[] = [
    {
      key: 'round',
      title: t('round'),
      render: (c) => <Link to={`/designation/calls/${c.callId}`}>{t('roundOf', { round: c.round })}</Link>,
    },
    { key: 'state', title: t('state'), render: (c) => t(callState(c, today)) },
    { key: 'period', title: t('period'), render: (c) => t('from_to', { from: c.opensOn, to: c.closesOn }) },
    { key: 'counted', title: t('counted'), render: (c) => t('from_to', { from: c.periodFrom, to: c.periodTo }) },
    { key: 'applied', title: t('applied'), number: true, render: (c) => c.submitted },
    { key: 'designated', title: t('designatedCount'), number: true, render: (c) => (c.decided ? c.designated : '—') },
    { key: 'refused', title: t('refusedCount'), number: true, render: (c) => (c.decided ? c.refused : '—') },
  ];
  return (
    <>
      <PageHeader
        title={t('calls')}
        note={t('callsNote')}
        actions={
          <>
            <YearChoice year={year} onChange={setYear} />
            <Button type="primary" onClick={() => setOpening(true)}>
              {t('openCall')}
            </Button>
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noCalls', { year })} begin={t('noCallsBegin')} />
      ) : (
        <DataTable
          caption={t('calls')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(c) => c.callId}
          rowName={(c) => t('roundOf', { round: c.round })}
          loadingRows={isPending ? 2 : undefined}
        />
      )}
      {opening ? <OpenDialog year={year} onClose={() => setOpening(false)} /> : null}
    </>
  );
}

const SIX_MONTHS = 6;

function OpenDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const [said, holder] = message.useMessage();
  const before = { periodFrom: `${year - 1}-01-01`, periodTo: `${year - 1}-12-31` };
  return (
    <Modal open title={t('openCall')} footer={null} onCancel={onClose}>
      {holder}
      <SchemaForm
        schema={CallFields}
        initial={{ opensOn: today, ...before, retentionMonths: SIX_MONTHS }}
        submitLabel={t('openCall')}
        onSubmit={async (value) => {
          const { round, told } = await api.post<OpenedCall>('/api/designation/calls', { year, ...value });
          await client.invalidateQueries();
          void said.success(t('opened', { round, told }));
          onClose();
        }}
      />
    </Modal>
  );
}
