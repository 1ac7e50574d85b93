import { ApiError } from '../api-client/index.ts';
import { kitWords } from './kit-words.ts';
import { useWords } from './language.ts';

interface Told {
  message: string;
  hint: string | undefined;
  code: string;
  traceId: string | undefined;
}

function tell(error: unknown): Told {
  if (error instanceof ApiError) {
    return { message: error.message, hint: error.hint, code: error.code, traceId: error.traceId };
  }
  return {
    message: '这一部分没能显示',
    hint: '请刷新页面；仍不行时，把代码告诉管理员。',
    code: error instanceof Error ? error.name : 'UNKNOWN',
    traceId: undefined,
  };
}

/** What happened, what to do, and the code to quote. Announced at once by screen readers. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useWords(kitWords);
  const { message, hint, code, traceId } = tell(error);
  return (
    <div className="kit-error" role="alert">
      <p className="kit-error-message">{message}</p>
      {hint === undefined ? null : <p>{hint}</p>}
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
