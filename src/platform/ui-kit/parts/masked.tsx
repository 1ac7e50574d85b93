import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../../api-client/index.ts';
import { ErrorNote } from './error-note.tsx';
import { kitWords } from '../kit-words.ts';
import type { Translate } from '../shell/language.ts';
import type { KitKey } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { emptyReason, missingReason, ReasonFields } from '../forms/reason-fields.tsx';
import type { ReasonAsked } from '../forms/reason-fields.tsx';
import { useReturnFocus } from '../forms/use-return-focus.ts';

const shownForSeconds = 30;

const purposes = (t: Translate<KitKey>): ReasonAsked => ({
  reasons: [
    { code: 'verify', label: t('purpose_verify') },
    { code: 'contact', label: t('purpose_contact') },
    { code: 'correct', label: t('purpose_correct') },
    { code: 'other', label: t('purpose_other'), needsText: true },
  ],
  reasonLabel: t('purpose'),
  text: 'none',
});

interface MaskedProps {
  /** The masked text as the server gave it: 370102********1234. */
  value: string;
  personId: string;
  /** Field name as the server knows it. */
  field: string;
}

function PurposeDialog(props: MaskedProps & { onShown: (full: string) => void; onClose: () => void }) {
  useReturnFocus();
  const t = useWords(kitWords);
  const [reason, setReason] = useState(emptyReason);
  const [asked, setAsked] = useState(false);
  const needed = purposes(t);
  const reveal = useMutation({
    mutationFn: () =>
      api.post<{ value: string }>(`/api/people/${encodeURIComponent(props.personId)}/unmask`, {
        field: props.field,
        purpose: reason.reasonCode,
        text: reason.text,
      }),
    onSuccess: (answer) => props.onShown(answer.value),
  });
  return (
    <Modal
      open
      title={t('reveal')}
      okText={t('reveal')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: reveal.isPending }}
      onCancel={props.onClose}
      onOk={() => {
        setAsked(true);
        if (!missingReason(needed, reason).any) reveal.mutate();
      }}
    >
      <div className="kit-stack">
        <p>{t('revealWhy')}</p>
        <ReasonFields asked={needed} given={reason} onChange={setReason} showProblems={asked} />
        {reveal.error === null ? null : <ErrorNote error={reveal.error} />}
      </div>
    </Modal>
  );
}

/** A masked value; the full one is shown for half a minute after a purpose is given, which the server records. */
export function Masked(props: MaskedProps) {
  const t = useWords(kitWords);
  const [full, setFull] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (full === null) return undefined;
    const timer = setTimeout(() => setFull(null), shownForSeconds * 1000);
    return () => clearTimeout(timer);
  }, [full]);
  return (
    <span className="kit-masked">
      <span>{full ?? props.value}</span>{' '}
      {full === null ? (
        <Button type="link" size="small" className="kit-no-print" onClick={() => setAsking(true)}>
          {t('reveal')}
        </Button>
      ) : (
        <Button
          type="link"
          size="small"
          title={t('revealedFor', { seconds: shownForSeconds })}
          onClick={() => setFull(null)}
        >
          {t('hide')}
        </Button>
      )}
      {asking ? (
        <PurposeDialog
          {...props}
          onClose={() => setAsking(false)}
          onShown={(value) => {
            setAsking(false);
            setFull(value);
          }}
        />
      ) : null}
    </span>
  );
}
