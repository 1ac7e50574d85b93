import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, ListPage, useBilingual, useWords, wallClock, type Column } from '../../../platform/ui-kit/index.ts';
import { categories, type Rechecked, type WorkItem } from '../schema.ts';
import { words } from './words.ts';

/** 政策核实清单: whom the village sees to; an item closes only when the rule, run again, finds nothing left. */
export default function ItemsScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const [item, setItem] = useState<WorkItem | null>(null);
  const columns: Column<WorkItem>[] = [
    { key: 'name', title: t('name'), render: (row) => <Link to={`/people/${row.personId}`}>{row.name}</Link> },
    { key: 'benefit', title: t('benefit'), render: (row) => row.title },
    { key: 'standing', title: t('category'), render: (row) => t(row.standing) },
    {
      key: 'missing',
      title: t('missing'),
      render: (row) =>
        row.missing.map((m) => `${say(m.what)}${m.paper ? `（${say(m.paper)}）` : ''}`).join('、') || '—',
    },
    { key: 'village', title: t('village'), render: (row) => row.villageName ?? String(row.villageCode) },
    { key: 'due', title: t('due'), render: (row) => row.dueOn ?? '—' },
    { key: 'by', title: t('by'), optional: true, render: (row) => row.sentBy },
    { key: 'checkedAt', title: t('checkedAt'), render: (row) => wallClock(row.checkedAt) },
    {
      key: 'act',
      title: t('recheck'),
      render: (row) =>
        row.state === 'open' ? (
          <Button size="small" onClick={() => setItem(row)}>
            {t('recheck')}
          </Button>
        ) : (
          t('closed')
        ),
    },
  ];
  return (
    <>
      <ListPage
        id="work-items"
        title={t('items')}
        note={t('itemsNote')}
        endpoint="/api/work-items"
        columns={columns}
        rowKey={(row) => `${row.personId} ${row.listId}`}
        rowName={(row) => row.name}
        filters={[
          { kind: 'select', key: 'state', label: t('state'), options: [{ value: 'clean', label: t('closed') }] },
          {
            kind: 'select',
            key: 'category',
            label: t('category'),
            options: categories.map((value) => ({ value, label: t(value) })),
          },
        ]}
        empty={{ title: t('noItems'), begin: t('noItemsBegin') }}
      />
      {item === null ? null : <Recheck item={item} onClose={() => setItem(null)} />}
    </>
  );
}

function Recheck({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [answer, setAnswer] = useState<Rechecked | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    const items = [{ personId: item.personId, listId: item.listId }];
    setAnswer(await api.post<Rechecked>('/api/work-items/recheck', { items, ...(note === '' ? {} : { note }) }));
    await client.invalidateQueries();
  };
  const standing = answer?.items[0]?.standing;
  return (
    <Modal open title={`${t('recheck')}：${item.name}`} footer={null} onCancel={onClose}>
      {failure === null ? null : <ErrorNote error={failure} />}
      {standing === undefined ? (
        <div className="kit-stack">
          <label htmlFor="recheck-note">{t('recheckNote')}</label>
          <Input.TextArea
            id="recheck-note"
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" onClick={() => void run().catch(setFailure)}>
            {t('recheck')}
          </Button>
        </div>
      ) : (
        <p role="status">{standing === 'clean' ? t('rechecked') : t('stillOpen', { standing: t(standing) })}</p>
      )}
    </Modal>
  );
}
