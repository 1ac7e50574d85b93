import { useQuery } from '@tanstack/react-query';
import { api } from '../platform/api-client/index.ts';
import type { ListAnswer } from '../platform/api-client/index.ts';
import { DataTable, EmptyState, ErrorNote, PageHeader, useWords, wallClock } from '../platform/ui-kit/index.ts';
import type { Column } from '../platform/ui-kit/index.ts';
import type { SignedInDevice } from './session-calls.ts';
import { webWords } from './web-words.ts';

const key = (device: SignedInDevice): string => device.id;

/** 登录设备: where this account is signed in now. */
export default function SessionsScreen() {
  const t = useWords(webWords);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['session-list'],
    queryFn: ({ signal }) => api.get<Pick<ListAnswer<SignedInDevice>, 'rows'>>('/api/session/list', { signal }),
  });
  const columns: Column<SignedInDevice>[] = [
    {
      key: 'device',
      title: t('device'),
      render: (row) => (row.current ? `${row.device}（${t('thisDevice')}）` : row.device),
    },
    { key: 'address', title: t('address'), render: (row) => row.address },
    { key: 'since', title: t('since'), render: (row) => wallClock(row.since) },
    { key: 'lastSeen', title: t('lastSeen'), render: (row) => wallClock(row.lastSeen) },
  ];
  return (
    <>
      <PageHeader title={t('devices')} note={t('devicesNote')} />
      {error !== null ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : data?.rows.length === 0 ? (
        <EmptyState title={t('noDevices')} />
      ) : (
        <DataTable
          caption={t('devices')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={key}
          rowName={(row) => row.device}
          loadingRows={isPending ? 3 : undefined}
        />
      )}
    </>
  );
}
