import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useLanguage,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import type { SummaryLine, SummaryRow } from '../schema.ts';
import { figureText } from './figure-text.ts';
import './indicators.css';
import { words } from './words.ts';

/** 定期总结: which summaries are open, whom they wait for, which are late; opened, the figures and the confirmation. */
export default function SummariesScreen() {
  const t = useWords(words);
  const [language] = useLanguage();
  const [opened, setOpened] = useState<SummaryLine | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['indicator-summaries'],
    queryFn: ({ signal }) => api.get<SummaryLine[]>('/api/indicators/summaries', { signal }),
  });
  const rows = data ?? [];
  return (
    <>
      <PageHeader title={t('summaries')} note={t('summariesNote')} actions={<PrintButton title={t('summaries')} />} />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 ? (
        <EmptyState title={t('noSummaries')} begin={t('noSummariesBegin')} />
      ) : (
        <DataTable
          caption={t('summaries')}
          rows={rows}
          rowKey={(s) => s.summaryId}
          rowName={(s) => `${s.place} ${s.title[language]}`}
          loadingRows={data === undefined ? 6 : undefined}
          onOpen={setOpened}
          columns={[
            { key: 'place', title: t('place'), render: (s) => s.place },
            { key: 'title', title: t('summaries'), render: (s) => s.title[language] },
            { key: 'period', title: t('period'), render: (s) => t('since', { from: s.from, to: s.to }) },
            { key: 'due', title: t('summaryDue'), render: (s) => s.dueOn ?? t('notSet') },
            { key: 'state', title: t('state'), render: (s) => <Standing line={s} /> },
            {
              key: 'waits',
              title: t('waitsFor'),
              render: (s) => s.waitsFor.map((l) => t(`line_${l}`)).join('、') || '—',
            },
          ]}
        />
      )}
      {opened === null ? null : <SummaryDialog line={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Standing({ line }: { line: SummaryLine }) {
  const t = useWords(words);
  if (line.overdue) return <strong className="kit-alarm">{t('overdue')}</strong>;
  if (line.state === 'draft') return t('summaryDraft');
  return (
    <>
      {t('submittedOn', { day: line.submittedOn ?? '' })}
      {line.late ? <strong className="kit-alarm"> {t('lateNote')}</strong> : null}
    </>
  );
}

function SummaryDialog({ line, onClose }: { line: SummaryLine; onClose: () => void }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const client = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['indicator-summary', line.summaryId],
    queryFn: ({ signal }) =>
      api.get<{ note: string; rows: SummaryRow[] }>('/api/indicators/summary', {
        query: { summaryId: line.summaryId },
        signal,
      }),
  });
  const confirm = useMutation({
    mutationFn: () =>
      api.post('/api/indicators/summary/confirm', { summaryId: line.summaryId, ...(note === null ? {} : { note }) }),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries();
    },
  });
  const say = (n: number | null, row: SummaryRow) => figureText(n, row.unit, language);
  return (
    <Modal open title={`${line.place} · ${line.title[language]}`} footer={null} width={960} onCancel={onClose}>
      <div className="kit-stack">
        <p>{t('since', { from: line.from, to: line.to })}</p>
        {error === null ? null : <ErrorNote error={error} />}
        <DataTable
          caption={t('summaries')}
          rows={data?.rows ?? []}
          rowKey={(r) => r.key}
          rowName={(r) => r.title[language]}
          loadingRows={data === undefined ? 6 : undefined}
          columns={[
            { key: 'title', title: t('indicator'), render: (r) => r.title[language] },
            { key: 'period', title: t('inPeriod'), number: true, render: (r) => say(r.periodValue, r) },
            { key: 'value', title: t('inAll'), number: true, render: (r) => say(r.value, r) },
            {
              key: 'target',
              title: t('goal'),
              number: true,
              render: (r) => (r.target === null ? '—' : say(r.target, r)),
            },
          ]}
        />
        {line.state === 'submitted' ? (
          <p>{data?.note}</p>
        ) : (
          <Allowed permission="indicator.confirm">
            <label>
              {t('summaryNote')}
              <Input.TextArea rows={3} value={note ?? data?.note ?? ''} onChange={(e) => setNote(e.target.value)} />
            </label>
            <div>
              <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>
                {t('confirm')}
              </Button>
            </div>
          </Allowed>
        )}
        {confirm.error === null ? null : <ErrorNote error={confirm.error} />}
      </div>
    </Modal>
  );
}
