import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { EmptyState, ErrorNote, longDate, useBilingual, useWords } from '../../platform/ui-kit/plain.ts';
import type { PolicyLine } from '../schema.ts';
import { publicDeskWords } from './public-words.ts';
import './public-desk.css';

/** When a document was issued, by whom, and whether it serves new cases. */
export function PolicyFacts({ policy }: { policy: PolicyLine }) {
  const t = useWords(publicDeskWords);
  const period =
    policy.validTo === null
      ? t('validOpen', { from: longDate(policy.validFrom) })
      : t('valid', { from: longDate(policy.validFrom), to: longDate(policy.validTo) });
  return (
    <p className="desk-policy-facts">
      <strong>{t(policy.inForce ? 'inForce' : 'notInForce')}</strong>
      <span>{period}</span>
      <span>{t('issuers', { names: policy.issuers.join('、') })}</span>
      {policy.numbers.length === 0 ? null : <span>{t('numbers', { numbers: policy.numbers.join('、') })}</span>}
    </p>
  );
}

/** 政策: every document the system works by. */
export default function PublicPolicies() {
  const t = useWords(publicDeskWords);
  const say = useBilingual();
  const { data, error, refetch } = useQuery({
    queryKey: ['public-policies'],
    queryFn: ({ signal }) => api.get<{ rows: PolicyLine[] }>('/api/public/policies', { signal }),
  });
  return (
    <>
      <h1>{t('policies')}</h1>
      <p>{t('policiesLead')}</p>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <p role="status">{t('loading')}</p> : null}
      {data?.rows.length === 0 ? <EmptyState title={t('none')} /> : null}
      <ul className="desk-policies">
        {(data?.rows ?? []).map((policy) => (
          <li key={policy.code}>
            <h2>
              <a href={`/public/policies/${encodeURIComponent(policy.code)}`}>
                {say({ zh: policy.titleZh, en: policy.titleEn })}
              </a>
            </h2>
            <PolicyFacts policy={policy} />
          </li>
        ))}
      </ul>
    </>
  );
}
