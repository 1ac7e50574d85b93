import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../platform/api-client/index.ts';
import { DialogButton, FormDialog, ListPage, useWords, type Column } from '../../../platform/ui-kit/index.ts';
import { CreateList, type ListLine } from '../../rectification/schema.ts';
import { words } from '../words.ts';

/** 整改清单: every list issued or received, with how far one's own area is. */
export default function ListsScreen() {
  const t = useWords(words);
  const navigate = useNavigate();
  return (
    <ListPage<ListLine>
      id="rectification-lists"
      title={t('lists')}
      note={t('listsNote')}
      endpoint="/api/rectification/lists"
      columns={useColumns()}
      rowKey={(r) => r.listId}
      rowName={(r) => r.title}
      open={(r) => `/rectification/${r.listId}`}
      empty={{ title: t('noLists'), begin: t('noListsBegin') }}
      actions={
        <DialogButton permission="supervision.issue" label={t('draft')} primary>
          {(close) => (
            <FormDialog
              title={t('draft')}
              schema={CreateList}
              onSubmit={async (value) => {
                const { listId } = await api.post<{ listId: string }>('/api/rectification/lists', value);
                void navigate({ to: `/rectification/${listId}` });
              }}
              onClose={close}
            />
          )}
        </DialogButton>
      }
    />
  );
}

function useColumns(): Column<ListLine>[] {
  const t = useWords(words);
  const total = (r: ListLine) => Object.values(r.states).reduce((n, m) => n + m, 0);
  return [
    { key: 'title', title: t('title'), render: (r) => r.title },
    { key: 'issuer', title: t('issuer'), render: (r) => r.unitName },
    { key: 'issued', title: t('issuedOn'), render: (r) => r.issuedOn ?? t('state_draft') },
    {
      key: 'due',
      title: t('reportDueOn'),
      render: (r) => r.reportDueOn ?? <span className="kit-faint">{t('notSet')}</span>,
    },
    { key: 'items', title: t('items'), number: true, render: (r) => r.items },
    { key: 'signed', title: t('signed'), number: true, render: (r) => t('ofCount', { n: r.signed, all: r.units }) },
    {
      key: 'submitted',
      title: t('submitted'),
      number: true,
      render: (r) => t('ofCount', { n: r.submitted, all: r.units }),
    },
    {
      key: 'closed',
      title: t('closedOf'),
      number: true,
      render: (r) => t('ofCount', { n: r.states.closed, all: total(r) }),
    },
    {
      key: 'overdue',
      title: t('overdue'),
      number: true,
      render: (r) => (r.overdue > 0 ? <strong className="kit-alarm">{r.overdue}</strong> : r.overdue),
    },
  ];
}
