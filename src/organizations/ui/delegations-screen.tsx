import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import {
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  SchemaForm,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { DelegationRow } from '../units/list-delegations.ts';
import type { UserRow } from '../units/list-users.ts';
import { MakeDelegation } from '../schema.ts';
import { words } from './words.ts';

const Make = MakeDelegation.omit({ fromUser: true, unitId: true });
const states = { coming: 'coming', in_force: 'inForce', over: 'over', revoked: 'revoked' } as const;

/** 代理与交接: who stands in for whom in one's unit, and hand-overs. */
export default function DelegationsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<DelegationRow | null>(null);
  const list = useQuery({
    queryKey: ['delegations'],
    queryFn: ({ signal }) => api.get<{ rows: DelegationRow[] }>('/api/delegations', { signal }),
  });
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['delegations'] });
    setMaking(false);
    setRevoking(null);
  };
  const columns: Column<DelegationRow>[] = [
    { key: 'kind', title: t('kind'), render: (d) => t(d.kind === 'stand_in' ? 'standIn' : 'handOver') },
    { key: 'from', title: t('from'), render: (d) => d.fromName },
    { key: 'to', title: t('to'), render: (d) => d.toName },
    { key: 'start', title: t('start'), render: (d) => d.validFrom },
    { key: 'until', title: t('until'), render: (d) => d.validTo ?? '—' },
    { key: 'reason', title: t('reason'), render: (d) => d.reason },
    { key: 'state', title: t('state'), render: (d) => t(states[d.state]) },
    {
      key: 'acts',
      title: t('acts'),
      render: (d) =>
        d.state === 'coming' || d.state === 'in_force' ? (
          <Button size="small" onClick={() => setRevoking(d)}>
            {t('revoke')}
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('delegations')}
        note={t('delegationsNote')}
        actions={
          <Button type="primary" onClick={() => setMaking(true)}>
            {t('make')}
          </Button>
        }
      />
      {list.error !== null ? (
        <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data?.rows.length === 0 ? (
        <EmptyState title={t('noDelegations')} />
      ) : (
        <DataTable
          caption={t('delegations')}
          columns={columns}
          rows={list.data?.rows ?? []}
          rowKey={(d) => d.delegationId}
          rowName={(d) => `${d.fromName} ${d.toName}`}
          loadingRows={list.isPending ? 3 : undefined}
        />
      )}
      {making ? <NewDelegation onDone={done} onClose={() => setMaking(false)} /> : null}
      {revoking === null ? null : (
        <ConfirmAct
          title={t('revoke')}
          explain={t('revokeExplain')}
          text="required"
          onConfirm={({ text }) => api.post(`/api/delegations/${revoking.delegationId}/revoke`, { reason: text })}
          onClose={(changed) => (changed ? void done() : setRevoking(null))}
        />
      )}
    </>
  );
}

function NewDelegation({ onDone, onClose }: { onDone: () => Promise<void>; onClose: () => void }) {
  const t = useWords(words);
  const { user, today } = useSession();
  const colleagues = useQuery({
    queryKey: ['users', 'own'],
    queryFn: ({ signal }) => api.get<ListAnswer<UserRow>>('/api/users', { query: { size: 200 }, signal }),
  });
  const options = (colleagues.data?.rows ?? [])
    .filter((u) => u.username !== user.username && !u.locked)
    .map((u) => ({ value: u.userId, label: `${u.name}（${u.username}）` }));
  return (
    <Modal open title={t('make')} footer={null} onCancel={onClose}>
      {colleagues.error === null ? (
        <SchemaForm
          schema={Make}
          fields={{ toUser: { kind: 'select', options } }}
          initial={{ kind: 'stand_in', validFrom: today }}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            await api.post('/api/delegations', value);
            await onDone();
          }}
        />
      ) : (
        <ErrorNote error={colleagues.error} onRetry={() => void colleagues.refetch()} />
      )}
    </Modal>
  );
}
