import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import type { ListAnswer } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, thousands, usePublicQuery, useWords } from '../../platform/ui-kit/plain.ts';
import type { AuditRoot } from '../schema.ts';
import { publicDeskWords } from './public-words.ts';
import './public-desk.css';

const SIZE = 30;

/** 每日摘要: the digests by which anybody can prove that the log was not altered. */
export default function PublicRoots() {
  const t = useWords(publicDeskWords);
  const [query, setQuery] = usePublicQuery();
  const page = Math.max(1, Number(query.page) || 1);
  const { data, error, refetch } = useQuery({
    queryKey: ['public-roots', page],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<AuditRoot>>('/api/public/audit-roots', { query: { page, size: SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
  const last = Math.max(1, Math.ceil((data?.total ?? 0) / SIZE));
  return (
    <>
      <h1>{t('roots')}</h1>
      <p>{t('rootsLead')}</p>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <p role="status">{t('loading')}</p> : null}
      {data?.rows.length === 0 ? <EmptyState title={t('noRoots')} /> : null}
      <ul className="desk-roots">
        {(data?.rows ?? []).map((root) => (
          <li key={root.day}>
            <span>
              <strong>{root.day}</strong> · {t('entries')} {thousands(root.lastSeq)}
            </span>
            <code>{root.hash}</code>
          </li>
        ))}
      </ul>
      {last === 1 ? null : (
        <nav className="desk-pages" aria-label={t('pages')}>
          <button className="kit-button" disabled={page === 1} onClick={() => setQuery({ page: String(page - 1) })}>
            {t('previous')}
          </button>
          <span>
            {page} / {last}
          </span>
          <button className="kit-button" disabled={page >= last} onClick={() => setQuery({ page: String(page + 1) })}>
            {t('next')}
          </button>
        </nav>
      )}
    </>
  );
}
