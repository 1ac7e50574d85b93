import { useEffect, useState } from 'react';
import type { SubmitEvent } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { ErrorNote, usePathParams, useWords } from '../../platform/ui-kit/plain.ts';
import type { SlipAnswer } from '../check-slip.ts';
import { words } from './village-words.ts';

const fetchSlip = (code: string): Promise<SlipAnswer> =>
  api.get<SlipAnswer>(`/api/public/slips/${encodeURIComponent(code.trim())}`);

/** 查询申请进度: what the holder of a receipt may know, without signing in. */
export default function SlipPage() {
  const t = useWords(words);
  const { code: given } = usePathParams();
  const [code, setCode] = useState(given ?? '');
  const [answer, setAnswer] = useState<SlipAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (given) fetchSlip(given).then(setAnswer, setError);
  }, [given]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setError(null);
    setAnswer(null);
    fetchSlip(code).then(setAnswer, setError);
  };
  return (
    <>
      <h1>{t('slip')}</h1>
      <form className="kit-form" onSubmit={submit}>
        <p>{t('slipLead')}</p>
        <label htmlFor="slip-code">{t('slipCode')}</label>
        <input id="slip-code" value={code} autoComplete="off" onChange={(e) => setCode(e.target.value)} />
        <button type="submit" className="kit-button">
          {t('ask')}
        </button>
      </form>
      {error === null ? null : <ErrorNote error={error} />}
      {answer === null ? null : <Answer answer={answer} />}
    </>
  );
}

function Answer({ answer }: { answer: SlipAnswer }) {
  const t = useWords(words);
  return (
    <section role="status">
      <h2>{answer.stateName}</h2>
      <dl className="kit-file-facts">
        <div>
          <dt>{t('number')}</dt>
          <dd>{answer.number}</dd>
        </div>
        <div>
          <dt>{t('decidedBy')}</dt>
          <dd>
            {answer.decidedBy} · {chinaDate(new Date(answer.on))}
          </dd>
        </div>
        <div>
          <dt>{t('school')}</dt>
          <dd>
            {answer.schoolName ?? '—'} {answer.major ?? ''}
          </dd>
        </div>
        {answer.reason === null ? null : (
          <div>
            <dt>{t('reason')}</dt>
            <dd>{answer.reason}</dd>
          </div>
        )}
      </dl>
      <ul>
        {answer.defects.map((d) => (
          <li key={`${d.field} ${d.message}`}>
            {d.field}：{d.message}
          </li>
        ))}
      </ul>
    </section>
  );
}
