import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api, ApiError } from '../../../platform/api-client/index.ts';
import {
  ErrorNote,
  money,
  PageHeader,
  SchemaForm,
  useBilingual,
  useSession,
  useWords,
} from '../../../platform/ui-kit/index.ts';
import { DecideBenefit, type DecisionView, type PersonDecisions } from '../schema.ts';
import { DecisionItem } from './decision-item.tsx';
import { words } from './words.ts';
import './decisions.css';

const Asked = DecideBenefit.omit({ knownAt: true });
type Matters = { rows: { benefit: string; title: { zh: string; en: string }; document: string }[] };

/** Prints (and so keeps) one decision and shows the paper in a tab. @throws ApiError */
async function printOne(body: object): Promise<void> {
  const token = api.csrf();
  const answer = await fetch('/api/decisions/print', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-csrf': token }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    throw new ApiError({ code: error.code, status: answer.status, message: error.message });
  }
  globalThis.open(URL.createObjectURL(await answer.blob()), '_blank');
}

/** 资格核验: what the rules say of one person on one day, with everything behind the answer. */
export default function DecisionsScreen() {
  const t = useWords(words);
  const say = useBilingual();
  const { today } = useSession();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { personId?: string; on?: string; benefit?: string; knownOn?: string };
  const [failure, setFailure] = useState<unknown>(null);
  const asked = {
    personId: search.personId ?? '',
    on: search.on ?? today,
    benefit: search.benefit,
    knownOn: search.knownOn,
  };
  const matters = useQuery({
    queryKey: ['entitled-benefits', asked.on],
    queryFn: ({ signal }) => api.get<Matters>('/api/entitled/benefits', { query: { on: asked.on }, signal }),
  });
  const options = (matters.data?.rows ?? []).map((row) => ({
    value: row.benefit,
    label: `${say(row.title)} · ${row.document}`,
  }));
  const other = asked.benefit !== undefined && !options.some((o) => o.value === asked.benefit);
  const found = useQuery({
    queryKey: ['decisions', asked],
    queryFn: ({ signal }) => api.get<PersonDecisions>('/api/decisions', { query: asked, signal }),
    enabled: asked.personId !== '',
  });
  const ask = async (value: object): Promise<void> => {
    const query = new URLSearchParams(Object.entries(value).filter(([, v]) => typeof v === 'string' && v !== ''));
    await navigate({ to: `/decisions?${query.toString()}` });
  };
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      <div className="kit-no-print">
        <SchemaForm
          key={asked.personId}
          schema={Asked}
          initial={asked}
          fields={{
            personId: { label: t('person') },
            benefit: {
              label: t('matter'),
              hint: t('matterHint'),
              kind: 'select',
              options: other ? [...options, { value: asked.benefit!, label: asked.benefit! }] : options,
            },
            on: { label: t('day') },
            knownOn: { label: t('knownOn'), hint: t('knownOnHint') },
          }}
          submitLabel={t('ask')}
          onSubmit={ask}
        />
      </div>
      {found.error === null ? null : <ErrorNote error={found.error} onRetry={() => void found.refetch()} />}
      {failure === null ? null : <ErrorNote error={failure} />}
      {found.data === undefined ? null : <Answers answer={found.data} knownOn={asked.knownOn} onFail={setFailure} />}
    </>
  );
}

function Answers({
  answer,
  knownOn,
  onFail,
}: {
  answer: PersonDecisions;
  knownOn: string | undefined;
  onFail: (error: unknown) => void;
}) {
  const t = useWords(words);
  const { match } = answer;
  return (
    <section aria-label={answer.name} className="kit-stack decisions-answer">
      <h2>
        {answer.name}　{answer.on}
        {knownOn === undefined ? '' : `　${t('asKnownOn', { day: knownOn })}`}
      </h2>
      <p>
        {match.listDate === null
          ? t('noList')
          : t('match', {
              sender: match.sender ?? '',
              date: match.listDate,
              certainty: t(match.certainty === 'proved' ? 'proved' : 'inferred'),
            })}
        　<a href={`/people/${answer.personId}`}>{t('file')}</a>
      </p>
      {answer.decisions.length > 1 ? <Summary decisions={answer.decisions} /> : null}
      {answer.decisions.map((decision) => (
        <div key={decision.benefit} id={decision.benefit}>
          <DecisionItem decision={decision} />
          <div className="kit-no-print kit-row-acts">
            {(['zh', 'en'] as const).map((language) => (
              <Button
                key={language}
                onClick={() => {
                  const asked = {
                    personId: answer.personId,
                    benefit: decision.benefit,
                    on: answer.on,
                    knownOn,
                    language,
                  };
                  printOne(asked).catch(onFail);
                }}
              >
                {t(`print_${language}`)}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** Every answer in one line, leading to its card below. */
function Summary({ decisions }: { decisions: readonly DecisionView[] }) {
  const t = useWords(words);
  const say = useBilingual();
  return (
    <table className="kit-facts">
      <caption>{t('summary')}</caption>
      <tbody>
        {decisions.map((d) => (
          <tr key={d.benefit}>
            <th scope="row">
              <a href={`#${d.benefit}`}>{say(d.title)}</a>
            </th>
            <td>{t(d.outcome)}</td>
            <td>{d.amountFen === null ? '—' : money(d.amountFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
