import { Link } from '@tanstack/react-router';
import { ListPage, useWords, wallClock, type Column } from '../../../platform/ui-kit/index.ts';
import type { WorkList } from '../schema.ts';
import { words } from './words.ts';

/** 已派发的清单: each list with how much of it is done. */
export default function ListsScreen() {
  const t = useWords(words);
  const columns: Column<WorkList>[] = [
    {
      key: 'title',
      title: t('benefit'),
      render: (row) => <Link to={`/work-items?listId=${row.listId}`}>{row.title}</Link>,
    },
    { key: 'category', title: t('category'), render: (row) => t(row.category) },
    { key: 'area', title: t('area'), render: (row) => row.divisionName ?? String(row.division) },
    { key: 'progress', title: t('progress'), render: (row) => `${row.items - row.open} / ${row.items}` },
    { key: 'due', title: t('due'), render: (row) => row.dueOn ?? '—' },
    { key: 'madeAt', title: t('madeAt'), render: (row) => wallClock(row.madeAt) },
    { key: 'by', title: t('by'), render: (row) => `${row.unitName} ${row.madeName}` },
  ];
  return (
    <ListPage
      id="work-lists"
      title={t('lists')}
      note={t('listsNote')}
      endpoint="/api/work-lists"
      columns={columns}
      rowKey={(row) => row.listId}
      rowName={(row) => row.title}
      open={(row) => `/work-items?listId=${row.listId}`}
      empty={{ title: t('noLists'), begin: t('noListsBegin') }}
    />
  );
}
