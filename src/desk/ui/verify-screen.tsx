import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  thousands,
  useWords,
  wallClock,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { Verification } from '../schema.ts';
import { deskWords } from './desk-words.ts';
import './desk.css';

const isOpen = (v: Verification): boolean => v.state === 'queued' || v.state === 'running';

/** 审计链核验: walks the chain in the background; past verifications stay with what they found. */
export default function VerifyScreen() {
  const t = useWords(deskWords);
  const client = useQueryClient();
  const key = ['audit', 'verifications'];
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ListAnswer<Verification>>('/api/audit/verifications', { signal }),
    refetchInterval: (query) => (query.state.data?.rows.some(isOpen) ? 1000 : false),
  });
  const run = useMutation({
    mutationFn: () => api.post('/api/audit/verifications'),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const busy = run.isPending || (data?.rows.some(isOpen) ?? false);
  return (
    <>
      <PageHeader
        title={t('verify')}
        note={t('verifyNote')}
        actions={
          <Button type="primary" loading={busy} onClick={() => run.mutate()}>
            {t('verifyRun')}
          </Button>
        }
      />
      <p>
        <a href="/public/audit-roots">{t('publicRoots')}</a>
      </p>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {run.error === null ? null : <ErrorNote error={run.error} />}
      <div aria-live="polite">
        {data?.rows.length === 0 ? (
          <EmptyState title={t('noVerify')} begin={t('noVerifyHint')} />
        ) : (
          <Verifications rows={data?.rows ?? []} loading={isPending} />
        )}
      </div>
    </>
  );
}

function Verifications({ rows, loading }: { rows: readonly Verification[]; loading: boolean }) {
  const t = useWords(deskWords);
  const columns: Column<Verification>[] = [
    { key: 'asked', title: t('asked'), render: (v) => wallClock(v.createdAt) },
    { key: 'result', title: t('result'), render: (v) => <Result verification={v} /> },
    { key: 'sealed', title: t('sealed'), number: true, render: (v) => (v.report ? thousands(v.report.sealed) : '—') },
    { key: 'open', title: t('unsealed'), number: true, render: (v) => (v.report ? thousands(v.report.unsealed) : '—') },
    {
      key: 'root',
      title: t('lastRoot'),
      render: (v) =>
        v.report?.lastRoot ? (
          <>
            {v.report.lastRoot.day} <span className="desk-hash">{v.report.lastRoot.hash.slice(0, 16)}…</span>
          </>
        ) : (
          '—'
        ),
    },
    { key: 'finished', title: t('finished'), render: (v) => (v.finishedAt === null ? '—' : wallClock(v.finishedAt)) },
  ];
  return (
    <DataTable
      caption={t('verify')}
      columns={columns}
      rows={rows}
      rowKey={(v) => v.id}
      rowName={(v) => wallClock(v.createdAt)}
      loadingRows={loading ? 3 : undefined}
    />
  );
}

function Result({ verification: { state, report } }: { verification: Verification }) {
  const t = useWords(deskWords);
  if (state === 'queued' || state === 'running') return <span>{t('verifying')}</span>;
  if (report === null) return <span className="kit-alarm">{t('failed')}</span>;
  if (report.faultCount === 0) return <strong>{t('whole')}</strong>;
  return (
    <>
      <strong className="kit-alarm">{t('broken', { count: report.faultCount })}</strong>
      <ul>
        {report.faults.slice(0, 10).map((f) => (
          <li key={`${f.kind} ${f.seq} ${f.entryId}`}>{t(`fault_${f.kind as 'changed'}`, { seq: f.seq ?? '—' })}</li>
        ))}
      </ul>
    </>
  );
}
