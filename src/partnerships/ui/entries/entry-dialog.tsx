import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { api, type ListAnswer } from '../../../platform/api-client/index.ts';
import { FormDialog, UploadBox, useBilingual, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { Commitment } from '../../agreements/store.ts';
import type { Entry } from '../../entries/store.ts';
import type { KindsShown } from '../../list-kinds.ts';
import type { StaffRow } from '../../service/list-staff.ts';
import { entryOf, entrySchema, valuesOf } from './entry-form.ts';
import { InstitutionSelect } from '../institution-select.tsx';
import { words } from '../words.ts';

type EntryKind = KindsShown['entries'][number];
type Props = {
  /** None for what is recorded by itself. */
  agreementId?: string;
  /** What is put right instead of recording anew. */
  amended?: Entry;
  kinds: readonly EntryKind[];
  commitments: readonly Pick<Commitment, 'kind' | 'code'>[];
  onClose: () => void;
};

/** Records an activity, a person sent, a committee …: first what it is, then what its kind asks for, and the evidence. */
export function EntryDialog({ agreementId, amended, kinds, commitments, onClose }: Props) {
  const t = useWords(words);
  const say = useBilingual();
  const id = useId();
  const { today } = useSession();
  const [name, setName] = useState(kinds[0]?.kind ?? '');
  const [evidence, setEvidence] = useState<string[]>(amended?.evidence ?? []);
  const [about, setAbout] = useState(amended?.aboutInstitution ?? '');
  const kind = kinds.find((k) => k.kind === name);
  const staff = useQuery({
    queryKey: ['partnership-staff', 'choices'],
    enabled: kind?.staff === true,
    queryFn: ({ signal }) => api.get<ListAnswer<StaffRow>>('/api/partnerships/staff', { query: { size: 200 }, signal }),
  });
  const parents = useQuery({
    queryKey: ['agreement-entries', agreementId, kind?.parent],
    enabled: kind?.parent !== undefined,
    queryFn: ({ signal }) =>
      api.get<ListAnswer<Entry>>('/api/agreement-entries', {
        query: { ...(agreementId ? { agreementId } : {}), kind: kind?.parent, size: 200 },
        signal,
      }),
  });
  const schema = useMemo(
    () =>
      kind
        ? entrySchema({
            kind,
            say,
            commitments,
            staff: (staff.data?.rows ?? []).map((s) => ({ value: s.staffId, label: `${s.name}（${s.institution}）` })),
            parents: (parents.data?.rows ?? []).map((e) => ({
              value: e.entryId,
              label: `${e.aboutName ?? e.staffName ?? e.code ?? ''} ${e.onDate}`,
            })),
            linesHint: (columns) => t('linesHint', { columns }),
            dayLabel: t('day'),
            endLabel: t('endsOn'),
          })
        : null,
    [kind, say, commitments, staff.data, parents.data, t],
  );
  if (!kind || !schema) return null;
  return (
    <FormDialog
      key={name}
      title={t(amended ? 'amend' : 'record')}
      schema={schema}
      initial={amended ? valuesOf(kind, amended) : { onDate: today }}
      onSubmit={(values) => {
        const row = { ...entryOf(kind, values, evidence), ...(about ? { aboutInstitution: about } : {}) };
        return amended
          ? api.post(`/api/agreement-entries/${amended.entryId}/amend`, row)
          : api.post('/api/agreement-entries', { kind: name, ...(agreementId ? { agreementId } : {}), rows: [row] });
      }}
      onClose={onClose}
      above={
        <div className="kit-form">
          <label htmlFor={id}>{t('recordKind')}</label>
          <Select
            id={id}
            value={name}
            disabled={amended !== undefined}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setName}
            options={kinds.map((k) => ({ value: k.kind, label: say(k.title) }))}
          />
          {kind.about?.of === 'institution' ? (
            <>
              <label htmlFor={`${id}-about`}>{say(kind.about.title)}</label>
              <InstitutionSelect
                id={`${id}-about`}
                kind={undefined}
                value={about}
                onChange={setAbout}
                placeholder={t('choose')}
              />
            </>
          ) : null}
          <UploadBox
            label={`${t('evidenceFile')}${evidence.length > 0 ? `（${t('files', { count: evidence.length })}）` : ''}`}
            onUploaded={(f) => setEvidence([...evidence, f.fileId])}
          />
        </div>
      }
    />
  );
}
