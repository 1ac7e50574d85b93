import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, EmptyState, ErrorNote, PageHeader, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { FilingComparison } from '../filing/compare-filing.ts';
import type { BoardRow, FilingBoard } from '../filing/filing-board.ts';
import { DifferenceList } from './differences.tsx';
import { DutyNote } from './duty.tsx';
import { words } from './words.ts';
import './catalogue.css';
import { useYear, YearChoice } from './year-choice.tsx';

/** 备案台账: every city of the province, published and filed in time, late or not at all. */
export default function FilingsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [year, setYear] = useYear();
  const [comparing, setComparing] = useState<BoardRow | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['catalogue', 'filings', year],
    queryFn: ({ signal }) => api.get<FilingBoard>('/api/catalogue/filings', { query: { year }, signal }),
  });
  const receive = useMutation({
    mutationFn: (filingId: string) => api.post(`/api/catalogue/filings/${filingId}/receive`),
    onSuccess: () => client.invalidateQueries(),
  });
  const columns = useColumns(setComparing, (id) => receive.mutate(id));
  return (
    <>
      <PageHeader
        title={t('filings')}
        note={t('filingsNote')}
        actions={<YearChoice year={year} onChange={setYear} />}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {receive.error === null ? null : <ErrorNote error={receive.error} />}
      {data === undefined ? null : (
        <p role="status" className="catalogue-duties">
          <span>{`${t('publishing')}：${t('tally', data.publishing)}`}</span>
          <span>{`${t('filing')}：${t('tally', data.filing)}`}</span>
        </p>
      )}
      {data?.rows.length === 0 ? (
        <EmptyState title={t('noCities')} />
      ) : (
        <DataTable
          caption={t('filings')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(r) => String(r.cityCode)}
          rowName={(r) => r.city}
          loadingRows={isPending ? 16 : undefined}
        />
      )}
      {comparing === null ? null : <FilingDialog row={comparing} year={year} onClose={() => setComparing(null)} />}
    </>
  );
}

function useColumns(compare: (row: BoardRow) => void, receive: (filingId: string) => void): Column<BoardRow>[] {
  const t = useWords(words);
  return [
    {
      key: 'city',
      title: t('city'),
      width: 88,
      render: (r) => (r.versionId === null ? r.city : <Link to={`/catalogue/versions/${r.versionId}`}>{r.city}</Link>),
    },
    { key: 'publishing', title: t('publishing'), render: (r) => <DutyNote duty={r.publishing} /> },
    { key: 'filing', title: t('filing'), render: (r) => <DutyNote duty={r.filing} /> },
    { key: 'entries', title: t('entries'), number: true, render: (r) => (r.versionId === null ? '—' : r.entries) },
    { key: 'receipt', title: t('receipt'), width: 150, render: (r) => r.receiptNumber ?? '—' },
    {
      key: 'same',
      title: t('compareFiling'),
      render: (r) =>
        r.versionId === null && r.filingId === null ? (
          '—'
        ) : (
          <Button size="small" type="link" danger={r.same === false} onClick={() => compare(r)}>
            {r.same === null ? t('compareFiling') : t(r.same ? 'agrees' : 'differs')}
          </Button>
        ),
    },
    {
      key: 'acts',
      title: t('acts'),
      render: ({ filingId, receiptNumber }) =>
        filingId === null || receiptNumber !== null ? null : (
          <Button size="small" type="primary" onClick={() => receive(filingId)}>
            {t('receive')}
          </Button>
        ),
    },
  ];
}

function FilingDialog({ row, year, onClose }: { row: BoardRow; year: number; onClose: () => void }) {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['catalogue', 'filings', year, row.cityCode],
    queryFn: ({ signal }) =>
      api.get<FilingComparison>('/api/catalogue/filings/compare', { query: { year, cityCode: row.cityCode }, signal }),
  });
  return (
    <Modal open title={`${row.city} · ${t('compareFiling')}`} footer={null} width={720} onCancel={onClose}>
      {error === null ? null : <ErrorNote error={error} />}
      {data === undefined ? null : data.same ? (
        <p>{t('same')}</p>
      ) : (
        <div className="kit-stack">
          <p>{t('filingDiffers', { a: data.published?.counts.majors ?? 0, b: data.filing?.counts.majors ?? 0 })}</p>
          <ul>
            {data.onlyPublished.map((m) => (
              <li key={m}>
                {t('onlyPublished')}：{m}
              </li>
            ))}
            {data.onlyFiled.map((m) => (
              <li key={m}>
                {t('onlyFiled')}：{m}
              </li>
            ))}
          </ul>
          {data.differences === null ? null : <DifferenceList differences={data.differences} />}
        </div>
      )}
    </Modal>
  );
}
