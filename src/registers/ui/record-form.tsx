import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { ApiError } from '../../platform/api-client/index.ts';
import { ErrorNote, kitWords, SchemaField, useBilingual, useSession, useWords } from '../../platform/ui-kit/index.ts';
import type { FieldKind } from '../../platform/ui-kit/index.ts';
import type { Names } from '../definition/field-values.ts';
import { isAsked, isEntered } from '../definition/conditions.ts';
import type { FieldValue, RecordData, RegisterDefinition, RegisterField } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';
import { FileControl, ContactControl, PersonControl, ReferenceControl } from './field-controls.tsx';
import { words } from './words.ts';
import './registers.css';

export type Entered = Record<string, FieldInput>;

interface RecordFormProps {
  definition: RegisterDefinition;
  /** What is on record, for a change. */
  data?: RecordData;
  names?: Names;
  /** A draft may be kept; an accepted record has none. */
  mayDraft: boolean;
  submitLabel: string;
  onSave: (given: { data: Entered; draft: boolean; reason?: string }) => Promise<unknown>;
}

const KINDS: Partial<Record<RegisterField['type'], FieldKind>> = {
  longText: 'longText',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  date: 'date',
  yesNo: 'yesNo',
  code: 'select',
  codes: 'multiSelect',
  division: 'area',
};

/** Money is kept in fen and entered in yuan. */
const entered = (field: RegisterField, value: FieldValue): FieldInput =>
  field.type === 'money' && typeof value === 'number' ? value / 100 : (value as FieldInput);

/** A record's form, drawn from the register's definition: grouped, with units and hints, only what is asked, problems at their fields. */
export function RecordForm(props: RecordFormProps) {
  const t = useWords(words);
  const k = useWords(kitWords);
  const id = useId();
  const { today } = useSession();
  const { definition } = props;
  const [values, setValues] = useState<Entered>(() => initialOf(props));
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (draft: boolean) => props.onSave({ data: values, draft, ...(reason.trim() === '' ? {} : { reason }) }),
    onMutate: () => setProblems({}),
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      const found = Object.fromEntries((error.fields ?? []).map((f) => [f.path, f.message]));
      setProblems(found);
      const first = definition.fields.find((f) => found[f.key] !== undefined);
      if (first) document.getElementById(`${id}-${first.key}`)?.focus();
    },
  });
  const asked = definition.fields
    .filter(isEntered)
    .filter((f) => !f.when || isAsked(f.when, values as RecordData, today));
  const change = (key: string, value: unknown): void => {
    setValues({ ...values, [key]: value as FieldInput });
    const { [key]: _mended, ...others } = problems;
    setProblems(others);
  };
  const explained = !props.mayDraft || (definition.checks ?? []).some((c) => c.level === 'reason');
  const general = Object.entries(problems).filter(([path]) => path !== 'reason' && !asked.some((f) => f.key === path));
  return (
    <form
      className="kit-form registers-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(false);
      }}
    >
      {groupsOf(asked).map(({ title, fields }) => (
        <Group key={title?.zh ?? ''} title={title}>
          {fields.map((field) => (
            <OneField
              key={field.key}
              id={`${id}-${field.key}`}
              register={definition.key}
              field={field}
              names={props.names ?? {}}
              value={values[field.key]}
              problem={problems[field.key]}
              onChange={(value) => change(field.key, value)}
            />
          ))}
        </Group>
      ))}
      <AskedNote fields={definition.fields} />
      {explained ? (
        <SchemaField
          id={`${id}-reason`}
          field={{
            name: 'reason',
            label: t('reason'),
            hint: t('reasonHint'),
            kind: 'longText',
            required: false,
            options: [],
          }}
          value={reason}
          problem={problems.reason}
          onChange={(value) => setReason(String(value ?? ''))}
        />
      ) : null}
      <div role="alert" className="kit-alarm">
        {Object.keys(problems).length === 0 ? null : k('checkFields', { count: Object.keys(problems).length })}
        {general.map(([path, message]) => (
          <div key={path}>{message}</div>
        ))}
      </div>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className="kit-form-acts">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {props.submitLabel}
        </Button>
        {props.mayDraft ? (
          <Button loading={save.isPending} onClick={() => save.mutate(true)}>
            {t('saveDraft')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** What is not typed in but answered by the register of assisted persons when the record is handed in. */
function AskedNote({ fields }: { fields: readonly RegisterField[] }) {
  const t = useWords(words);
  const b = useBilingual();
  const asked = fields.filter((f) => f.asked !== undefined).map((f) => b(f.title));
  if (asked.length === 0) return null;
  return <p className="kit-faint">{t('askedNote', { fields: asked.join(t('listComma')) })}</p>;
}

function initialOf({ definition, data }: RecordFormProps): Entered {
  const known = definition.fields.filter((f) => data?.[f.key] !== undefined);
  return Object.fromEntries(known.map((f) => [f.key, entered(f, data![f.key]!)]));
}

type Titled = { title: { zh: string; en: string } | null; fields: RegisterField[] };

function groupsOf(fields: readonly RegisterField[]): Titled[] {
  const groups: Titled[] = [];
  for (const field of fields) {
    const title = field.group ?? null;
    const last = groups.at(-1);
    if (last && (last.title?.zh ?? '') === (title?.zh ?? last.title?.zh ?? '')) last.fields.push(field);
    else groups.push({ title, fields: [field] });
  }
  return groups;
}

function Group({ title, children }: { title: Titled['title']; children: React.ReactNode }) {
  const b = useBilingual();
  return (
    <fieldset className="registers-group">
      {title === null ? null : <legend>{b(title)}</legend>}
      <div className="registers-fields">{children}</div>
    </fieldset>
  );
}

interface OneFieldProps {
  id: string;
  register: string;
  field: RegisterField;
  names: Names;
  value: FieldInput | undefined;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

function OneField(props: OneFieldProps) {
  const t = useWords(words);
  const b = useBilingual();
  const { id, field, value, problem, onChange } = props;
  const unit = field.type === 'money' ? { zh: '元', en: 'yuan' } : field.unit;
  const label = unit ? `${b(field.title)}（${b(unit)}）` : b(field.title);
  const wide = ['longText', 'person', 'contact'].includes(field.type) ? 'registers-wide' : undefined;
  if (!['person', 'contact', 'file', 'institution', 'unit', 'record'].includes(field.type)) {
    const options = (field.codes ?? []).map((c) => ({ value: c.code, label: b(c.title) }));
    const spec = {
      name: field.key,
      label,
      hint: field.hint && b(field.hint),
      kind: KINDS[field.type] ?? 'text',
      required: field.required === true,
      options,
    } as const;
    return (
      <div className={wide}>
        <SchemaField id={id} field={spec} value={value} problem={problem} onChange={onChange} />
      </div>
    );
  }
  const control =
    field.type === 'person' ? (
      <PersonControl {...props} />
    ) : field.type === 'contact' ? (
      <ContactControl {...props} />
    ) : field.type === 'file' ? (
      <FileControl {...props} label={label} />
    ) : (
      <ReferenceControl {...props} />
    );
  return (
    <div className={`kit-field ${wide ?? ''}`}>
      {field.type === 'file' ? null : (
        <label htmlFor={id}>
          {label}
          {field.required ? null : <span className="kit-faint">{t('optional')}</span>}
        </label>
      )}
      {control}
      {field.hint ? <p className="kit-faint">{b(field.hint)}</p> : null}
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="kit-alarm">
          {problem}
        </p>
      )}
    </div>
  );
}
