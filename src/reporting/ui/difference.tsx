import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import type { DifferenceLine, VersionDifference } from '../report/view/compare-reports.ts';
import { ANNEX1_COLUMNS, type Annex1Column } from '../annex1/figure.ts';
import { FIGURE_NAMES } from '../report/report-figures.ts';
import { words } from './season/season-words.ts';

/** Why a version differs from the one before it: by column how many were added, removed and corrected, and who. */
export function Difference({ reportId }: { reportId: string }) {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['report-difference', reportId],
    queryFn: ({ signal }) => api.get<VersionDifference>(`/api/reports/${reportId}/difference`, { signal }),
    retry: false,
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  const { before, after, counts } = data;
  const rows = ANNEX1_COLUMNS.map((c) => ({ c, ...counts[c], adjusted: data.adjusted[c] }));
  const figure = (c: Annex1Column, of: typeof before.reported) => of[c] ?? '';
  return (
    <div className="kit-stack">
      <p>{t('differenceNote', { a: before.version, b: after.version })}</p>
      <DataTable
        caption={t('difference')}
        rows={rows}
        rowKey={(r) => r.c}
        rowName={(r) => FIGURE_NAMES[r.c]}
        columns={[
          { key: 'figure', title: t('figure'), render: (r) => FIGURE_NAMES[r.c] },
          {
            key: 'a',
            title: t('versionN', { version: before.version }),
            number: true,
            render: (r) => figure(r.c, before.reported),
          },
          { key: 'added', title: t('added'), number: true, render: (r) => r.added },
          { key: 'removed', title: t('removed'), number: true, render: (r) => r.removed },
          { key: 'corrected', title: t('corrected'), number: true, render: (r) => r.corrected },
          { key: 'adjusted', title: t('adjustedBy'), number: true, render: (r) => r.adjusted },
          {
            key: 'b',
            title: t('versionN', { version: after.version }),
            number: true,
            render: (r) => figure(r.c, after.reported),
          },
        ]}
      />
      {data.persons.length === 0 ? <p className="kit-faint">{t('noPersons')}</p> : <Persons rows={data.persons} />}
      {data.more ? <p className="kit-faint">{t('morePersons', { n: data.persons.length })}</p> : null}
    </div>
  );
}

function Persons({ rows }: { rows: readonly DifferenceLine[] }) {
  const t = useWords(words);
  return (
    <DataTable
      caption={t('persons')}
      rows={rows}
      rowKey={(p) => `${p.figure}${p.personId}${p.fromSchoolId}${p.toSchoolId}`}
      rowName={(p) => p.name}
      columns={[
        { key: 'name', title: t('person'), render: (p) => p.name },
        { key: 'id', title: t('idMask'), render: (p) => p.idMask ?? '—' },
        { key: 'figure', title: t('figure'), render: (p) => FIGURE_NAMES[p.figure] },
        { key: 'kind', title: t('change'), render: (p) => t(p.kind) },
        { key: 'from', title: t('from'), render: (p) => p.fromSchool ?? '—' },
        { key: 'to', title: t('toSchool'), render: (p) => p.toSchool ?? '—' },
      ]}
    />
  );
}
