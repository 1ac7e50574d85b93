import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { api, uploadFile } from '../../../platform/api-client/index.ts';
import { ErrorNote, SchemaForm, useWords, type FieldOverrides } from '../../../platform/ui-kit/index.ts';
import type { OpenedApplication } from '../../application/open-application.ts';
import { CATEGORIES, EditApplication } from '../../schema.ts';
import { ChoicePicker } from './choice-picker.tsx';
import { words } from './village-words.ts';

const Form = EditApplication.omit({ id: true, entryKey: true });
const veteran = { veteranCertificate: true, dischargedOn: true } as const;
const graduate = { graduationSchool: true, graduationYear: true, notContinuing: true } as const;
const categories: FieldOverrides = {
  category: { kind: 'select', options: Object.entries(CATEGORIES).map(([value, label]) => ({ value, label })) },
};

/** The draft's fields: only what the register does not already say, and what the category asks. */
function formFor(a: OpenedApplication): z.ZodObject {
  const own: z.ZodObject = a.category === 'veteran' ? Form.omit(graduate) : Form.omit(veteran);
  const numbered = a.stated.idState === 'valid' ? own.omit({ idNumber: true }) : own;
  return a.stated.ethnic === null ? numbered : numbered.omit({ ethnic: true });
}

function initialOf(a: OpenedApplication) {
  const s = a.stated;
  const given = {
    category: a.category,
    cardNo: s.cardNo,
    address: s.address,
    graduationSchool: s.graduationSchool,
    graduationYear: s.graduationYear,
    notContinuing: s.notContinuing,
    veteranCertificate: s.veteranCertificate,
    dischargedOn: s.dischargedOn,
    guardianName: s.guardianName,
    guardianRelation: s.guardianRelation,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

/** Filling in a draft or a returned case: what is stated, the choice, the papers. */
export function EditPart({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['application', a.id] });
  const save = async (value: Record<string, unknown>): Promise<void> => {
    await api.put(`/api/applications/${a.id}`, value);
    await refresh();
  };
  const choose = useMutation({ mutationFn: (entryKey: string) => save({ entryKey }) });
  return (
    <>
      <SchemaForm
        key={a.category}
        schema={formFor(a)}
        fields={categories}
        initial={initialOf(a)}
        draftKey={`application.${a.id}.${a.category}`}
        submitLabel={t('save')}
        onSubmit={save}
      />
      <h3>{t('choose')}</h3>
      {choose.error === null ? null : <ErrorNote error={choose.error} />}
      <ChoicePicker
        year={a.year}
        villageCode={a.villageCode}
        chosen={a.stated.entryKey}
        onChoose={(entryKey) => choose.mutate(entryKey)}
      />
      <h3>{t('papers')}</h3>
      <PaperChecklist a={a} onChanged={refresh} />
    </>
  );
}

function PaperChecklist({ a, onChanged }: { a: OpenedApplication; onChanged: () => Promise<unknown> }) {
  const t = useWords(words);
  const add = useMutation({
    mutationFn: async ({ kind, file }: { kind: string; file: File }) => {
      const { fileId } = await uploadFile(file);
      await api.post(`/api/applications/${a.id}/papers`, { kind, fileId });
      await onChanged();
    },
  });
  const remove = useMutation({
    mutationFn: async (paperId: string) => {
      await api.delete(`/api/applications/${a.id}/papers/${paperId}`);
      await onChanged();
    },
  });
  const error = add.error ?? remove.error;
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      <ul className="enrolment-people">
        {a.papers.map((p) => (
          <li key={p.kind} className="enrolment-paper">
            <div>
              {p.files.length === 0 ? '○' : '✓'} {p.name}
              {p.needed ? `（${t('needed')}）` : ''}
            </div>
            {p.files.map((f, i) => (
              <span key={f.paperId}>
                <a href={`/api/applications/${a.id}/papers/${f.paperId}`} target="_blank" rel="noreferrer">
                  {t('view')} {i + 1}
                </a>{' '}
                <Button size="small" onClick={() => remove.mutate(f.paperId)}>
                  {t('remove')}
                </Button>{' '}
              </span>
            ))}
            <label className="kit-button">
              {t('addPaper')}
              <input
                type="file"
                className="kit-hidden"
                accept="image/*,application/pdf"
                capture="environment"
                disabled={add.isPending}
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  event.target.value = '';
                  if (file) add.mutate({ kind: p.kind, file });
                }}
              />
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

/** 报名: consent of the applicant, then the draft is registered; what is lacking is told by the server. */
export function RegisterPart({ a }: { a: OpenedApplication }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [consent, setConsent] = useState(a.stated.consent);
  const register = useMutation({
    mutationFn: () => api.post(`/api/applications/${a.id}/register`, { consent }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['application', a.id] }),
  });
  return (
    <div className="kit-stack">
      <Checkbox checked={consent} onChange={(e) => setConsent(e.target.checked)}>
        {t('consent')}
      </Checkbox>
      {register.error === null ? null : <ErrorNote error={register.error} />}
      <div>
        <Button type="primary" disabled={!consent} loading={register.isPending} onClick={() => register.mutate()}>
          {t('register')}
        </Button>
      </div>
    </div>
  );
}
