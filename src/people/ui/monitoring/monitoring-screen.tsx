import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  FormDialog,
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useSession,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import {
  CAUSES,
  FollowUpFields,
  FOLLOW_UPS,
  SettleHardship,
  VisitFields,
  type FollowUpLine,
  type HardshipLine,
  type MonitoringView,
  type OverdueVisit,
} from '../../monitoring/schema.ts';
import { words } from './monitoring-words.ts';

const SettleFields = SettleHardship.pick({ reason: true });
type Act =
  | { kind: 'visit'; row: OverdueVisit }
  | { kind: 'settle'; row: HardshipLine; included: boolean }
  | { kind: 'log'; row: FollowUpLine };

/** 动态监测: households due for a visit, reports of hardship, and what follows for those included. */
export default function MonitoringScreen() {
  const t = useWords(words);
  const [act, setAct] = useState<Act | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['monitoring'],
    queryFn: ({ signal }) => api.get<MonitoringView>('/api/monitoring', { signal }),
  });
  return (
    <>
      <PageHeader
        title={t('monitoring')}
        note={t('monitoringNote')}
        actions={<PrintButton title={t('monitoring')} />}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <div className="kit-stack">
          <section>
            <h2>{t('reports')}</h2>
            <p className="kit-faint">{t('reportsNote')}</p>
            {data.reports.length === 0 ? (
              <EmptyState title={t('noReports')} begin={t('noReportsBegin')} />
            ) : (
              <Reports rows={data.reports} onAct={setAct} />
            )}
          </section>
          <section>
            <h2>{t('followUps')}</h2>
            {data.followUps.length === 0 ? (
              <p className="kit-faint">{t('noFollowUps')}</p>
            ) : (
              <FollowUps rows={data.followUps} onAct={setAct} />
            )}
          </section>
          <section>
            <h2>{t('visits')}</h2>
            <p className="kit-faint">
              {data.visitMonths === null ? t('visitsNotSet') : t('visitsNote', { n: data.visitMonths })}
            </p>
            {data.visitMonths === null ? null : data.visits.length === 0 ? (
              <p className="kit-faint">{t('noVisits')}</p>
            ) : (
              <Visits rows={data.visits} onAct={setAct} />
            )}
          </section>
        </div>
      )}
      {act === null ? null : <Dialog act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function Late({ on, late }: { on: string | null; late: boolean }) {
  const t = useWords(words);
  if (on === null) return <span className="kit-faint">{t('notSet')}</span>;
  return (
    <>
      {on}
      {late ? <strong className="kit-alarm"> {t('late')}</strong> : null}
    </>
  );
}

function Reports({ rows, onAct }: { rows: readonly HardshipLine[]; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const columns: Column<HardshipLine>[] = [
    { key: 'person', title: t('person'), render: (r) => <Link to={`/people/${r.personId}`}>{r.name}</Link> },
    { key: 'village', title: t('village'), render: (r) => r.village },
    { key: 'cause', title: t('cause'), render: (r) => CAUSES[r.cause] },
    { key: 'account', title: t('account'), render: (r) => r.account },
    { key: 'reported', title: t('reportedOn'), render: (r) => r.reportedOn },
    { key: 'due', title: t('due'), render: (r) => <Late on={r.dueOn} late={r.overdue} /> },
    {
      key: 'outcome',
      title: t('outcome'),
      render: (r) => (r.outcome === null ? t('waiting') : `${t(r.outcome)} ${r.settledOn ?? ''}`),
    },
    {
      key: 'act',
      title: t('act'),
      render: (r) =>
        r.outcome !== null ? null : (
          <Allowed permission="monitor.include">
            <Button size="small" type="primary" onClick={() => onAct({ kind: 'settle', row: r, included: true })}>
              {t('include')}
            </Button>{' '}
            <Button size="small" onClick={() => onAct({ kind: 'settle', row: r, included: false })}>
              {t('decline')}
            </Button>
          </Allowed>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('reports')}
      columns={columns}
      rows={rows}
      rowKey={(r) => r.reportId}
      rowName={(r) => r.name}
    />
  );
}

function FollowUps({ rows, onAct }: { rows: readonly FollowUpLine[]; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const columns: Column<FollowUpLine>[] = [
    { key: 'person', title: t('person'), render: (f) => <Link to={`/people/${f.personId}`}>{f.name}</Link> },
    { key: 'village', title: t('village'), render: (f) => f.village },
    { key: 'kind', title: t('kind'), render: (f) => FOLLOW_UPS[f.kind] },
    { key: 'included', title: t('includedOn'), render: (f) => f.includedOn },
    { key: 'due', title: t('due'), render: (f) => <Late on={f.dueOn} late={f.overdue} /> },
    { key: 'done', title: t('doneOn'), render: (f) => (f.doneOn === null ? '—' : `${f.doneOn} ${f.note ?? ''}`) },
    {
      key: 'act',
      title: t('act'),
      render: (f) =>
        f.doneOn !== null ? null : (
          <Button size="small" onClick={() => onAct({ kind: 'log', row: f })}>
            {t('log')}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('followUps')}
      columns={columns}
      rows={rows}
      rowKey={(f) => `${f.reportId} ${f.kind}`}
      rowName={(f) => f.name}
    />
  );
}

function Visits({ rows, onAct }: { rows: readonly OverdueVisit[]; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const columns: Column<OverdueVisit>[] = [
    { key: 'head', title: t('head'), render: (v) => v.headName ?? '—' },
    { key: 'village', title: t('village'), render: (v) => v.village },
    { key: 'last', title: t('lastVisit'), render: (v) => v.lastVisit ?? t('never') },
    { key: 'due', title: t('due'), render: (v) => v.dueOn },
    {
      key: 'act',
      title: t('act'),
      render: (v) => (
        <Button size="small" onClick={() => onAct({ kind: 'visit', row: v })}>
          {t('visit')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('visits')}
      columns={columns}
      rows={rows}
      rowKey={(v) => v.householdId}
      rowName={(v) => v.headName ?? v.householdId}
    />
  );
}

function Dialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const t = useWords(words);
  const { today, user } = useSession();
  if (act.kind === 'visit')
    return (
      <FormDialog
        title={`${t('visit')}：${act.row.headName ?? ''}`}
        schema={VisitFields}
        initial={{ visitedOn: today, visitor: user.name, hardship: false }}
        onSubmit={(value) => api.post('/api/monitoring/visits', { ...value, householdId: act.row.householdId })}
        onClose={onClose}
      />
    );
  const base = `/api/people/${act.row.personId}/hardship/${act.row.reportId}`;
  if (act.kind === 'log')
    return (
      <FormDialog
        title={`${t('log')}：${FOLLOW_UPS[act.row.kind]}`}
        schema={FollowUpFields}
        initial={{ doneOn: today }}
        onSubmit={(value) => api.post(`${base}/follow-up`, { ...value, kind: act.row.kind })}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={`${t(act.included ? 'include' : 'decline')}：${act.row.name}`}
      schema={SettleFields}
      above={act.included ? <p>{t('includeNote')}</p> : undefined}
      onSubmit={(value) => api.post(base, { ...value, included: act.included })}
      onClose={onClose}
    />
  );
}
