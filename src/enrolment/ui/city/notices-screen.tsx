import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../platform/api-client/index.ts';
import { chinaDate } from '../../../platform/clock.ts';
import { ErrorNote, ListPage, permits, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { NoticeRow } from '../../admitted/list-school-notices.ts';
import { words } from './city-words.ts';
import { waitingText } from '../waiting-text.ts';

/** 录取通知: the city sees which school has read its list and reminds; the school signs that it has. */
export default function NoticesScreen() {
  const t = useWords(words);
  return (
    <ListPage<NoticeRow>
      id="school-notices"
      title={t('notices')}
      note={t('noticesNote')}
      endpoint="/api/school-notices"
      columns={[
        { key: 'number', title: t('number'), render: (n) => n.number },
        { key: 'school', title: t('school'), render: (n) => n.schoolName },
        { key: 'persons', title: t('persons'), number: true, render: (n) => String(n.persons) },
        { key: 'letters', title: t('letters'), number: true, render: (n) => String(n.letters) },
        { key: 'withdrawn', title: t('withdrawnPersons'), number: true, render: (n) => String(n.withdrawn) },
        { key: 'sentAt', title: t('sentAt'), render: (n) => chinaDate(new Date(n.sentAt)) },
        {
          key: 'readAt',
          title: t('readAt'),
          render: (n) =>
            n.readAt === null
              ? `${t('unread')}${n.unread === null ? '' : ` · ${waitingText(t, n.unread)}`}`
              : chinaDate(new Date(n.readAt)),
        },
        { key: 'act', title: '', render: (n) => <NoticeAct notice={n} /> },
      ]}
      rowKey={(n) => n.noticeId}
      rowName={(n) => n.number}
      empty={{ title: t('noNotices') }}
    />
  );
}

function NoticeAct({ notice }: { notice: NoticeRow }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { permissions } = useSession();
  const school = permits(permissions, 'letter.issue');
  const act = useMutation({
    mutationFn: () => api.post(`/api/school-notices/${notice.noticeId}/${school ? 'read' : 'remind'}`),
    onSuccess: () => client.invalidateQueries(),
  });
  if (notice.readAt !== null) return null;
  return (
    <>
      <Button size="small" loading={act.isPending} onClick={() => act.mutate()}>
        {school ? t('read') : t('remind')}
      </Button>{' '}
      {notice.reminders > 0 ? t('reminded', { count: notice.reminders }) : null}
      {act.error === null ? null : <ErrorNote error={act.error} />}
    </>
  );
}
