import { money, type Column } from '../../../platform/ui-kit/index.ts';
import type { Category, FoundPerson } from '../schema.ts';
import type { FoundWords } from './words.ts';

type Say = (text: { zh: string; en: string }) => string;

/** Columns of found people; what matters differs with the kind. */
export function foundColumns(t: FoundWords, say: Say, category: Category): Column<FoundPerson>[] {
  const own: Record<Category, Column<FoundPerson>[]> = {
    should_receive: [
      { key: 'sum', title: t('sum'), render: (row) => (row.fen === null || row.fen === 0 ? '—' : money(row.fen)) },
    ],
    not_entitled: [],
    not_known: [
      { key: 'missing', title: t('missing'), render: (row) => row.missing.map((m) => say(m.what)).join('、') },
    ],
  };
  return [
    { key: 'name', title: t('name'), render: (row) => row.name },
    { key: 'idMask', title: t('idMask'), render: (row) => row.idMask ?? '—' },
    { key: 'village', title: t('village'), render: (row) => row.villageName ?? String(row.villageCode) },
    ...own[category],
    { key: 'listed', title: t('listed'), render: (row) => (row.listed ? t('yes') : '') },
  ];
}
