import { useEffect, useState } from 'react';
import type { SubmitEvent } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, usePathParams, useWords } from '../../platform/ui-kit/plain.ts';
import type { LetterAnswer } from '../check-letter.ts';
import { words } from './city-words.ts';

/** 查验录取通知书: state, school and day of a letter for whoever holds it; nothing of the person. */
export default function LetterCheckPage() {
  const t = useWords(words);
  const { code: given } = usePathParams();
  const [code, setCode] = useState(given ?? '');
  const [asked, setAsked] = useState((given ?? '').trim());
  const [told, setTold] = useState<{ asked: string; answer: LetterAnswer | null; error: unknown } | null>(null);
  useEffect(() => {
    if (asked === '') return undefined;
    const stop = new AbortController();
    const path = `/api/public/letters/${encodeURIComponent(asked)}`;
    api.get<LetterAnswer>(path, { signal: stop.signal }).then(
      (answer) => setTold({ asked, answer, error: null }),
      (error: unknown) => (stop.signal.aborted ? undefined : setTold({ asked, answer: null, error })),
    );
    return () => stop.abort();
  }, [asked]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(code.trim());
  };
  const answer = told?.asked === asked ? told.answer : null;
  const error = told?.asked === asked ? told.error : null;
  return (
    <>
      <h1>{t('check')}</h1>
      <form className="kit-form" onSubmit={submit}>
        <p>{t('checkLead')}</p>
        <label htmlFor="letter-code">{t('code')}</label>
        <input id="letter-code" value={code} autoComplete="off" onChange={(e) => setCode(e.target.value)} />
        <button type="submit" className="kit-button">
          {t('ask')}
        </button>
      </form>
      {error === null ? null : <ErrorNote error={error} />}
      {answer === null ? null : (
        <section role="status">
          <h2 className={answer.state === 'valid' ? undefined : 'kit-alarm'}>{t(answer.state)}</h2>
          {answer.schoolName === null ? null : (
            <dl className="kit-file-facts">
              <div>
                <dt>{t('issuedBy')}</dt>
                <dd>{answer.schoolName}</dd>
              </div>
              <div>
                <dt>{t('issuedOn')}</dt>
                <dd>{answer.issuedOn}</dd>
              </div>
            </dl>
          )}
        </section>
      )}
    </>
  );
}
