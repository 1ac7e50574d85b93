import { useQuery } from '@tanstack/react-query';
import { Modal, Pagination } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { CheckLine, ClientLine } from '../schema.ts';
import { words } from './words.ts';

const SIZE = 20;

/** What a department asked, a line for each number. */
export function ChecksDialog({ client, onClose }: { client: ClientLine; onClose: () => void }) {
  const t = useWords(words);
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['exchange-checks', client.clientId, page],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<CheckLine>>(`/api/exchange/clients/${client.clientId}/checks`, {
        query: { page, size: SIZE },
        signal,
      }),
  });
  const columns: Column<CheckLine>[] = [
    { key: 'at', title: t('at'), width: 160, render: (c) => wallClock(c.at) },
    { key: 'number', title: t('number'), render: (c) => c.number },
    { key: 'via', title: t('via'), width: 80, render: (c) => t(`via_${c.via}`) },
    { key: 'outcome', title: t('outcome'), width: 100, render: (c) => t(c.outcome) },
  ];
  return (
    <Modal open width={720} title={t('checksOf', { department: client.department })} footer={null} onCancel={onClose}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? <p role="status">{t('noChecks')}</p> : null}
      {data === undefined || data.rows.length === 0 ? null : (
        <>
          <DataTable
            caption={t('showChecks')}
            columns={columns}
            rows={data.rows}
            rowKey={(c) => c.checkId}
            rowName={(c) => c.number}
          />
          <Pagination current={page} pageSize={SIZE} total={data.total ?? 0} hideOnSinglePage onChange={setPage} />
        </>
      )}
    </Modal>
  );
}
