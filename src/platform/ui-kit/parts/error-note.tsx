import { ApiError } from '../../api-client/index.ts';
import { kitWords } from '../kit-words.ts';
import { useLanguage, useWords } from '../shell/language.ts';

interface Told {
  message: string;
  hint: string | undefined;
  code: string;
  traceId: string | undefined;
  /** What kind of refusal it is, for readers of English: the catalogue of errors itself speaks Chinese. */
  english: string;
}

const IN_ENGLISH: Record<number, string> = {
  0: 'The server did not answer.',
  401: 'You are not signed in.',
  403: 'Your post does not permit this.',
  404: 'There is no such record, or it is outside your area.',
  409: 'The present state does not allow this; it may have changed meanwhile.',
  413: 'That is too large.',
  422: 'Some of what was entered cannot be accepted.',
  423: 'The account is locked for a while.',
  429: 'Too many requests; wait a moment.',
  503: 'The service is not available just now.',
};
const FAILED = 'Something went wrong.';

function tell(error: unknown): Told {
  if (error instanceof ApiError) {
    return {
      message: error.message,
      hint: error.hint,
      code: error.code,
      traceId: error.traceId,
      english: IN_ENGLISH[error.status] ?? FAILED,
    };
  }
  return {
    message: '这一部分没能显示',
    hint: '请刷新页面；仍不行时，把代码告诉管理员。',
    code: error instanceof Error ? error.name : 'UNKNOWN',
    traceId: undefined,
    english: FAILED,
  };
}

/** What happened, what to do, and the code to quote; `withFields` names each thing at fault where no form does. Announced at once by screen readers. */
export function ErrorNote(props: { error: unknown; onRetry?: () => void; withFields?: boolean }) {
  const { error, onRetry } = props;
  const t = useWords(kitWords);
  const [language] = useLanguage();
  const { message, hint, code, traceId, english } = tell(error);
  return (
    <div className="kit-error" role="alert">
      {language === 'en' ? <p className="kit-error-message">{english}</p> : null}
      <p className="kit-error-message">{message}</p>
      {hint === undefined ? null : <p>{hint}</p>}
      {props.withFields === true && error instanceof ApiError && error.fields.length > 0 ? (
        <ul>
          {error.fields.map((field) => (
            <li key={field.path}>{field.message}</li>
          ))}
        </ul>
      ) : null}
      <p className="kit-faint">
        {t('code')} {code}
        {traceId === undefined ? null : ` · ${t('trace')} ${traceId}`}
      </p>
      {onRetry === undefined ? null : (
        <button type="button" className="kit-button" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  );
}
