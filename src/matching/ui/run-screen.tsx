import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import {
  DataTable,
  ErrorNote,
  Facts,
  JobProgress,
  ListPage,
  PageHeader,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import { CONFLICT_WORDS, IN_BULK, type Conflict } from '../register/rule-words.ts';
import type { MatchResultLine } from '../runs/run-schema.ts';
import type { ShownRun } from '../runs/run-views.ts';
import { words } from './run-words.ts';

/** One comparison: what it came to by zone and rule, every row with its reason, and how it was made. */
export default function RunScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { runId = '' } = useParams({ strict: false }) as { runId?: string };
  const found = useQuery({
    queryKey: ['match-run', runId],
    queryFn: ({ signal }) => api.get<ShownRun>(`/api/matching/runs/${runId}`, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const run = found.data;
  if (run.state !== 'done') {
    return (
      <div className="kit-stack">
        <PageHeader title={run.title} note={t('waiting')} />
        {run.jobId === null ? null : <JobProgress jobId={run.jobId} onDone={() => void client.invalidateQueries()} />}
      </div>
    );
  }
  const zoneName = { auto: t('auto'), review: t('review'), none: t('none') };
  const columns: Column<MatchResultLine>[] = [
    { key: 'row', title: t('row'), number: true, render: (r) => String(r.rowNo) },
    { key: 'name', title: t('name'), width: 250, render: (r) => `${r.name ?? '—'}　${r.idMask ?? ''}` },
    { key: 'zone', title: t('zone'), width: 96, render: (r) => zoneName[r.zone] },
    { key: 'rule', title: t('rule'), render: (r) => r.ruleWords },
    { key: 'why', title: t('why'), render: (r) => r.reasonWords.join('；') },
    {
      key: 'conflicts',
      title: t('conflicts'),
      render: (r) => r.conflicts.map((c) => CONFLICT_WORDS[c as Conflict]).join('；'),
    },
    {
      key: 'decided',
      title: t('decided'),
      render: (r) =>
        r.decision === null
          ? ''
          : `${t(r.decision)}${r.stale ? `（${t('stale')}）` : ''}　${t('by', { name: r.decidedName ?? '', note: r.decisionNote ?? '' })}`,
    },
  ];
  return (
    <div className="kit-stack">
      <ListPage<MatchResultLine>
        id="match-results"
        title={run.title}
        note={[
          `${t('rows')} ${run.rows}`,
          `${t('auto')} ${run.zones.auto}`,
          `${t('review')} ${run.zones.review}`,
          `${t('none')} ${run.zones.none}`,
          `${t('changed')} ${run.changed}`,
          `${t('carried')} ${run.carried}`,
          ...(run.stale > 0 ? [`${t('stale')} ${run.stale}`] : []),
        ].join('　')}
        endpoint={`/api/matching/runs/${runId}/rows`}
        columns={columns}
        rowKey={(r) => String(r.rowNo)}
        rowName={(r) => r.name ?? String(r.rowNo)}
        open={(r) => `/matching/${runId}/${r.rowNo}`}
        filters={[
          {
            kind: 'select',
            key: 'zone',
            label: t('zone'),
            options: (['auto', 'review', 'none'] as const).map((value) => ({ value, label: zoneName[value] })),
          },
          {
            kind: 'select',
            key: 'rule',
            label: t('rule'),
            options: run.rules.map((r) => ({ value: r.rule, label: `${r.words}（${r.count}）` })),
          },
          {
            kind: 'select',
            key: 'show',
            label: t('show'),
            options: [
              { value: 'open', label: t('open') },
              { value: 'decided', label: t('decided') },
              { value: 'stale', label: t('stale') },
              { value: 'conflict', label: t('conflicts') },
            ],
          },
        ]}
        empty={{ title: t('nobody'), begin: t('nobodyHint') }}
        actions={
          run.open === 0 ? null : (
            <Button
              type="primary"
              onClick={() =>
                void firstOpen(runId).then((row) => {
                  if (row !== null) void navigate({ to: `/matching/${runId}/${row}` });
                })
              }
            >
              {t('reviewAll', { count: run.open })}
            </Button>
          )
        }
      />
      <section className="kit-stack">
        <h2>{t('rules')}</h2>
        <DataTable
          caption={t('rules')}
          rows={run.rules}
          rowKey={(r) => r.rule}
          rowName={(r) => r.words}
          columns={[
            { key: 'words', title: t('rule'), render: (r) => r.words },
            { key: 'count', title: t('rows'), number: true, render: (r) => String(r.count) },
            {
              key: 'bulk',
              title: t('decided'),
              render: (r) => (IN_BULK.has(r.rule) && run.open > 0 ? <Bulk runId={runId} rule={r.rule} /> : null),
            },
          ]}
        />
      </section>
      <section className="kit-stack">
        <h2>{t('made')}</h2>
        <Facts
          facts={[
            { label: t('unit'), value: `${run.unitName} ${run.createdName}　${chinaDate(new Date(run.createdAt))}` },
            {
              label: t('asOf'),
              value: `${run.asOf}　${t('registerRows', { rows: run.registerRows ?? 0, seq: run.knownAt ?? 0 })}`,
            },
            {
              label: t('days'),
              value: t('daysOf', { list: run.queriesDate ?? '—', register: run.registerDate ?? '—' }),
            },
            { label: t('parameters'), value: `${run.parametersVersion}　${run.parametersHash.slice(0, 16)}` },
            {
              label: t('hashes'),
              value: `${(run.queriesHash ?? '').slice(0, 16)}　${(run.registerHash ?? '').slice(0, 16)}`,
            },
          ]}
        />
        <Link to="/matching">{t('title')}</Link>
      </section>
    </div>
  );
}

async function firstOpen(runId: string): Promise<number | null> {
  const { rows } = await api.get<{ rows: MatchResultLine[] }>(`/api/matching/runs/${runId}/rows`, {
    query: { show: 'open', size: 1 },
  });
  return rows[0]?.rowNo ?? null;
}

function Bulk({ runId, rule }: { runId: string; rule: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const accept = useMutation({
    mutationFn: () =>
      api.post<{ accepted: number; left: number }>(`/api/matching/runs/${runId}/decide-by-rule`, {
        rule,
        reason: t('bulkReason'),
      }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        {t('bulk')}
      </Button>
      {accept.data === undefined ? null : <span role="status">{t('bulkDone', accept.data)}</span>}
      {accept.error === null ? null : <ErrorNote error={accept.error} />}
    </>
  );
}
