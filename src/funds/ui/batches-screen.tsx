import { ListPage, money, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { BatchView } from '../bank/schema.ts';
import { words } from './words/bank-words.ts';

export const BATCH_STATES = ['building', 'built', 'written', 'answered', 'closed'] as const;
export const BATCH_FORMATS = ['separated', 'fixed', 'pain001'] as const;

/** 银行批次: payment files of the area and what the bank has answered. */
export default function BatchesScreen() {
  const t = useWords(words);
  const state = (s: string) => t(`bstate_${BATCH_STATES.find((one) => one === s) ?? 'built'}`);
  const columns: Column<BatchView>[] = [
    { key: 'number', title: t('number'), render: (b) => b.number },
    { key: 'claim', title: t('claimNumber'), render: (b) => b.claimNumber },
    { key: 'title', title: t('item'), render: (b) => b.title },
    {
      key: 'format',
      title: t('format'),
      render: (b) => t(`format_${BATCH_FORMATS.find((f) => f === b.format) ?? 'separated'}`),
    },
    { key: 'state', title: t('state'), render: (b) => state(b.state) },
    { key: 'lines', title: t('students'), number: true, render: (b) => b.lines },
    { key: 'total', title: t('total'), number: true, render: (b) => money(b.totalFen) },
    { key: 'paid', title: t('paid'), number: true, render: (b) => money(b.paidFen) },
    {
      key: 'failed',
      title: t('failed'),
      number: true,
      render: (b) => (b.failed === 0 ? '' : <strong className="kit-alarm">{b.failed}</strong>),
    },
    { key: 'at', title: t('preparedOn'), render: (b) => wallClock(b.builtAt) },
  ];
  return (
    <ListPage
      id="bank-batches"
      title={t('batches')}
      note={t('batchesNote')}
      endpoint="/api/funds/batches"
      columns={columns}
      rowKey={(b) => b.batchId}
      rowName={(b) => b.number}
      open={(b) => `/funds/batches/${b.batchId}`}
      filters={[
        {
          kind: 'select',
          key: 'state',
          label: t('state'),
          options: BATCH_STATES.slice(1).map((value) => ({ value, label: state(value) })),
        },
      ]}
      empty={{ title: t('noBatches'), begin: t('noBatchesBegin') }}
    />
  );
}
