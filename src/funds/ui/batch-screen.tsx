import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  ErrorNote,
  FilePage,
  ListPager,
  money,
  PrintButton,
  SchemaForm,
  UploadBox,
  useListState,
  useWords,
  wallClock,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { BankLineView, BatchFile } from '../bank/list-batches.ts';
import type { ReturnRead } from '../bank/read-return.ts';
import { RecoveryForm } from '../bank/schema.ts';
import { words } from './words/bank-words.ts';

const FINDINGS = ['unanswered', 'answered_twice', 'never_sent', 'amount_differs', 'pending', 'contradictory'] as const;
const STATES = ['building', 'built', 'written', 'answered', 'closed'] as const;
const OUTCOMES = ['pending', 'paid', 'failed'] as const;

/** 银行批次: the file for the bank, its return, and every payment with the way to recover it. */
export default function BatchScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { batchId } = useParams({ strict: false }) as { batchId: string };
  const [told, setTold] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['bank-batch', batchId],
    queryFn: ({ signal }) => api.get<BatchFile>(`/api/funds/batches/${batchId}`, { signal }),
  });
  const readBack = useMutation({
    mutationFn: (fileId: string) => api.post<ReturnRead>(`/api/funds/batches/${batchId}/returns`, { fileId }),
    onSuccess: async (read) => {
      setTold(
        read.earlier
          ? t('returnAgain')
          : t('returnRead', { paid: read.paid, failed: read.failed, pending: read.pending }),
      );
      await client.invalidateQueries();
    },
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const batch = found.data;
  const sent = batch.state !== 'building' && batch.state !== 'built';
  const findings = batch.returns.at(-1)?.findings ?? [];
  return (
    <>
      <div role="status">{told}</div>
      {readBack.error === null ? null : <ErrorNote error={readBack.error} />}
      <FilePage
        title={`${batch.number} ${batch.title}`}
        actions={
          <>
            <Allowed permission="funds.pay">
              <Button
                type="primary"
                href={`/api/funds/batches/${batchId}/file`}
                onClick={() => setTimeout(() => void client.invalidateQueries(), 1500)}
              >
                {t('exportFile')}
              </Button>
            </Allowed>
            <PrintButton title={batch.number} />
          </>
        }
        facts={[
          { label: t('state'), value: t(`bstate_${STATES.find((s) => s === batch.state) ?? 'built'}`) },
          {
            label: t('claimNumber'),
            value: <Link to={`/funds/claims/${batch.claimId}` as never}>{batch.claimNumber}</Link>,
          },
          { label: t('total'), value: `${batch.lines} · ${money(batch.totalFen)}` },
          { label: t('paid'), value: `${batch.paid} · ${money(batch.paidFen)}` },
          { label: t('failed'), value: String(batch.failed) },
          ...(sent ? [{ label: t('pending'), value: String(batch.pending) }] : []),
        ]}
        sections={[
          ...(batch.state === 'written' || batch.state === 'answered'
            ? [
                {
                  key: 'return',
                  title: t('readReturn'),
                  content: (
                    <Allowed permission="funds.pay">
                      <UploadBox
                        label={t('readReturn')}
                        note={t('returnNote')}
                        onUploaded={(file) => readBack.mutate(file.fileId)}
                      />
                    </Allowed>
                  ),
                },
              ]
            : []),
          ...(findings.length === 0
            ? []
            : [
                {
                  key: 'findings',
                  title: t('findings'),
                  content: (
                    <ul>
                      {findings.map((f) => (
                        <li key={`${f.kind} ${f.lineNo}`}>
                          {t(`finding_${FINDINGS.find((k) => k === f.kind) ?? 'pending'}`, { line: f.lineNo })}
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
          {
            key: 'lines',
            title: t('outcome'),
            content: <Payments batchId={batchId} sent={sent} />,
            wide: true,
          },
        ]}
        timeline={batch.returns.map((r) => ({
          key: r.returnId,
          date: wallClock(r.readAt),
          title: t('returnRead', { paid: r.paid, failed: r.failed, pending: r.findings.length }),
        }))}
      />
    </>
  );
}

function Payments({ batchId, sent }: { batchId: string; sent: boolean }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [list, setList] = useListState({ size: 50, sort: '' });
  const { page, size } = list;
  const [recovering, setRecovering] = useState<BankLineView | null>(null);
  const { data, error } = useQuery({
    queryKey: ['bank-lines', batchId, page, size],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<ListAnswer<BankLineView>>(`/api/funds/batches/${batchId}/lines`, {
        query: { page, size },
        signal,
      }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  const columns: Column<BankLineView>[] = [
    { key: 'no', title: '#', render: (l) => l.lineNo },
    { key: 'name', title: t('name'), render: (l) => l.name },
    { key: 'payee', title: t('payee'), render: (l) => l.payeeName },
    { key: 'account', title: t('account'), render: (l) => l.payeeMask },
    { key: 'amount', title: t('amount'), number: true, render: (l) => money(l.amountFen) },
    {
      key: 'outcome',
      title: t('outcome'),
      render: (l) => t(sent ? (OUTCOMES.find((o) => o === l.outcome) ?? 'pending') : 'notSent'),
    },
    { key: 'failure', title: t('reasons'), render: (l) => l.failure ?? '' },
    {
      key: 'act',
      title: t('act'),
      render: (l) =>
        l.outcome !== 'paid' ? (
          ''
        ) : l.recovery !== null ? (
          <Link to={'/funds/recoveries' as never}>{t('recoveries')}</Link>
        ) : (
          <Allowed permission="funds.prepare">
            <Button size="small" onClick={() => setRecovering(l)}>
              {t('recover')}
            </Button>
          </Allowed>
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('outcome')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={(l) => String(l.lineNo)}
        rowName={(l) => `${l.lineNo} ${l.name}`}
        hrefOf={(l) => `/people/${l.personId}`}
      />
      {data === undefined ? null : <ListPager state={list} answer={data} onChange={setList} />}
      {recovering === null ? null : (
        <Modal open title={`${t('recover')}：${recovering.name}`} footer={null} onCancel={() => setRecovering(null)}>
          <SchemaForm
            schema={RecoveryForm}
            submitLabel={t('recover')}
            onSubmit={async (value) => {
              await api.post('/api/funds/recoveries', { ...value, batchId, lineNo: recovering.lineNo });
              await client.invalidateQueries();
              setRecovering(null);
            }}
          />
        </Modal>
      )}
    </>
  );
}
