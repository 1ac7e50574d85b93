import { Button } from 'antd';
import { DataTable, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { KINDS, SOURCES, WEAK_LINKS, type ItemView } from '../../rectification/schema.ts';
import { words } from '../words.ts';

/** The lines of a list; whose it is sees the findings behind each; `onChange` where they may still be changed. */
export function ItemsTable(props: {
  rows: readonly ItemView[];
  mine: boolean;
  onChange: ((item: ItemView) => void) | null;
}) {
  const { rows, mine, onChange } = props;
  const t = useWords(words);
  const columns: Column<ItemView>[] = [
    { key: 'seq', title: t('seq'), number: true, width: 56, render: (i) => i.seq },
    { key: 'source', title: t('source'), render: (i) => SOURCES[i.source] },
    { key: 'kind', title: t('kind'), render: (i) => KINDS[i.kind] },
    { key: 'weak', title: t('weakLink'), render: (i) => (i.weakLink === null ? '—' : WEAK_LINKS[i.weakLink]) },
    { key: 'finding', title: t('finding'), render: (i) => <span className="supervision-words">{i.finding}</span> },
    { key: 'task', title: t('task'), render: (i) => <span className="supervision-words">{i.task}</span> },
    { key: 'due', title: t('due'), width: 108, render: (i) => i.dueOn ?? t('notSet') },
    ...(rows.some((i) => i.ruleKey !== null)
      ? [{ key: 'rule', title: t('rule'), render: (i: ItemView) => i.ruleKey ?? '—' }]
      : []),
    ...(mine ? [{ key: 'findings', title: t('itemFindings'), number: true, render: (i: ItemView) => i.findings }] : []),
    ...(onChange === null
      ? []
      : [
          {
            key: 'act',
            title: t('changeItem'),
            render: (i: ItemView) => (
              <Button size="small" onClick={() => onChange(i)}>
                {t('changeItem')}
              </Button>
            ),
          },
        ]),
  ];
  return (
    <DataTable
      caption={t('items')}
      columns={columns}
      rows={rows}
      rowKey={(i) => i.itemId}
      rowName={(i) => t('itemNo', { n: i.seq })}
    />
  );
}
