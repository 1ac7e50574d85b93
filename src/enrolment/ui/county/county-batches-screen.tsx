import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import { Allowed, ErrorNote, ListPage, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { CompiledBatch } from '../../county/compile-county-batch.ts';
import type { CountyBatchRow } from '../../county/list-county-batches.ts';
import { words } from '../city/city-words.ts';

const day = (at: string | null): string => (at === null ? '—' : chinaDate(new Date(at)));

/** 县级汇总: the batches of the county, or of the city's counties; the county begins the next one here. */
export default function CountyBatchesScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { unit } = useSession();
  const compile = useMutation({
    mutationFn: () => api.post<CompiledBatch>('/api/county-batches', {}),
    onSuccess: () => client.invalidateQueries(),
  });
  const stateName = (b: CountyBatchRow) =>
    b.state === 'compiling' ? t('compiling') : b.state === 'sent' ? t('sent') : t('received');
  const signed = (yes: boolean) => (yes ? t('confirmed') : t('notConfirmed'));
  return (
    <ListPage<CountyBatchRow>
      id="county-batches"
      title={t('batches')}
      note={
        <>
          {t('batchesNote')}
          {compile.data === undefined ? null : (
            <strong role="status">
              {' '}
              {t('compiled', { number: compile.data.number, added: compile.data.added, lines: compile.data.lines })}
            </strong>
          )}
          {compile.error === null ? null : <ErrorNote error={compile.error} />}
        </>
      }
      endpoint="/api/county-batches"
      columns={[
        { key: 'number', title: t('number'), render: (b) => b.number },
        { key: 'county', title: t('county'), render: (b) => b.countyName ?? String(b.countyCode) },
        { key: 'lines', title: t('lines'), number: true, render: (b) => String(b.lines) },
        { key: 'state', title: t('state'), render: stateName },
        { key: 'poverty', title: t('povertyOffice'), render: (b) => signed(b.povertyConfirmed) },
        { key: 'hr', title: t('hrOffice'), render: (b) => signed(b.hrConfirmed) },
        { key: 'sentAt', title: t('sentAt'), render: (b) => day(b.sentAt) },
        { key: 'receivedAt', title: t('receivedAt'), render: (b) => day(b.receivedAt) },
      ]}
      rowKey={(b) => b.batchId}
      rowName={(b) => b.number}
      open={(b) => `/enrolment/batches/${b.batchId}`}
      filters={[
        {
          kind: 'select',
          key: 'state',
          label: t('state'),
          options: [
            { value: 'compiling', label: t('compiling') },
            { value: 'sent', label: t('sent') },
            { value: 'received', label: t('received') },
          ],
        },
      ]}
      empty={{ title: t('noBatches'), begin: t('noBatchesHint') }}
      actions={
        unit.level !== 'county' ? null : (
          <Allowed permission="batch.compile">
            <Button type="primary" loading={compile.isPending} onClick={() => compile.mutate()}>
              {t('compile')}
            </Button>
          </Allowed>
        )
      }
    />
  );
}
