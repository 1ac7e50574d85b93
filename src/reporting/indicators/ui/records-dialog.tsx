import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { DataTable, EmptyState, useLanguage, useWords } from '../../../platform/ui-kit/index.ts';
import { PersonsDialog } from '../../ui/annex1/persons-dialog.tsx';
import type { Drilled, DrillRow, IndicatorView } from '../schema.ts';
import { words } from './words.ts';

export type OpenedSide = 'part' | 'whole' | 'missing';

/** The records behind a figure, by pages; names where the reader may see them. */
export function RecordsDialog({ view, side, onClose }: { view: IndicatorView; side: OpenedSide; onClose: () => void }) {
  const t = useWords(words);
  const [language] = useLanguage();
  const query = { key: view.key, divisionCode: String(view.divisionCode), on: view.on, side };
  const found = useInfiniteQuery({
    queryKey: ['indicator-records', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Drilled>('/api/indicators/records', { query: { ...query, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = found.data?.pages.flatMap((p) => p.rows) ?? [];
  const title = t('recordsOf', { title: view.title[language], side: t(`side_${side}`) });
  return (
    <PersonsDialog title={title} found={found} moreLabel={t('more')} onClose={onClose}>
      {found.data === undefined ? null : rows.length === 0 ? (
        <EmptyState title={t('noRecords')} />
      ) : (
        <>
          <p role="status">{t('total', { n: found.data.pages[0]!.total })}</p>
          <Records rows={rows} />
        </>
      )}
    </PersonsDialog>
  );
}

function Records({ rows }: { rows: readonly DrillRow[] }) {
  const t = useWords(words);
  const who = (r: DrillRow) => {
    if (r.title !== null) return r.title;
    if (r.personId === null) return r.institution ?? '—';
    return r.name === null ? (
      <span className="kit-faint">{t('hidden')}</span>
    ) : (
      <Link to={`/people/${r.personId}`}>{r.name}</Link>
    );
  };
  return (
    <DataTable
      caption={t('records')}
      rows={rows}
      rowKey={(r) => r.sourceId}
      rowName={(r) => r.title ?? r.name ?? r.place ?? r.sourceId}
      columns={[
        { key: 'who', title: t('who'), render: who },
        { key: 'day', title: t('day'), render: (r) => r.countedOn ?? '—' },
        { key: 'place', title: t('where'), render: (r) => r.place ?? '—' },
        { key: 'institution', title: t('institution'), render: (r) => r.institution ?? '—' },
        { key: 'quantity', title: t('quantity'), number: true, render: (r) => String(r.quantity) },
        ...(rows.some((r) => r.reason !== null)
          ? [{ key: 'reason', title: t('reason'), render: (r: DrillRow) => r.reason ?? '—' }]
          : []),
      ]}
    />
  );
}
