import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  Deadline,
  EmptyState,
  ErrorNote,
  PageHeader,
  useBilingual,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { DutyLine, ReportLine, ReportList } from '../report/report-schema.ts';
import './season/season.css';
import { words } from './season/season-words.ts';
import { StandingNote } from './standing-note.tsx';

/** 报表报送: every report of one's place with how it stands, and what the law wants reported at all. */
export default function ReportsScreen() {
  const t = useWords(words);
  const search: Record<string, unknown> = useSearch({ strict: false });
  const text = (key: string) => (typeof search[key] === 'string' ? search[key] : undefined);
  const query = { state: text('state'), waiting: text('waiting'), standing: text('standing') };
  const filtered = Object.values(query).some((value) => value !== undefined);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reports', query],
    queryFn: ({ signal }) => api.get<ReportList>('/api/reports', { query, signal }),
  });
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('reports')}
        note={t('reportsNote')}
        actions={filtered ? <Link to="/reports">{t('seeAll')}</Link> : undefined}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? (
        <EmptyState
          title={t(filtered ? 'noneWaits' : 'noReports')}
          begin={filtered ? <Link to="/reports">{t('seeAll')}</Link> : t('noReportsBegin')}
        />
      ) : (
        <DataTable
          caption={t('reports')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={(r) => r.reportId}
          rowName={(r) => `${r.city} ${r.title}`}
          hrefOf={(r) => `/reports/${r.reportId}`}
          loadingRows={isPending ? 4 : undefined}
        />
      )}
      <Duties />
    </>
  );
}

function useColumns(): Column<ReportLine>[] {
  const t = useWords(words);
  const { unit } = useSession();
  const city: Column<ReportLine>[] =
    unit.level === 'city' ? [] : [{ key: 'city', title: t('city'), render: (r) => r.city }];
  return [
    { key: 'title', title: t('report'), render: (r) => r.title },
    ...city,
    { key: 'due', title: t('due'), render: (r) => r.dueOn },
    {
      key: 'left',
      title: t('left'),
      render: (r) => (r.sentOn === null ? <Deadline dueOn={r.inTimeUntil} workingDaysLeft={r.workingDaysLeft} /> : '—'),
    },
    { key: 'state', title: t('state'), render: (r) => r.stateName },
    { key: 'standing', title: t('standing'), render: (r) => <StandingNote line={r} /> },
    { key: 'sentOn', title: t('sentOn'), render: (r) => r.sentOn ?? '—' },
    { key: 'version', title: t('version'), render: (r) => t('versionN', { version: r.version }) },
  ];
}

function Duties() {
  const t = useWords(words);
  const say = useBilingual();
  const { permissions } = useSession();
  const { data, error } = useQuery({
    queryKey: ['report-duties'],
    queryFn: ({ signal }) => api.get<{ today: string; rows: DutyLine[] }>('/api/report-duties', { signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined || data.rows.length === 0) return null;
  const dayOf = (d: DutyLine) => {
    if (d.dueOn !== null) return d.dueOn;
    return d.workingDays === null ? (
      <span className="kit-faint">{t('notSet')}</span>
    ) : (
      t('daysSet', { days: d.workingDays })
    );
  };
  const { today } = data;
  const mayOpen = (d: DutyLine) =>
    d.list === '/reports' || (d.list === '/catalogue' && permissions.includes('catalogue.edit'));
  return (
    <section className="kit-stack season-section">
      <h2>{t('duties')}</h2>
      <p className="kit-faint">{t('dutiesNote')}</p>
      <DataTable
        caption={t('duties')}
        rows={data.rows}
        rowKey={(d) => d.key}
        rowName={(d) => say(d.title)}
        columns={[
          {
            key: 'title',
            title: t('duty'),
            render: (d) => (d.list !== null && mayOpen(d) ? <Link to={d.list}>{say(d.title)}</Link> : say(d.title)),
          },
          { key: 'by', title: t('by'), render: (d) => d.by },
          { key: 'to', title: t('to'), render: (d) => d.to },
          { key: 'due', title: t('due'), render: dayOf },
          {
            key: 'left',
            title: t('left'),
            render: (d) => leftOf(d, today, t('passed')),
          },
          { key: 'clause', title: t('clause'), render: (d) => d.clause },
        ]}
      />
    </section>
  );
}

/** Whether a day that has passed was kept to stands in the list of reports, not here. */
function leftOf(d: DutyLine, today: string, passed: string) {
  if (d.dueOn === null) return '—';
  if (d.dueOn < today) return <span className="kit-faint">{passed}</span>;
  return <Deadline dueOn={d.dueOn} workingDaysLeft={d.workingDaysLeft} />;
}
