import { DataTable, thousands, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { Freshness, JobLine, TodayAnswer } from '../schema.ts';
import { Block } from './block.tsx';
import { ListLink } from './list-link.tsx';
import { todayWords, type TodayKey } from './today-words.ts';

/** The newest unread messages and how many there are. */
export function MessageList({ messages }: { messages: TodayAnswer['messages'] }) {
  const t = useWords(todayWords);
  const unread = t(messages.capped ? 'unreadCapped' : 'unread', { count: thousands(messages.unread) });
  return (
    <Block
      title={t('messages')}
      aside={
        messages.unread === 0 ? (
          <ListLink to="/messages">{t('allMessages')}</ListLink>
        ) : (
          <ListLink to="/messages?unread=yes">{unread}</ListLink>
        )
      }
    >
      {messages.rows.length === 0 ? (
        <p className="kit-faint">{t('noMessages')}</p>
      ) : (
        <ul className="desk-messages">
          {messages.rows.map((m) => (
            <li key={m.id}>
              <time dateTime={m.createdAt}>{wallClock(m.createdAt)}</time>{' '}
              {m.link === null ? <strong>{m.title}</strong> : <ListLink to={m.link}>{m.title}</ListLink>}
              <p>{m.body}</p>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

/** How old the lists are on which decisions rest. */
export function FreshnessTable({ lists }: { lists: readonly Freshness[] }) {
  const t = useWords(todayWords);
  if (lists.length === 0) return null;
  const columns: Column<Freshness>[] = [
    { key: 'kind', title: t('listKind'), render: (l) => l.kindName },
    { key: 'sender', title: t('listSender'), render: (l) => l.sender },
    { key: 'date', title: t('listDate'), render: (l) => l.listDate },
    { key: 'age', title: t('listAge'), number: true, render: (l) => t('ageDays', { days: l.ageDays }) },
  ];
  return (
    <Block title={t('lists')}>
      <DataTable
        caption={t('lists')}
        columns={columns}
        rows={lists}
        rowKey={(l) => l.kind}
        rowName={(l) => l.kindName}
      />
    </Block>
  );
}

/** Long work of the unit that runs or ended today. */
export function JobList({ jobs }: { jobs: readonly JobLine[] }) {
  const t = useWords(todayWords);
  if (jobs.length === 0) return null;
  const columns: Column<JobLine>[] = [
    { key: 'job', title: t('job'), render: (j) => j.title },
    {
      key: 'state',
      title: t('state'),
      render: (j) => (
        <span className={j.state === 'failed' ? 'kit-alarm' : undefined}>{t(`job_${j.state}` as TodayKey)}</span>
      ),
    },
    {
      key: 'progress',
      title: t('progress'),
      render: (j) => (j.total === null ? (j.message ?? '—') : `${thousands(j.done)} / ${thousands(j.total)}`),
    },
  ];
  return (
    <Block title={t('jobs')}>
      <DataTable caption={t('jobs')} columns={columns} rows={jobs} rowKey={(j) => j.id} rowName={(j) => j.title} />
    </Block>
  );
}
