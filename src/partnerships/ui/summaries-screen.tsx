import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  SchemaForm,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { summaryParts } from '../form-schema.ts';
import type { SummaryCell } from '../summary/summary-page.ts';
import type { Summary } from '../summary/summary-store.ts';
import { OwedSummaries } from './owed-summaries.tsx';
import { words } from './words.ts';

/** 年度总结: the province writes and sends it, the ministry receives it; every figure counted, every change with its reason. */
export default function SummariesScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today, unit } = useSession();
  const year = Number(today.slice(0, 4));
  const [shown, setShown] = useState<string | null>(null);
  const [sending, setSending] = useState<Summary | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const found = useQuery({
    queryKey: ['summaries'],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<Summary>>('/api/partnerships/summaries', { query: { size: 100 }, signal }),
  });
  const rows = found.data?.rows ?? [];
  const begin = (): void => {
    api.post<Summary>('/api/partnerships/summaries', { year }).then(async (s) => {
      await client.invalidateQueries({ queryKey: ['summaries'] });
      setShown(s.summaryId);
    }, setFailure);
  };
  const receive = (s: Summary): void => {
    api
      .post(`/api/partnerships/summaries/${s.summaryId}/receive`)
      .then(() => client.invalidateQueries({ queryKey: ['summaries'] }), setFailure);
  };
  const columns: Column<Summary>[] = [
    { key: 'division', title: t('province'), render: (s) => `${s.division}　${s.year}` },
    { key: 'state', title: t('state'), render: (s) => t(`summary_${s.state}`) },
    {
      key: 'due',
      title: t('dueOn'),
      render: (s) => ((s.sentOn ?? today) > s.dueOn ? <strong className="kit-alarm">{s.dueOn}</strong> : s.dueOn),
    },
    { key: 'sent', title: t('sentOn'), render: (s) => (s.sentOn ? `${s.sentOn}　${s.sentName}` : t('none')) },
    {
      key: 'received',
      title: t('receivedOn'),
      render: (s) => (s.receivedOn ? `${s.receivedOn}　${s.receivedName}` : t('none')),
    },
    {
      key: 'acts',
      title: t('acts'),
      render: (s) => (
        <>
          {s.state === 'draft' ? (
            <Allowed permission="agreement.lead">
              <Button size="small" type="primary" onClick={() => setSending(s)}>
                {t('sendSummary')}
              </Button>
            </Allowed>
          ) : null}
          {s.state === 'sent' && unit.level === 'nation' ? (
            <Allowed permission="agreement.lead">
              <Button size="small" type="primary" onClick={() => receive(s)}>
                {t('receiveSummary')}
              </Button>
            </Allowed>
          ) : null}
        </>
      ),
    },
  ];
  const open = rows.find((s) => s.summaryId === shown);
  return (
    <>
      <PageHeader
        title={t('summaries')}
        note={t('summariesNote')}
        actions={
          <>
            {unit.level === 'province' ? (
              <Allowed permission="agreement.lead">
                <Button type="primary" onClick={begin}>
                  {t('writeSummary', { year })}
                </Button>
              </Allowed>
            ) : null}
            <PrintButton title={open ? `${open.division}${open.year}${t('summaries')}` : t('summaries')} />
          </>
        }
      />
      <div className="kit-stack">
        {unit.level === 'nation' ? <OwedSummaries year={today.slice(5, 7) === '12' ? year : year - 1} /> : null}
        {failure === null ? null : <ErrorNote error={failure} />}
        {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data && rows.length === 0 ? (
          <EmptyState title={t('noSummaries')} begin={t('noSummariesBegin')} />
        ) : (
          <DataTable
            caption={t('summaries')}
            columns={columns}
            rows={rows}
            rowKey={(s) => s.summaryId}
            rowName={(s) => `${s.division} ${s.year}`}
            onOpen={(s) => setShown(s.summaryId)}
          />
        )}
        {open ? <SummaryFile key={`${open.summaryId} ${open.version}`} summary={open} /> : null}
      </div>
      {sending ? (
        <ConfirmAct
          title={t('sendSummary')}
          explain={<p>{t('sendExplain')}</p>}
          onConfirm={() => api.post(`/api/partnerships/summaries/${sending.summaryId}/send`)}
          onClose={(done) => {
            setSending(null);
            if (done) void client.invalidateQueries({ queryKey: ['summaries'] });
          }}
        />
      ) : null}
    </>
  );
}

const part = (title: string) => z.string().optional().meta({ title, kind: 'longText' });

function SummaryFile({ summary }: { summary: Summary }) {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const [changing, setChanging] = useState<SummaryCell | null>(null);
  const draft = summary.state === 'draft';
  const write = async (body: object): Promise<void> => {
    await api.post(`/api/partnerships/summaries/${summary.summaryId}/write`, body);
    await client.invalidateQueries({ queryKey: ['summaries'] });
  };
  const columns: Column<SummaryCell>[] = [
    { key: 'title', title: t('figure'), render: (c) => say(c) },
    { key: 'counted', title: t('counted'), number: true, render: (c) => `${c.value} ${c.unit}` },
    { key: 'records', title: t('evidence'), number: true, render: (c) => t('records', { count: c.records.length }) },
    {
      key: 'stated',
      title: t('stated'),
      render: (c) => {
        const o = summary.overrides[c.key];
        return o ? `${o.value} ${c.unit}（${o.reason}，${o.by} ${o.on}）` : '';
      },
    },
    ...(draft
      ? [
          {
            key: 'acts',
            title: t('acts'),
            render: (c: SummaryCell) => (
              <Button size="small" onClick={() => setChanging(c)}>
                {t('override')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const Narrative = z.object({
    progress: part(t('part_progress')),
    practice: part(t('part_practice')),
    problems: part(t('part_problems')),
    next: part(t('part_next')),
  });
  const Override = z.object({
    value: z.coerce
      .number()
      .min(0)
      .meta({ title: t('value'), kind: 'number' }),
    reason: z
      .string()
      .min(2)
      .meta({ title: t('overrideReason'), kind: 'longText' }),
  });
  return (
    <section className="kit-stack">
      <h2>
        {summary.division}　{summary.year}
      </h2>
      {draft ? (
        <SchemaForm
          schema={Narrative}
          initial={summary.narrative}
          submitLabel={t('save')}
          onSubmit={(narrative) => write({ narrative })}
        />
      ) : (
        summaryParts.map((key) => (
          <div key={key}>
            <h3>{t(`part_${key}`)}</h3>
            <p>{summary.narrative[key]}</p>
          </div>
        ))
      )}
      <h3>{t('dataPage')}</h3>
      <DataTable
        caption={t('dataPage')}
        columns={columns}
        rows={summary.page}
        rowKey={(c) => c.key}
        rowName={(c) => say(c)}
      />
      {changing ? (
        <FormDialog
          title={`${t('override')}：${say(changing)}`}
          schema={Override}
          onSubmit={(v) => write({ override: { cell: changing.key, ...v } })}
          onClose={() => setChanging(null)}
        />
      ) : null}
    </section>
  );
}
