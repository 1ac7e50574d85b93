import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, ErrorNote, useWords } from '../../../platform/ui-kit/index.ts';
import { ANNEX1_COLUMNS, type Annex1Figures } from '../../annex1/figure.ts';
import type { Rehearsal as Answer } from '../../season/rehearse-report.ts';
import { FIGURE_NAMES } from '../../report/report-figures.ts';
import { words } from './season-words.ts';

/** 预演: what the figures would be beside the last received ones, and the problems that touch most rows, each with its work list. */
export function Rehearsal({ reportId }: { reportId: string }) {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['report-rehearsal', reportId],
    queryFn: ({ signal }) => api.get<Answer>(`/api/reports/${reportId}/rehearsal`, { signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  if (data.state === 'too_early') return <p className="kit-faint">{t('rehearsalEarly', { day: data.opensOn })}</p>;
  const lines: { name: string; figures: Annex1Figures }[] = [
    { name: t('now'), figures: data.table?.reported ?? ({} as Annex1Figures) },
    ...(data.last === null
      ? []
      : [{ name: t('compareLast', { title: data.last.title }), figures: data.last.reported }]),
  ];
  return (
    <div className="kit-stack">
      <p className="kit-faint">{t('rehearsalNote')}</p>
      <DataTable
        caption={t('rehearsal')}
        rows={lines}
        rowKey={(l) => l.name}
        rowName={(l) => l.name}
        columns={[
          { key: 'name', title: t('report'), render: (l) => l.name },
          ...ANNEX1_COLUMNS.map((c) => ({
            key: c,
            title: FIGURE_NAMES[c],
            number: true,
            render: (l: (typeof lines)[number]) => l.figures[c] ?? '',
          })),
        ]}
      />
      <h3>{t('problems')}</h3>
      {data.problems.length === 0 ? (
        <p className="kit-faint">{t('noProblems')}</p>
      ) : (
        <DataTable
          caption={t('problems')}
          rows={data.problems}
          rowKey={(p) => p.key}
          rowName={(p) => p.title}
          columns={[
            { key: 'title', title: t('problem'), render: (p) => p.title },
            { key: 'rows', title: t('rows'), number: true, render: (p) => p.rows },
            { key: 'effect', title: t('effect'), render: (p) => p.effect },
            { key: 'go', title: t('acts'), render: (p) => <Link to={p.list}>{t('goTo')}</Link> },
          ]}
        />
      )}
    </div>
  );
}
