import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, FilePage, kitWords, useWords, wallClock } from '../../platform/ui-kit/index.ts';
import type { AuditEntryView } from '../schema.ts';
import { deskWords } from './desk-words.ts';
import './desk.css';

/** One entry of the audit log, whole, with its place in the chain. */
export default function AuditEntryScreen() {
  const t = useWords(deskWords);
  const kit = useWords(kitWords);
  const { entryId = '' }: { entryId?: string } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'entry', entryId],
    queryFn: ({ signal }) => api.get<AuditEntryView>(`/api/audit/entries/${entryId}`, { signal }),
  });
  if (data === undefined) {
    return error === null ? (
      <p role="status">{kit('loading')}</p>
    ) : (
      <ErrorNote error={error} onRetry={() => void refetch()} />
    );
  }
  const hash = (value: string | null) => (value === null ? t('notSealed') : <span className="desk-hash">{value}</span>);
  const empty = data.payload === null || JSON.stringify(data.payload) === '{}';
  return (
    <FilePage
      title={data.summary}
      note={`${t('entry')} · ${wallClock(data.at)}`}
      facts={[
        { label: t('user'), value: data.userName },
        { label: t('unit'), value: data.unitName ?? '—' },
        { label: t('action'), value: data.action },
        { label: t('subjectType'), value: data.subjectType },
        { label: t('subject'), value: data.subjectId },
        { label: t('person'), value: data.personId ?? '—' },
        { label: t('division'), value: data.divisionCode ?? '—' },
        { label: t('ip'), value: data.ip ?? '—' },
        { label: t('request'), value: data.requestId },
        { label: t('seal'), value: data.seq ?? t('notSealed') },
        { label: t('sealedAt'), value: data.sealedAt === null ? '—' : wallClock(data.sealedAt) },
        { label: t('entryHash'), value: hash(data.entryHash) },
        { label: t('chainHash'), value: hash(data.chainHash) },
      ]}
      sections={[
        {
          key: 'payload',
          title: t('payload'),
          content: empty ? (
            <p className="kit-faint">{t('payloadNone')}</p>
          ) : (
            <pre className="desk-payload" tabIndex={0} aria-label={t('payload')}>
              {JSON.stringify(data.payload, null, 2)}
            </pre>
          ),
        },
      ]}
    />
  );
}
