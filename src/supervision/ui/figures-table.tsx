import { DataTable, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { KindFigures } from '../matters/figures.ts';
import { words } from './matters/matter-words.ts';

type Row = Omit<KindFigures, 'kind'> & { name: string };

/** How matters stand, a line per kind or partner. */
export function FiguresTable({ caption, first, rows }: { caption: string; first: string; rows: readonly Row[] }) {
  const t = useWords(words);
  const alarming = (n: number) => (n > 0 ? <strong className="kit-alarm">{n}</strong> : n);
  const columns: Column<Row>[] = [
    { key: 'name', title: first, render: (r) => r.name },
    { key: 'total', title: t('total'), number: true, render: (r) => r.total },
    { key: 'closed', title: t('closed'), number: true, render: (r) => r.closed },
    {
      key: 'rate',
      title: t('rate'),
      number: true,
      render: (r) => (r.rate === null ? '—' : t('percent', { n: r.rate.toFixed(1) })),
    },
    { key: 'open', title: t('open'), number: true, render: (r) => r.open },
    { key: 'late', title: t('late'), number: true, render: (r) => alarming(r.late) },
    { key: 'escalated', title: t('escalated'), number: true, render: (r) => r.escalated },
    { key: 'confirmed', title: t('confirmed'), number: true, render: (r) => r.confirmed },
    { key: 'sanctioned', title: t('sanctioned'), number: true, render: (r) => r.sanctioned },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(r) => r.name} rowName={(r) => r.name} />;
}
