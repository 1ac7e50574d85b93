import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, TitledTable, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { OwedSummaries as Owed, OwedSummary } from '../summary/owed-summaries.ts';
import { words } from './words.ts';

/** What the ministry sees of a year: which provinces have sent their summary, in time or late, and which have not. */
export function OwedSummaries({ year }: { year: number }) {
  const t = useWords(words);
  const owed = useQuery({
    queryKey: ['summaries', 'owed', year],
    queryFn: ({ signal }) => api.get<Owed>('/api/partnerships/summaries/owed', { query: { year }, signal }),
  });
  if (owed.error) return <ErrorNote error={owed.error} onRetry={() => void owed.refetch()} />;
  if (owed.data === undefined || owed.data.rows.length === 0) return null;
  const { rows, units, sent, late, overdue, waiting } = owed.data;
  const columns: Column<OwedSummary>[] = [
    { key: 'unit', title: t('province'), render: (r) => r.unitName },
    {
      key: 'standing',
      title: t('standing'),
      render: (r) => {
        const behind = r.standing === 'overdue' || r.standing === 'late';
        return behind ? (
          <strong className="kit-alarm">{t(`standing_${r.standing}`)}</strong>
        ) : (
          t(`standing_${r.standing}`)
        );
      },
    },
    { key: 'sent', title: t('sentOn'), render: (r) => r.sentOn ?? t('none') },
  ];
  return (
    <TitledTable<OwedSummary>
      title={t('owedTitle', { year })}
      note={t('owedNote', { units, sent, late, overdue, waiting, due: rows[0]!.dueOn })}
      columns={columns}
      rows={rows}
      rowKey={(r) => r.unitId}
      rowName={(r) => r.unitName}
    />
  );
}
