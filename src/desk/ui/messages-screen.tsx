import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, ListPage, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import { deskWords } from './desk-words.ts';
import { ListLink } from './list-link.tsx';

/** A message as the platform lists it. */
interface Message {
  id: string;
  title: string;
  body: string;
  link: string | null;
  createdAt: string;
  readAt: string | null;
}

/** 消息: what the unit was told, newest first; reading is marked so that the sender sees the receipt. */
export default function MessagesScreen() {
  const t = useWords(deskWords);
  const client = useQueryClient();
  const mark = useMutation({
    mutationFn: (id: string) => api.post(`/api/messages/${id}/read`),
    onSuccess: () => client.invalidateQueries(),
  });
  const columns: Column<Message>[] = [
    {
      key: 'title',
      title: t('title'),
      width: 220,
      render: (m) => (m.readAt === null ? <strong>{m.title}</strong> : m.title),
    },
    { key: 'body', title: t('body'), render: (m) => m.body },
    { key: 'at', title: t('at'), width: 150, render: (m) => wallClock(m.createdAt) },
    {
      key: 'readAt',
      title: t('readAt'),
      width: 150,
      render: (m) => (m.readAt === null ? t('unread') : wallClock(m.readAt)),
    },
    {
      key: 'acts',
      title: t('acts'),
      width: 160,
      render: (m) => (
        <>
          {m.link === null ? null : <ListLink to={m.link}>{t('open')}</ListLink>}{' '}
          {m.readAt === null ? (
            <Button size="small" loading={mark.isPending && mark.variables === m.id} onClick={() => mark.mutate(m.id)}>
              {t('markRead')}
            </Button>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <>
      {mark.error === null ? null : <ErrorNote error={mark.error} />}
      <ListPage<Message>
        id="messages"
        title={t('messages')}
        endpoint="/api/messages"
        columns={columns}
        rowKey={(m) => m.id}
        rowName={(m) => m.title}
        filters={[
          {
            kind: 'select',
            key: 'unread',
            label: t('reading'),
            options: [
              { value: 'yes', label: t('unread') },
              { value: 'no', label: t('read') },
            ],
          },
        ]}
        empty={{ title: t('noMessages'), begin: t('noMessagesHint') }}
      />
    </>
  );
}
