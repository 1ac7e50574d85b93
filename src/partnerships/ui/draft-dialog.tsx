import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { AreaPicker, ErrorNote, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { KindsShown } from '../list-kinds.ts';
import { InstitutionSelect } from './institution-select.tsx';
import { words } from './words.ts';

type Kind = KindsShown['agreements'][number];
type Role = Kind['parties'][number];
type Place = Record<string, string>;

/** Drafts an agreement: its kind, the sides, the term. Commitments and the rest are written in its file. */
export function DraftDialog({ kinds, onClose }: { kinds: readonly Kind[]; onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const id = useId();
  const navigate = useNavigate();
  const [kindName, setKindName] = useState(kinds[0]?.kind ?? '');
  const [title, setTitle] = useState('');
  const [term, setTerm] = useState({ startsOn: '', endsOn: '' });
  const [sides, setSides] = useState<Place>({});
  const [failure, setFailure] = useState<unknown>(null);
  const kind = kinds.find((k) => k.kind === kindName);
  const save = async (): Promise<void> => {
    const parties = (kind?.parties ?? []).flatMap((role) =>
      sides[role.role]
        ? [
            {
              role: role.role,
              ...(role.of === 'area'
                ? { divisionCode: Number(sides[role.role]) }
                : { institutionId: sides[role.role] }),
            },
          ]
        : [],
    );
    try {
      const { agreementId } = await api.post<{ agreementId: string }>('/api/agreements', {
        kind: kindName,
        title,
        startsOn: term.startsOn || null,
        endsOn: term.endsOn || null,
        parties,
        sections: (kind?.sections ?? [])
          .filter((s) => s.needed)
          .map((s) => ({ section: s.key, words: '（待双方商定）' })),
      });
      await navigate({ to: `/agreements/${agreementId}` });
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Modal open title={t('draft')} okText={t('save')} onOk={() => void save()} onCancel={onClose} width={640}>
      <div className="kit-form">
        <label htmlFor={`${id}-kind`}>{t('kind')}</label>
        <Select
          id={`${id}-kind`}
          value={kindName}
          onChange={(next: string) => {
            setKindName(next);
            setSides({});
          }}
          options={kinds.map((k) => ({ value: k.kind, label: `${say(k.title)}（${k.document}）` }))}
        />
        <label htmlFor={`${id}-title`}>{t('title')}</label>
        <Input id={`${id}-title`} value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} />
        {(kind?.parties ?? []).map((role) => (
          <SideField
            key={role.role}
            role={role}
            id={`${id}-${role.role}`}
            value={sides[role.role] ?? ''}
            onChange={(v) => setSides({ ...sides, [role.role]: v })}
          />
        ))}
        {(['startsOn', 'endsOn'] as const).map((key) => (
          <div key={key}>
            <label htmlFor={`${id}-${key}`}>{t(key)}</label>
            <Input
              id={`${id}-${key}`}
              type="date"
              value={term[key]}
              onChange={(e) => setTerm({ ...term, [key]: e.target.value })}
            />
          </div>
        ))}
        {failure === null ? null : <ErrorNote error={failure} />}
      </div>
    </Modal>
  );
}

const KIND_OF: Record<Role['of'], string | undefined> = {
  school: 'technical_school',
  enterprise: 'enterprise',
  institution: undefined,
  area: undefined,
};

function SideField({
  role,
  id,
  value,
  onChange,
}: {
  role: Role;
  id: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  if (role.of === 'area')
    return (
      <div>
        <label htmlFor={id}>{say(role.title)}</label>
        <AreaPicker id={id} {...(value ? { value } : {})} onChange={(next) => onChange(next ?? '')} />
      </div>
    );
  return (
    <div>
      <label htmlFor={id}>{say(role.title)}</label>
      <InstitutionSelect id={id} kind={KIND_OF[role.of]} value={value} onChange={onChange} placeholder={t('choose')} />
    </div>
  );
}
