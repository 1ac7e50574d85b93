import { Select } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { SchemaForm, useBilingual, useWords } from '../../../platform/ui-kit/index.ts';
import type { StandardLine } from '../../law/schema.ts';
import { valueFieldOf, valueGiven, valueSchema } from '../../law/ui/value-field.ts';
import { valueWords } from '../../law/ui/value-text.ts';
import { words as lawWords } from '../../law/ui/words.ts';
import { words } from './words.ts';

/** A value to be tried, with its words. */
export type Draft = { standard: StandardLine; value: unknown; label: string; shownNow: string; shown: string };

/** Chooses a parameter by name or key and takes its new value. */
export function ValuePicker({
  standards,
  onAdd,
}: {
  standards: readonly StandardLine[];
  onAdd: (draft: Draft) => void;
}) {
  const t = useWords(words);
  const law = useWords(lawWords);
  const say = useBilingual();
  const [key, setKey] = useState<string | null>(null);
  const standard = standards.find((s) => s.key === key);
  const shown = (s: StandardLine, value: unknown) => valueWords(value, s, say, law('yes'), law('no'));
  const now = (s: StandardLine) => (s.now === null ? t('unset') : shown(s, s.now.value));
  const add = (given: { value?: unknown }): Promise<void> => {
    if (standard === undefined) return Promise.resolve();
    const value = valueGiven(standard, given.value);
    onAdd({ standard, value, label: say(standard.label), shownNow: now(standard), shown: shown(standard, value) });
    setKey(null);
    return Promise.resolve();
  };
  return (
    <div className="kit-stack">
      <div className="kit-filter">
        <label htmlFor="try-parameter">{t('parameter')}</label>
        <Select
          id="try-parameter"
          className="what-if-parameter"
          showSearch
          optionFilterProp="label"
          placeholder={t('parameterHint')}
          value={key}
          onChange={setKey}
          options={standards.map((s) => ({ value: s.key, label: `${say(s.label)} · ${s.key}` }))}
        />
      </div>
      {standard === undefined ? null : (
        <>
          <p>{standard.now === null ? t('nowNone') : t('now', { value: now(standard) })}</p>
          <SchemaForm
            key={standard.key}
            schema={z.object({ value: valueSchema(standard) })}
            fields={{ value: valueFieldOf(standard, law, say) }}
            submitLabel={t('add')}
            onSubmit={add}
          />
        </>
      )}
    </div>
  );
}
