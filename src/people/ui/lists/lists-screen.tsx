import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Allowed, ListPage, useWords, wallClock, type Column } from '../../../platform/ui-kit/index.ts';
import type { SourceListView } from '../../schema.ts';
import { ImportDialog } from './import-dialog.tsx';
import { words, type PeopleWord } from '../words.ts';

/** The word for a list's state; 'refused' has two meanings, of a row and of a list. */
export function stateWord(state: string): PeopleWord {
  return state === 'refused' ? 'refusedState' : (state as PeopleWord);
}

/** 名单时效: every list of the area, whose, of which day, how complete, how old. */
export default function ListsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const [importing, setImporting] = useState(false);
  const columns: Column<SourceListView>[] = [
    { key: 'kind', title: t('listKind'), render: (l) => t(l.kind as PeopleWord) },
    { key: 'area', title: t('area'), render: (l) => l.areaName },
    { key: 'sender', title: t('sender'), render: (l) => l.sender },
    { key: 'listDate', title: t('listDate'), render: (l) => l.listDate },
    { key: 'ageDays', title: t('ageDays'), number: true, render: (l) => l.ageDays },
    { key: 'coverage', title: t('coverage'), render: (l) => t(l.coverage as PeopleWord) },
    { key: 'state', title: t('state'), render: (l) => t(stateWord(l.state)) },
    { key: 'accepted', title: t('accepted'), number: true, render: (l) => l.counts.accepted },
    { key: 'review', title: t('review'), number: true, render: (l) => l.counts.review },
    { key: 'refused', title: t('refused'), number: true, render: (l) => l.counts.refused },
    { key: 'file', title: t('file'), optional: true, render: (l) => l.fileName },
    { key: 'hash', title: t('hash'), optional: true, render: (l) => <code>{l.sha256.slice(0, 12)}</code> },
    {
      key: 'publishedAt',
      title: t('publishedAt'),
      optional: true,
      render: (l) => (l.publishedAt === null ? '—' : wallClock(l.publishedAt)),
    },
  ];
  const add = (
    <Allowed permission="register.import">
      <Button type="primary" onClick={() => setImporting(true)}>
        {t('importList')}
      </Button>
    </Allowed>
  );
  return (
    <>
      <ListPage
        id="source-lists"
        title={t('lists')}
        note={t('listsNote')}
        endpoint="/api/lists"
        columns={columns}
        rowKey={(l) => l.listId}
        rowName={(l) => l.fileName}
        open={(l) => `/lists/${l.listId}`}
        filters={[
          {
            kind: 'select',
            key: 'kind',
            label: t('listKind'),
            options: (['assisted_register', 'wishes', 'annex2', 'students', 'training_roster'] as const).map(
              (value) => ({ value, label: t(value) }),
            ),
          },
        ]}
        empty={{ title: t('noLists'), begin: t('noListsBegin'), action: add }}
        actions={add}
      />
      {importing ? (
        <ImportDialog
          kind="assisted_register"
          onClose={() => {
            setImporting(false);
            void client.invalidateQueries();
          }}
        />
      ) : null}
    </>
  );
}
