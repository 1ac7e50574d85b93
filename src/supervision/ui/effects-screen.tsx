import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import { DataTable, ErrorNote, ListPage, useSession, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { BalanceLine, EffectLine } from '../effects/schema.ts';
import { words } from './cards/card-words.ts';
import './supervision.css';

/** 培训成效: what the classes of a year brought, what lies below the lines set, and where workers and places do not meet. */
export default function EffectsScreen() {
  const t = useWords(words);
  const { today } = useSession();
  const thisYear = Number(today.slice(0, 4));
  const rate = (key: 'completion' | 'certification' | 'placement'): Column<EffectLine> => ({
    key,
    title: t(key),
    number: true,
    render: (e) => (
      <span className={e.alerts.includes(key) ? 'kit-alarm' : undefined}>
        {e[key] === null ? '—' : `${e[key].toFixed(1)}%`}
        {e.alerts.includes(key) ? ` ${t('belowLine')}` : ''}
      </span>
    ),
  });
  return (
    <div className="kit-stack">
      <ListPage<EffectLine>
        id="training-effects"
        title={t('effects')}
        note={t('effectsNote')}
        endpoint="/api/training-effects"
        columns={[
          { key: 'name', title: t('effectName'), render: (e) => e.name },
          { key: 'institution', title: t('institution'), render: (e) => e.institution },
          { key: 'started', title: t('started'), number: true, render: (e) => e.started },
          { key: 'completed', title: t('completed'), number: true, render: (e) => e.completed },
          { key: 'certified', title: t('certified'), number: true, render: (e) => e.certified },
          { key: 'employed', title: t('employed'), number: true, render: (e) => e.employed },
          rate('completion'),
          rate('certification'),
          rate('placement'),
        ]}
        rowKey={(e) => e.key}
        rowName={(e) => e.name}
        filters={[
          {
            kind: 'select',
            key: 'by',
            label: t('grouped'),
            options: [{ value: 'institution', label: t('byInstitution') }],
          },
          {
            kind: 'select',
            key: 'year',
            label: t('year'),
            options: [0, 1, 2, 3, 4].map((n) => ({ value: String(thisYear - n), label: String(thisYear - n) })),
          },
        ]}
        empty={{ title: t('noEffects') }}
      />
      <Balance />
    </div>
  );
}

function Balance() {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['training-balance'],
    queryFn: ({ signal }) => api.get<{ rows: BalanceLine[] }>('/api/training-effects/balance', { signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <section className="kit-stack">
      <h2>{t('balance')}</h2>
      <p className="kit-faint">{t('balanceNote')}</p>
      <DataTable
        caption={t('balance')}
        columns={[
          { key: 'name', title: t('township'), render: (b) => b.name },
          { key: 'workers', title: t('workers'), number: true, render: (b) => b.workers },
          { key: 'places', title: t('places'), number: true, render: (b) => b.places },
          {
            key: 'balance',
            title: t('difference'),
            number: true,
            render: (b) => (
              <span className={b.balance < 0 ? 'kit-alarm' : undefined}>
                {b.balance > 0 ? `+${b.balance}` : b.balance}
              </span>
            ),
          },
        ]}
        rows={data.rows}
        rowKey={(b) => String(b.township)}
        rowName={(b) => b.name}
      />
    </section>
  );
}
