import { Checkbox, Input, Radio, Select } from 'antd';
import { AreaPicker } from './area-picker.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import type { FieldSpec } from './schema-fields.ts';

interface SchemaFieldProps {
  id: string;
  field: FieldSpec;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function Control({ id, field, value, problem, onChange }: SchemaFieldProps) {
  const t = useWords(kitWords);
  const tied = {
    id,
    status: problem === undefined ? ('' as const) : ('error' as const),
    'aria-invalid': problem !== undefined,
    'aria-required': field.required,
    'aria-describedby': [problem && `${id}-problem`, field.hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
  };
  const options = [...field.options];
  if (field.kind === 'select') {
    return (
      <Select
        {...tied}
        value={text(value) || undefined}
        options={options}
        placeholder={t('pick')}
        allowClear={!field.required}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next: string | undefined) => onChange(next)}
      />
    );
  }
  if (field.kind === 'multiSelect') {
    return options.length > 8 ? (
      <Select
        {...tied}
        mode="multiple"
        value={texts(value)}
        options={options}
        placeholder={t('pick')}
        onChange={onChange}
      />
    ) : (
      <Checkbox.Group value={texts(value)} options={options} onChange={onChange} />
    );
  }
  if (field.kind === 'yesNo') {
    return (
      <Radio.Group
        id={id}
        value={value}
        options={[
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ]}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (field.kind === 'area') {
    return <AreaPicker {...tied} root={field.root} value={text(value) || undefined} onChange={onChange} />;
  }
  if (field.kind === 'longText') {
    return <Input.TextArea {...tied} rows={3} value={text(value)} onChange={(event) => onChange(event.target.value)} />;
  }
  if (field.kind === 'number') {
    const read = (written: string): unknown =>
      written.trim() === '' || Number.isNaN(Number(written)) ? written : Number(written);
    return (
      <Input
        {...tied}
        inputMode="decimal"
        value={text(value)}
        onChange={(event) => onChange(read(event.target.value))}
      />
    );
  }
  const type = field.kind === 'date' ? 'date' : 'text';
  return <Input {...tied} type={type} value={text(value)} onChange={(event) => onChange(event.target.value)} />;
}

const grouped = (field: FieldSpec): boolean =>
  field.kind === 'yesNo' || (field.kind === 'multiSelect' && field.options.length <= 8);

/** One labelled field with its hint and its problem tied to it. */
export function SchemaField(props: SchemaFieldProps) {
  const t = useWords(kitWords);
  const { id, field, problem } = props;
  const label = (
    <>
      {field.label}
      {field.required ? null : <span className="kit-faint">{t('optional')}</span>}
    </>
  );
  const rest = (
    <>
      <Control {...props} />
      {field.hint === undefined ? null : (
        <p id={`${id}-hint`} className="kit-faint">
          {field.hint}
        </p>
      )}
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="kit-alarm">
          {problem}
        </p>
      )}
    </>
  );
  if (grouped(field)) {
    return (
      <fieldset className="kit-field" aria-describedby={problem === undefined ? undefined : `${id}-problem`}>
        <legend>{label}</legend>
        {rest}
      </fieldset>
    );
  }
  return (
    <div className="kit-field">
      <label htmlFor={id}>{label}</label>
      {rest}
    </div>
  );
}
