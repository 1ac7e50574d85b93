import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
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
import type { OwnCall } from '../own-calls.ts';
import { SaveApplication } from '../schema.ts';
import { callState } from './call-state.ts';
import { words } from './words.ts';

const STATES = ['draft', 'submitted', 'designated', 'refused', 'withdrawn'] as const;
const Contact = z.object({ contact: SaveApplication.shape.contact, phone: SaveApplication.shape.phone });

/** 承担任务申报: the calls of the city, and the school's own application to each. */
export default function OwnScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const [beginning, setBeginning] = useState<OwnCall | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['designation', 'own'],
    queryFn: ({ signal }) => api.get<{ rows: OwnCall[] }>('/api/designation/own', { signal }),
  });
  const columns: Column<OwnCall>[] = [
    { key: 'year', title: t('round'), render: (c) => `${c.year}年${t('roundOf', { round: c.round })}` },
    { key: 'period', title: t('period'), render: (c) => t('from_to', { from: c.opensOn, to: c.closesOn }) },
    { key: 'state', title: t('state'), render: (c) => t(callState(c, today)) },
    {
      key: 'own',
      title: t('own'),
      render: (c) => {
        const state = STATES.find((name) => name === c.application?.state);
        return state === undefined ? t('notYetApplied') : t(state);
      },
    },
    { key: 'reason', title: t('reason'), render: (c) => c.application?.reason ?? '—' },
    { key: 'note', title: t('note'), render: (c) => c.note ?? '—' },
    {
      key: 'acts',
      title: t('acts'),
      render: (c) => {
        if (c.application !== null && c.application.state !== 'withdrawn')
          return <Link to={`/designation/applications/${c.application.applicationId}`}>{t('continue')}</Link>;
        return c.open ? (
          <Button size="small" type="primary" onClick={() => setBeginning(c)}>
            {t('begin')}
          </Button>
        ) : (
          '—'
        );
      },
    },
  ];
  return (
    <>
      <PageHeader title={t('own')} note={t('ownNote')} />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noOwn')} begin={t('noOwnBegin')} />
      ) : (
        <DataTable
          caption={t('own')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(c) => c.callId}
          rowName={(c) => `${c.year}年${t('roundOf', { round: c.round })}`}
          loadingRows={isPending ? 2 : undefined}
        />
      )}
      {beginning === null ? null : <BeginDialog call={beginning} onClose={() => setBeginning(null)} />}
    </>
  );
}

function BeginDialog({ call, onClose }: { call: OwnCall; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Modal open title={t('begin')} footer={null} onCancel={onClose}>
      <SchemaForm
        schema={Contact}
        submitLabel={t('begin')}
        onSubmit={async (value) => {
          const sent = { callId: call.callId, statements: {}, ...value };
          const { applicationId } = await api.post<{ applicationId: string }>('/api/designation/own', sent);
          await client.invalidateQueries();
          await navigate({ to: `/designation/applications/${applicationId}` as never });
        }}
      />
    </Modal>
  );
}
