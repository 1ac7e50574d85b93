import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, EmptyState, permits, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { Annex1Person } from '../../annex1/annex1.ts';
import type { Annex1CellView } from '../../annex1/open-annex1-cell.ts';
import { FIGURE_NAMES } from '../../report/report-figures.ts';
import { words } from './annex1-words.ts';
import { factWords } from '../fact-words.ts';
import type { OpenedCell } from './figures-table.tsx';
import { PersonsDialog } from './persons-dialog.tsx';

type Props = { cell: OpenedCell; query: Record<string, string | undefined>; onClose: () => void };

/** The persons behind a figure as they count now. */
export function Annex1Persons({ cell, query, onClose }: Props) {
  const t = useWords(words);
  const { permissions } = useSession();
  const sees = permits(permissions, 'people.read');
  const asked = { ...query, column: cell.figure, schoolId: cell.schoolId ?? undefined };
  const found = useInfiniteQuery({
    queryKey: ['annex1-persons', asked],
    enabled: sees,
    queryFn: ({ pageParam, signal }) =>
      api.get<Annex1CellView>('/api/annex1/persons', { query: { ...asked, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const { data } = found;
  const rows = data?.pages.flatMap((p) => p.items) ?? [];
  const title = `${cell.schoolId === null ? t('total') : cell.school} · ${FIGURE_NAMES[cell.figure]}`;
  return (
    <PersonsDialog title={title} found={found} moreLabel={t('more')} onClose={onClose}>
      {sees ? null : <EmptyState title={t('nobodySeen')} />}
      {data !== undefined && rows.length === 0 ? <EmptyState title={t('nobody')} /> : <Persons rows={rows} />}
    </PersonsDialog>
  );
}

function Persons({ rows }: { rows: readonly Annex1Person[] }) {
  const t = useWords(words);
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={t('persons')}
      rows={rows}
      rowKey={(p) => `${p.personId}${p.schoolId}`}
      rowName={(p) => p.name}
      columns={[
        {
          key: 'name',
          title: t('person'),
          width: 88,
          render: (p) => <Link to={`/people/${p.personId}`}>{p.name}</Link>,
        },
        { key: 'id', title: t('idMask'), render: (p) => p.idMask ?? '—' },
        { key: 'school', title: t('school'), render: (p) => p.school },
        { key: 'facts', title: t('facts'), render: (p) => factWords(p.facts) },
        { key: 'match', title: t('match'), width: 92, render: (p) => t(p.match) },
      ]}
    />
  );
}
