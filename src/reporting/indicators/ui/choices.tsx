import { Button, Select } from 'antd';
import { useId } from 'react';
import { useWords } from '../../../platform/ui-kit/index.ts';
import type { Asked } from './use-asked.ts';
import { words } from './words.ts';

const DOCUMENTS = ['FYP14', 'N2021', 'N2019', 'HA2020', 'SD2017'];

/** Day, document and place below, kept in the address bar. */
export function Choices(props: {
  asked: Asked;
  onChange: (next: Partial<Asked>) => void;
  places: readonly { code: number; name: string }[];
  documents?: boolean;
}) {
  const t = useWords(words);
  const id = useId();
  const { asked, onChange, places, documents = true } = props;
  return (
    <div className="indicator-choices kit-no-print">
      <label>
        {t('on')}{' '}
        <input
          type="date"
          className="kit-input"
          value={asked.on}
          onChange={(e) => {
            if (e.target.value !== '') onChange({ on: e.target.value });
          }}
        />
      </label>
      {documents ? (
        <span>
          <label htmlFor={`${id}-document`}>{t('document')} </label>
          <Select
            id={`${id}-document`}
            style={{ width: 130 }}
            value={asked.document ?? ''}
            options={[{ value: '', label: t('allDocuments') }, ...DOCUMENTS.map((value) => ({ value, label: value }))]}
            onChange={(value) => onChange({ document: value === '' ? undefined : value })}
          />
        </span>
      ) : null}
      {places.length === 0 ? null : (
        <span>
          <label htmlFor={`${id}-place`}>{t('place')} </label>
          <Select
            id={`${id}-place`}
            showSearch
            optionFilterProp="label"
            style={{ width: 180 }}
            value={null}
            placeholder={t('below')}
            options={places.map((p) => ({ value: String(p.code), label: p.name }))}
            onChange={(value: string | null) => onChange({ divisionCode: value ?? undefined })}
          />
        </span>
      )}
      {asked.divisionCode === undefined ? null : (
        <Button onClick={() => onChange({ divisionCode: undefined })}>{t('up')}</Button>
      )}
    </div>
  );
}
