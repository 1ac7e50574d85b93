import { ListPage, useWords, wallClock, type Column } from '../../platform/ui-kit/index.ts';
import type { AuditLine } from '../schema.ts';
import { deskWords } from './desk-words.ts';
import { ListLink } from './list-link.tsx';

/** 审计记录: every change within one's scope, newest first. */
export default function AuditScreen() {
  const t = useWords(deskWords);
  const columns: Column<AuditLine>[] = [
    { key: 'at', title: t('at'), width: 150, render: (e) => wallClock(e.at) },
    {
      key: 'summary',
      title: t('summary'),
      render: (e) => <ListLink to={`/audit/entries/${e.id}`}>{e.summary}</ListLink>,
    },
    {
      key: 'user',
      title: t('user'),
      render: (e) => (e.onBehalfOf === null ? e.userName : `${e.userName}（${t('onBehalf', { name: e.onBehalfOf })}）`),
    },
    { key: 'unit', title: t('unit'), render: (e) => e.unitName ?? '—' },
    { key: 'action', title: t('action'), render: (e) => e.action },
    { key: 'seal', title: t('seal'), number: true, render: (e) => e.seq ?? t('notSealed') },
    { key: 'subject', title: t('subject'), optional: true, render: (e) => e.subjectId },
  ];
  return (
    <ListPage<AuditLine>
      id="audit"
      title={t('audit')}
      note={t('auditNote')}
      endpoint="/api/audit/entries"
      columns={columns}
      rowKey={(e) => e.id}
      rowName={(e) => e.summary}
      open={(e) => `/audit/entries/${e.id}`}
      filters={[
        { kind: 'text', key: 'actor', label: t('user') },
        { kind: 'text', key: 'action', label: t('action'), placeholder: 'application.' },
        { kind: 'text', key: 'subject', label: t('subject') },
        { kind: 'area', key: 'division', label: t('area') },
        { kind: 'date', key: 'from', label: t('from') },
        { kind: 'date', key: 'to', label: t('to') },
      ]}
      empty={{ title: t('noAudit'), begin: t('noAuditHint') }}
    />
  );
}
