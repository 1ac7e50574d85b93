import { Button } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { z } from 'zod';
import { ApiError } from '../../api-client/index.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { SchemaField } from './schema-field.tsx';
import { fieldsOf } from './schema-fields.ts';
import type { FieldOverrides } from './schema-fields.ts';
import { filled, problemsOf, serverProblems } from './schema-problems.ts';
import type { FormProblems } from './schema-problems.ts';

export interface SchemaFormProps<Schema extends z.ZodObject> {
  schema: Schema;
  fields?: FieldOverrides;
  initial?: Partial<z.input<Schema>>;
  submitLabel?: string;
  /** Keeps what was entered in this tab under this name until it was sent. */
  draftKey?: string;
  onSubmit: (value: z.output<Schema>) => Promise<unknown>;
  /** Buttons beside the submit button. */
  extra?: ReactNode;
}

type Values = Record<string, unknown>;

const draftName = (key: string): string => `jiqiao.draft.${key}`;

function readDraft(key: string | undefined): Values {
  const written = key === undefined ? null : sessionStorage.getItem(draftName(key));
  if (written === null) return {};
  const value: unknown = JSON.parse(written);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function useValues(initial: Values, draftKey: string | undefined) {
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...readDraft(draftKey) }));
  const change = (name: string, value: unknown): void => {
    const next = { ...values, [name]: value };
    setValues(next);
    if (draftKey !== undefined) sessionStorage.setItem(draftName(draftKey), JSON.stringify(next));
  };
  const forget = (): void => {
    if (draftKey !== undefined) sessionStorage.removeItem(draftName(draftKey));
  };
  return { values, change, forget };
}

/** A form drawn from its schema: labels from `.meta({ title })`, the same checks as the server, problems tied to fields; nothing entered is lost when it is refused. */
export function SchemaForm<Schema extends z.ZodObject>(props: SchemaFormProps<Schema>) {
  const t = useWords(kitWords);
  const id = useId();
  const { schema, fields: overrides } = props;
  const fields = useMemo(() => fieldsOf(schema, overrides), [schema, overrides]);
  const { values, change, forget } = useValues(props.initial ?? {}, props.draftKey);
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [sending, setSending] = useState(false);

  const focusFirst = (found: FormProblems): void => {
    const first = fields.find((field) => found[field.name] !== undefined);
    if (first !== undefined) document.getElementById(`${id}-${first.name}`)?.focus();
  };
  const show = (found: FormProblems): void => {
    setProblems(found);
    focusFirst(found);
  };
  const send = async (value: z.output<Schema>): Promise<void> => {
    setSending(true);
    setFailure(null);
    try {
      await props.onSubmit(value);
      forget();
    } catch (error) {
      setFailure(error);
      if (error instanceof ApiError) show(serverProblems(error.fields, fields));
    } finally {
      setSending(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const checked = schema.safeParse(filled(values));
    if (checked.success) {
      setProblems({});
      void send(checked.data);
    } else {
      show(problemsOf(checked.error.issues, fields, values, t));
    }
  };
  const edit = (name: string, value: unknown): void => {
    change(name, value);
    const { [name]: _fixed, ...others } = problems;
    setProblems(others);
  };
  const count = Object.keys(problems).length;
  return (
    <form className="kit-form" noValidate onSubmit={submit}>
      {fields.map((field) => (
        <SchemaField
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={values[field.name]}
          problem={problems[field.name]}
          onChange={(value) => edit(field.name, value)}
        />
      ))}
      <div role="alert" className="kit-alarm">
        {count === 0 ? null : t('checkFields', { count })}
        {problems[''] === undefined ? null : `：${problems['']}`}
      </div>
      {failure === null ? null : <ErrorNote error={failure} />}
      <div className="kit-form-acts">
        <Button type="primary" htmlType="submit" loading={sending}>
          {props.submitLabel ?? t('submit')}
        </Button>
        {props.extra}
      </div>
    </form>
  );
}
