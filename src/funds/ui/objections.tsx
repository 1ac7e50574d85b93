import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ErrorNote, useWords, wallClock } from '../../platform/ui-kit/index.ts';
import type { ClaimFile } from '../claims/list-claims.ts';
import { words } from './words/claim-words.ts';

/** What was said against a claim on public notice, and the office's answers. */
export function Objections({ claim }: { claim: ClaimFile }) {
  const t = useWords(words);
  if (claim.objections.length === 0) return <p>{t('noObjections')}</p>;
  return (
    <ul>
      {claim.objections.map((o) => (
        <li key={o.objectionId}>
          {wallClock(o.receivedAt)} {o.lineNo === null ? '' : `#${o.lineNo} `}
          {o.text} {o.contact ?? ''}
          {o.upheld === null ? (
            <Allowed permission="funds.prepare">
              <AnswerForm objectionId={o.objectionId} />
            </Allowed>
          ) : (
            <div>
              <strong>{t(o.upheld ? 'upheld' : 'notUpheld')}</strong> {o.answer}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function AnswerForm({ objectionId }: { objectionId: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [answer, setAnswer] = useState('');
  const send = useMutation({
    mutationFn: (upheld: boolean) => api.post(`/api/funds/objections/${objectionId}`, { upheld, answer }),
    onSuccess: () => client.invalidateQueries(),
  });
  const short = answer.trim().length < 2;
  return (
    <div className="kit-filters">
      <label>
        {t('answerWord')}{' '}
        <Input style={{ width: 360 }} value={answer} maxLength={500} onChange={(e) => setAnswer(e.target.value)} />
      </label>
      <Button disabled={short} onClick={() => send.mutate(true)}>
        {t('upheld')}
      </Button>
      <Button disabled={short} onClick={() => send.mutate(false)}>
        {t('notUpheld')}
      </Button>
      {send.error === null ? null : <ErrorNote error={send.error} />}
    </div>
  );
}
