import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import {
  ErrorNote,
  PrintButton,
  thousands,
  useBilingual,
  usePathParams,
  useWords,
} from '../../platform/ui-kit/plain.ts';
import type { PolicyFigure, PolicyView } from '../schema.ts';
import { PolicyFacts } from './public-policies.tsx';
import { publicDeskWords } from './public-words.ts';
import './public-desk.css';

/** 政策内容: what a document says, clause by clause in plain words, and the figures it sets. */
export default function PublicPolicy() {
  const t = useWords(publicDeskWords);
  const say = useBilingual();
  const { code = '' } = usePathParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['public-policy', code],
    queryFn: ({ signal }) => api.get<PolicyView>(`/api/public/policies/${encodeURIComponent(code)}`, { signal }),
  });
  return (
    <>
      <p className="kit-no-print">
        <a className="desk-target" href="/public/policies">
          {t('back')}
        </a>
      </p>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <p role="status">{t('loading')}</p>
        ) : null
      ) : (
        <article>
          <h1>{say({ zh: data.titleZh, en: data.titleEn })}</h1>
          <PolicyFacts policy={data} />
          <PrintButton title={say({ zh: data.titleZh, en: data.titleEn })} />
          <h2>{t('clauses')}</h2>
          <dl className="desk-clauses">
            {data.clauses.map((clause) => (
              <div key={clause.id}>
                <dt>{clause.place}</dt>
                <dd>{say(clause)}</dd>
              </div>
            ))}
          </dl>
          <Figures figures={data.figures} />
        </article>
      )}
    </>
  );
}

function Figures({ figures }: { figures: readonly PolicyFigure[] }) {
  const t = useWords(publicDeskWords);
  const say = useBilingual();
  if (figures.length === 0) return null;
  return (
    <>
      <h2>{t('figures')}</h2>
      <table className="desk-figures">
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('place')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((f) => (
            <tr key={`${f.labelZh} ${f.place} ${f.validFrom}`}>
              <th scope="row">{say({ zh: f.labelZh, en: f.labelEn })}</th>
              <td>
                <Value figure={f} />
              </td>
              <td>{f.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A figure with its unit; a yearly day in words. Amounts are kept as text in yuan. */
function Value({ figure: f }: { figure: PolicyFigure }) {
  const t = useWords(publicDeskWords);
  const bound =
    f.type === 'yearly_day' ? '' : f.operator === 'cap' ? t('cap') : f.operator === 'floor' ? t('floor') : '';
  if (f.type === 'yearly_day') {
    const [month = '', day = ''] = String(f.value).split('-');
    const at = { month: Number(month), day: Number(day) };
    return <>{day === 'last' ? t('yearEnd', at) : t('yearDay', at)}</>;
  }
  return <>{bound + t('plain', { amount: thousands(Number(f.value)), unit: f.unit ?? '' })}</>;
}
