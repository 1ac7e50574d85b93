import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { DataTable, EmptyState, ErrorNote, PageHeader, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { DwellReport } from '../dwell/report-dwell.ts';
import { words } from './village/village-words.ts';

const levels: Record<string, string> = {
  village: '村级',
  township: '乡镇',
  county: '县级',
  city: '市级',
  school: '学校',
};
type Average = DwellReport['averages'][number];
type Waiting = DwellReport['waiting'][number];

/** From the village to the school, as a case goes. */
const inOrder = (rows: readonly Average[]): Average[] => {
  const way = Object.keys(levels);
  return rows.toSorted((a, b) => way.indexOf(a.level) - way.indexOf(b.level));
};

function SearchLink({ number }: { number: string }) {
  return <a href={`/search?q=${encodeURIComponent(number)}`}>{number}</a>;
}

/** 办理用时: how long cases stay with whom, and which lie longest. */
export default function DwellScreen() {
  const t = useWords(words);
  const report = useQuery({
    queryKey: ['dwell'],
    queryFn: ({ signal }) => api.get<DwellReport>('/api/enrolment/dwell', { signal }),
  });
  const averages: Column<Average>[] = [
    { key: 'level', title: t('level'), render: (r) => levels[r.level] ?? r.level },
    { key: 'cases', title: t('cases'), number: true, render: (r) => r.cases },
    { key: 'average', title: t('average'), number: true, render: (r) => r.averageDays.toFixed(1) },
  ];
  const waiting: Column<Waiting>[] = [
    { key: 'office', title: t('office'), render: (r) => `${r.name}（${levels[r.level] ?? r.level}）` },
    { key: 'since', title: t('since'), render: (r) => chinaDate(new Date(r.dwell.since)) },
    { key: 'days', title: t('waitedDays'), number: true, render: (r) => r.dwell.workingDays ?? '—' },
    {
      key: 'limit',
      title: t('limit'),
      render: (r) => (
        <>
          {r.dwell.limit ?? t('notSet')}
          {r.dwell.standing === 'overdue' ? <strong className="kit-alarm"> {t('overdue')}</strong> : null}
        </>
      ),
    },
    { key: 'cases', title: t('cases'), number: true, render: (r) => r.cases },
    {
      key: 'examples',
      title: t('examples'),
      render: (r) =>
        r.names.slice(0, 2).map((number, at) => (
          <span key={number}>
            {at > 0 ? '、' : ''}
            <SearchLink number={number} />
          </span>
        )),
    },
  ];
  return (
    <>
      <PageHeader title={t('dwell')} note={t('dwellNote')} />
      {report.error === null ? null : <ErrorNote error={report.error} onRetry={() => void report.refetch()} />}
      {report.data?.waiting.length === 0 && report.data.averages.length === 0 ? (
        <EmptyState title={t('noDwell')} />
      ) : (
        <div className="kit-stack">
          <DataTable
            caption={t('average')}
            columns={averages}
            rows={inOrder(report.data?.averages ?? [])}
            rowKey={(r) => r.level}
            rowName={(r) => levels[r.level] ?? r.level}
            loadingRows={report.isPending ? 4 : undefined}
          />
          <DataTable
            caption={t('dwell')}
            columns={waiting}
            rows={report.data?.waiting ?? []}
            rowKey={(r) => `${r.level} ${r.code} ${r.name} ${r.dwell.since}`}
            rowName={(r) => r.name}
            loadingRows={report.isPending ? 6 : undefined}
          />
        </div>
      )}
    </>
  );
}
