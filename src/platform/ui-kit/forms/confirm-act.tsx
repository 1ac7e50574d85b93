import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ErrorNote } from '../parts/error-note.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { emptyReason, missingReason, ReasonFields } from './reason-fields.tsx';
import type { ReasonAsked, ReasonGiven } from './reason-fields.tsx';
import { useReturnFocus } from './use-return-focus.ts';

export interface ConfirmActProps extends ReasonAsked {
  /** The act as a verb: 退回补正. */
  title: string;
  /** What will happen, in a sentence. */
  explain?: ReactNode;
  danger?: boolean;
  /** Does the act; when it fails the dialog stays open with the error and what was entered. */
  onConfirm: (reason: ReasonGiven) => Promise<unknown>;
  /** Called when the dialog is to go: after success (`done`) or when it was left. */
  onClose: (done: boolean) => void;
}

/** Asks once more before an act that others will feel, with its reason. Show it only while needed. */
export function ConfirmAct(props: ConfirmActProps) {
  useReturnFocus();
  const t = useWords(kitWords);
  const [reason, setReason] = useState<ReasonGiven>(emptyReason);
  const [asked, setAsked] = useState(false);
  const act = useMutation({ mutationFn: () => props.onConfirm(reason), onSuccess: () => props.onClose(true) });
  const proceed = (): void => {
    setAsked(true);
    if (!missingReason(props, reason).any) act.mutate();
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.title}
      cancelText={t('cancel')}
      okButtonProps={{ danger: props.danger, loading: act.isPending }}
      onOk={proceed}
      onCancel={() => props.onClose(false)}
    >
      <div className="kit-stack">
        {props.explain}
        <ReasonFields asked={props} given={reason} onChange={setReason} showProblems={asked} />
        {act.error === null ? null : <ErrorNote error={act.error} withFields />}
      </div>
    </Modal>
  );
}
