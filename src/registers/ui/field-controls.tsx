import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { UploadBox, useWords } from '../../platform/ui-kit/index.ts';
import type { Names } from '../definition/field-values.ts';
import type { Choice } from '../records/find-choices.ts';
import type { RegisterField } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';
import { words } from './words.ts';

interface ControlProps {
  id: string;
  register: string;
  field: RegisterField;
  names: Names;
  value: FieldInput | undefined;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

const tied = ({ id, problem, field }: ControlProps) => ({
  id,
  status: problem === undefined ? ('' as const) : ('error' as const),
  'aria-invalid': problem !== undefined,
  'aria-required': field.required === true,
  'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
});

/** Names an institution, an office or another record: found as one types. `label` where it stands beside other controls. */
export function ReferenceControl(props: ControlProps & { label?: string }) {
  const t = useWords(words);
  const { register, field, names, value, onChange } = props;
  const [text, setText] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['register-choices', register, field.key, text],
    queryFn: ({ signal }) =>
      api.get<{ rows: Choice[] }>('/api/registers/choices', {
        query: { key: register, field: field.key, text },
        signal,
      }),
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  const chosen = typeof value === 'string' ? value : undefined;
  const found = data?.rows ?? [];
  const known = chosen !== undefined && names[chosen] !== undefined && !found.some((c) => c.value === chosen);
  const options = known ? [{ value: chosen, label: names[chosen]! }, ...found] : found;
  return (
    <Select
      {...tied(props)}
      value={chosen}
      options={options}
      aria-label={props.label}
      placeholder={props.label ?? t('search')}
      allowClear
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setText }}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  );
}

type Person = { name: string; idNumber?: string; mask?: string | null; key?: string | null };

/** A person: name, and the number that tells persons of one name apart. */
export function PersonControl(props: ControlProps) {
  const t = useWords(words);
  const { id, value, onChange } = props;
  const person: Person =
    typeof value === 'object' && value !== null && 'name' in value && !('fileId' in value) ? value : { name: '' };
  return (
    <>
      <div className="registers-person">
        <Input
          {...tied(props)}
          value={person.name}
          onChange={(event) => onChange({ ...person, name: event.target.value })}
        />
        <Input
          aria-label={t('idNumber')}
          aria-describedby={`${id}-number`}
          placeholder={t('idNumber')}
          inputMode="text"
          autoComplete="off"
          value={person.idNumber ?? ''}
          onChange={(event) => onChange({ ...person, idNumber: event.target.value })}
        />
      </div>
      <p id={`${id}-number`} className="kit-faint">
        {person.mask ? t('idKept', { mask: person.mask }) : t('idNumberHint')}
      </p>
    </>
  );
}

type Contact = { name: string; phone?: string | null; account?: string | null };

/** Somebody of one's own unit whom reminders reach: the name, and an account of the unit or a telephone. */
export function ContactControl(props: ControlProps) {
  const t = useWords(words);
  const { value, onChange } = props;
  const contact: Contact =
    typeof value === 'object' && value !== null && 'name' in value && !('fileId' in value)
      ? value
      : { name: typeof value === 'string' ? value : '' };
  const set = (more: Partial<Contact>) => onChange({ ...contact, ...more });
  return (
    <div className="registers-contact">
      <Input {...tied(props)} value={contact.name} onChange={(event) => set({ name: event.target.value })} />
      <Input
        aria-label={t('contactPhone')}
        placeholder={t('contactPhone')}
        inputMode="tel"
        autoComplete="off"
        value={contact.phone ?? ''}
        onFocus={(event) => event.target.select()}
        onChange={(event) => set({ phone: event.target.value })}
      />
      <ReferenceControl
        {...props}
        id={`${props.id}-account`}
        label={t('contactAccount')}
        value={contact.account ?? undefined}
        onChange={(account) => set({ account: account as string | null })}
      />
    </div>
  );
}

/** A paper to attach. */
export function FileControl(props: ControlProps & { label: string }) {
  const t = useWords(words);
  const { label, value, onChange } = props;
  const file = typeof value === 'object' && value !== null && 'fileId' in value ? value : null;
  return (
    <>
      <UploadBox label={label} onUploaded={({ fileId, name }) => onChange({ fileId, name })} />
      {file === null ? null : <p className="kit-faint">{t('chosenFile', { name: file.name })}</p>}
    </>
  );
}
