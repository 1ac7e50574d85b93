import { ListPage, useWords, type Column } from '../../platform/ui-kit/index.ts';
import { BENEFITS, SIX_ITEMS } from '../cards/benefit-names.ts';
import type { IncompleteRow } from '../cards/list-incomplete.ts';
import { words } from './words.ts';

/** 未落实名单: entitled students for whom an item of the card is open, held or has no sum. */
export default function IncompleteScreen() {
  const t = useWords(words);
  const columns: Column<IncompleteRow>[] = [
    { key: 'name', title: t('name'), render: (row) => row.name },
    { key: 'school', title: t('school'), render: (row) => row.schoolName },
    { key: 'lacks', title: t('lacks'), render: (row) => row.lacks.map((l) => `${l.name}：${l.why}`).join('；') },
  ];
  return (
    <ListPage<IncompleteRow>
      id="students-incomplete"
      title={t('incomplete')}
      note={t('incompleteNote')}
      endpoint="/api/students/incomplete"
      columns={columns}
      rowKey={(row) => row.statusId}
      rowName={(row) => row.name}
      open={(row) => `/students/${row.statusId}`}
      filters={[
        {
          kind: 'select',
          key: 'benefit',
          label: t('item'),
          options: SIX_ITEMS.map((value) => ({ value, label: BENEFITS[value] })),
        },
      ]}
      empty={{ title: t('allComplete'), begin: t('allCompleteHint') }}
    />
  );
}
