import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, longDate, usePublicQuery, useWords } from '../../platform/ui-kit/plain.ts';
import type { PublicChange, PublicVersion } from '../public-catalogue.ts';
import { publicWords } from './public-words.ts';
import './public-catalogue.css';

/** 目录调整记录: every version a city published in a year, and what each changed. */
export default function PublicHistory() {
  const t = useWords(publicWords);
  const [query] = usePublicQuery();
  const asked = { year: String(query.year ?? ''), cityCode: String(query.cityCode ?? '') };
  const { data, error, refetch } = useQuery({
    queryKey: ['public-catalogue', 'history', asked],
    queryFn: ({ signal }) =>
      api.get<{ rows: PublicVersion[] }>('/api/public/catalogue/history', { query: asked, signal }),
  });
  return (
    <>
      <h1>{t('history')}</h1>
      <p>{t('historyLead')}</p>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 ? <EmptyState title={t('noHistory')} /> : null}
      <ul className="catalogue-list">
        {(data?.rows ?? []).map((version) => (
          <VersionLine key={version.version} version={version} />
        ))}
      </ul>
      <p>
        <a href="/public/catalogue">{t('back')}</a>
      </p>
    </>
  );
}

function VersionLine({ version }: { version: PublicVersion }) {
  const t = useWords(publicWords);
  const { publishedOn, effectiveFrom, reason } = version;
  return (
    <li>
      <h3>
        {t('version', { version: version.version })}
        {version.current ? `（${t('current')}）` : ''}
      </h3>
      <p>
        {publishedOn === null ? null : t('publishedOn', { day: longDate(publishedOn) })}
        {effectiveFrom === null || effectiveFrom === publishedOn
          ? null
          : `，${t('effectiveFrom', { day: longDate(effectiveFrom) })}`}
      </p>
      {reason === null ? null : <p>{t('reason', { reason })}</p>}
      <ul>
        {version.changes.map((change) => (
          <li key={`${change.school} ${change.major} ${change.level} ${change.kind}`}>
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function ChangeLine({ change }: { change: PublicChange }) {
  const t = useWords(publicWords);
  const state =
    change.state === 'removed' ? t('removedState') : change.state === 'suspended' ? t('suspended') : t('open');
  const since = change.from === null ? '' : `（${t('since', { day: change.from })}）`;
  return (
    <>
      {t(change.kind)}：{change.school} {change.major}（{change.level}），{state}
      {since}
    </>
  );
}
