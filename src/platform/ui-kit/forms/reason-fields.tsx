import { Input, Select } from 'antd';
import { useId } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

export interface ReasonOption {
  code: string;
  label: string;
  /** This reason must be explained in words (其他). */
  needsText?: boolean;
}

/** What an act asks: a reason from a list, and whether words are not asked, optional or required. */
export interface ReasonAsked {
  reasons?: readonly ReasonOption[];
  /** What the list is called; 原因 when not given. */
  reasonLabel?: string;
  text?: 'none' | 'optional' | 'required';
}

export interface ReasonGiven {
  reasonCode: string | null;
  text: string;
}

export const emptyReason: ReasonGiven = { reasonCode: null, text: '' };

const textRequired = (asked: ReasonAsked, given: ReasonGiven): boolean =>
  asked.text === 'required' || asked.reasons?.find((one) => one.code === given.reasonCode)?.needsText === true;

/** What is still missing before the act may go on. */
export function missingReason(asked: ReasonAsked, given: ReasonGiven): { code: boolean; text: boolean; any: boolean } {
  const code = (asked.reasons?.length ?? 0) > 0 && given.reasonCode === null;
  const text = textRequired(asked, given) && given.text.trim() === '';
  return { code, text, any: code || text };
}

/** The fields for a reason; `showProblems` ties what is missing to its field. */
export function ReasonFields(props: {
  asked: ReasonAsked;
  given: ReasonGiven;
  onChange: (given: ReasonGiven) => void;
  showProblems: boolean;
}) {
  const t = useWords(kitWords);
  const id = useId();
  const { asked, given, onChange } = props;
  const reasons = asked.reasons ?? [];
  const reasonLabel = asked.reasonLabel ?? t('reasonCode');
  const missing = missingReason(asked, given);
  const codeWrong = props.showProblems && missing.code;
  const textWrong = props.showProblems && missing.text;
  const required = textRequired(asked, given);
  const withText = asked.text === 'optional' || required;
  return (
    <>
      {reasons.length === 0 ? null : (
        <div className="kit-field">
          <label htmlFor={`${id}-code`}>{reasonLabel}</label>
          <Select
            id={`${id}-code`}
            value={given.reasonCode}
            placeholder={t('pick')}
            status={codeWrong ? 'error' : undefined}
            aria-invalid={codeWrong}
            aria-describedby={codeWrong ? `${id}-code-problem` : undefined}
            options={reasons.map((reason) => ({ value: reason.code, label: reason.label }))}
            onChange={(reasonCode: string) => onChange({ ...given, reasonCode })}
          />
          {codeWrong ? (
            <p id={`${id}-code-problem`} className="kit-alarm" role="alert">
              {t('choose', { label: reasonLabel })}
            </p>
          ) : null}
        </div>
      )}
      {withText ? (
        <div className="kit-field">
          <label htmlFor={`${id}-text`}>
            {t('reasonText')}
            {required ? null : t('optional')}
          </label>
          <Input.TextArea
            id={`${id}-text`}
            value={given.text}
            rows={3}
            maxLength={500}
            status={textWrong ? 'error' : undefined}
            aria-invalid={textWrong}
            aria-describedby={textWrong ? `${id}-text-problem` : undefined}
            onChange={(event) => onChange({ ...given, text: event.target.value })}
          />
          {textWrong ? (
            <p id={`${id}-text-problem`} className="kit-alarm" role="alert">
              {t('textRequired')}
            </p>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
