import { useQuery } from '@tanstack/react-query';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import { ErrorNote, money, TitledTable, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { ApprenticeshipYear } from '../grants/schema.ts';
import { words } from './words/grant-words.ts';

/** 学徒制年度结算: by enterprise and year what is due and paid for apprentices, and how the enterprise used what it was given. */
export function Apprenticeships() {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['apprenticeships'],
    queryFn: ({ signal }) => api.get<ListAnswer<ApprenticeshipYear>>('/api/funds/apprenticeships', { signal }),
  });
  const sum = (key: 'dueFen' | 'paidFen' | 'unpaidFen' | 'receivedFen' | 'spentFen' | 'leftFen', title: string) => ({
    key,
    title,
    number: true,
    render: (y: ApprenticeshipYear) => money(y[key]),
  });
  const columns: Column<ApprenticeshipYear>[] = [
    { key: 'enterprise', title: t('enterprise'), render: (y) => y.enterprise },
    { key: 'year', title: t('year'), render: (y) => String(y.year) },
    { key: 'apprentices', title: t('apprentices'), number: true, render: (y) => String(y.apprentices) },
    sum('dueFen', t('dueSum')),
    sum('paidFen', t('paidSum')),
    sum('unpaidFen', t('unpaidSum')),
    sum('receivedFen', t('advanced')),
    sum('spentFen', t('stated')),
    sum('leftFen', t('notSpent')),
  ];
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data?.rows.length === 0) return null;
  return (
    <TitledTable
      title={t('apprenticeships')}
      note={t('apprenticeshipsNote')}
      columns={columns}
      rows={found.data?.rows}
      rowKey={(y) => `${y.institutionId} ${y.year}`}
      rowName={(y) => `${y.enterprise} ${y.year}`}
    />
  );
}
