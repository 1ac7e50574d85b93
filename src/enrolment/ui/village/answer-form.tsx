import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import { ErrorNote, useShortcuts, useWords } from '../../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../../application/open-application.ts';
import { DECISIONS, OFFICES, REASONS, type Decision } from '../../schema.ts';
import { words } from './village-words.ts';

const modes = { joint: '会签', independent: '独立', sequential: '依次' } as const;
const reasonsFor = (decision: Decision) =>
  Object.entries(REASONS)
    .filter(([, r]) => (r.for as readonly string[]).includes(decision))
    .map(([value, r]) => ({ value, label: r.label }));

type Said = { reasonCode?: string; reason: string; defects: { field: string; message: string }[] };
const nothingSaid: Said = { reason: '', defects: [] };

/** One office's answer: a sure pass is one key; a return or refusal opens its reason. */
export function AnswerForm({ a, onDone }: { a: OpenedApplication; onDone: () => Promise<void> }) {
  const t = useWords(words);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [said, setSaid] = useState<Said>(nothingSaid);
  const review = a.review!;
  const answer = useMutation({
    mutationFn: (given: Decision) => {
      const defects = said.defects.filter((d) => d.message.trim() !== '');
      return api.post(`/api/applications/${a.id}/review`, { decision: given, ...said, defects });
    },
    onSuccess: onDone,
  });
  const begin = (given: Decision): void => {
    if (!review.may) return;
    if (given === 'pass' && a.eligibility.outcome === 'yes') answer.mutate('pass');
    else {
      setDecision(given);
      setSaid(given === 'return' ? { reason: '', defects: [{ field: '', message: '' }] } : nothingSaid);
    }
  };
  useShortcuts([
    { key: '1', label: t('pass'), run: () => begin('pass') },
    { key: '2', label: t('return'), run: () => begin('return') },
    { key: '3', label: t('fail'), run: () => begin('fail') },
  ]);
  return (
    <section className="kit-stack" aria-label={t('reviews')}>
      <p>
        {OFFICES[review.office]} · {t('inMode')}：{modes[review.mode]}
        {review.why === null ? null : ` · ${review.why}`}
      </p>
      <div>
        <Button type="primary" disabled={!review.may} loading={answer.isPending} onClick={() => begin('pass')}>
          1 {t('pass')}
        </Button>{' '}
        <Button disabled={!review.may} onClick={() => begin('return')}>
          2 {t('return')}
        </Button>{' '}
        <Button danger disabled={!review.may} onClick={() => begin('fail')}>
          3 {t('fail')}
        </Button>
      </div>
      {decision === null ? null : <Words decision={decision} said={said} onChange={setSaid} />}
      {answer.error === null ? null : <ErrorNote error={answer.error} />}
      {decision === null ? null : (
        <div>
          <Button type="primary" loading={answer.isPending} onClick={() => answer.mutate(decision)}>
            {t('submit')}：{DECISIONS[decision]}
          </Button>{' '}
          <Button onClick={() => setDecision(null)}>{t('cancel')}</Button>
        </div>
      )}
    </section>
  );
}

function Words({ decision, said, onChange }: { decision: Decision; said: Said; onChange: (said: Said) => void }) {
  const t = useWords(words);
  const change = (i: number, part: Partial<Said['defects'][number]>): void =>
    onChange({ ...said, defects: said.defects.map((d, at) => (at === i ? { ...d, ...part } : d)) });
  return (
    <>
      {decision === 'pass' ? null : (
        <Select
          autoFocus
          aria-label={t('reason')}
          placeholder={t('reason')}
          value={said.reasonCode}
          options={reasonsFor(decision)}
          onChange={(reasonCode: string) => onChange({ ...said, reasonCode })}
        />
      )}
      <Input.TextArea
        aria-label={decision === 'pass' ? t('settled') : t('reasonText')}
        placeholder={decision === 'pass' ? `${t('settled')}（${t('settledHint')}）` : t('reasonText')}
        rows={2}
        maxLength={500}
        autoFocus={decision === 'pass'}
        value={said.reason}
        onChange={(e) => onChange({ ...said, reason: e.target.value })}
      />
      {said.defects.map((d, i) => (
        <div key={i} className="kit-filters">
          <Input
            aria-label={`${t('defectField')} ${i + 1}`}
            placeholder={t('defectField')}
            value={d.field}
            onChange={(e) => change(i, { field: e.target.value })}
          />
          <Input
            aria-label={`${t('defectText')} ${i + 1}`}
            placeholder={t('defectText')}
            value={d.message}
            onChange={(e) => change(i, { message: e.target.value })}
          />
        </div>
      ))}
      {decision === 'return' ? (
        <div>
          <Button
            size="small"
            onClick={() => onChange({ ...said, defects: [...said.defects, { field: '', message: '' }] })}
          >
            {t('addDefect')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
