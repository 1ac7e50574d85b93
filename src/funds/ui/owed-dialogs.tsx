import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { FormDialog, FoundSelect, money, useSession, useWords, type FieldOption } from '../../platform/ui-kit/index.ts';
import { PickDialog } from '../../training/ui/classes/pick-dialog.tsx';
import type { BuiltClaim } from '../claims/build-claim.ts';
import { BuildClaim } from '../claims/schema.ts';
import type { Entitled } from '../entitlements/entitle.ts';
import type { TrainingRule } from '../entitlements/list-training-rules.ts';
import { AccountForm, reasonWord, TakeGranted } from '../entitlements/schema.ts';
import { useStudents } from './use-students.tsx';
import { words } from './words/claim-words.ts';
import { ITEMS, schoolYearLabel, useFundChoices, useInstitutions } from './words/names.ts';

/** What is read of a class to choose it. */
type EndedClass = { classId: string; name: string | null; institution: string; endsOn: string | null };
type Props = { onTold: (text: string) => void; onClose: () => void };
const ClaimForm = BuildClaim.omit({ basisId: true, dryRun: true });

/** What a decision came to, in a sentence. */
function useDecided(): (got: Entitled) => string {
  const t = useWords(words);
  return (got) => {
    const reasons = [...new Set(got.refused.flatMap((r) => r.reasons))].map(reasonWord).join('、');
    return t('decided', {
      due: got.due,
      total: money(got.dueFen),
      unchanged: got.unchanged,
      refused: got.refused.length,
      reasons: reasons === '' ? '' : `（${reasons}）`,
    });
  };
}

export function TakeDialog({ onTold, onClose }: Props) {
  const t = useWords(words);
  const { today } = useSession();
  const items = (['yulu', 'national_grant'] as const).map((value) => ({ value, label: t(`item_${value}`) }));
  return (
    <FormDialog
      title={t('takeGranted')}
      schema={TakeGranted}
      fields={{ item: { kind: 'select', options: items } }}
      initial={{ schoolYear: schoolYearLabel(today), item: 'yulu' }}
      submitLabel={t('takeGranted')}
      onClose={onClose}
      onSubmit={async (value) => {
        const got = await api.post<Entitled>('/api/funds/owed/granted', value);
        onTold(t('tookGranted', { due: got.due, total: money(got.dueFen), refused: got.refused.length }));
      }}
    />
  );
}

export function ClaimDialog({ onTold, onClose }: Props) {
  const t = useWords(words);
  const { today } = useSession();
  const { sources } = useFundChoices();
  const items = ITEMS.map((value) => ({ value, label: t(`item_${value}`) }));
  return (
    <FormDialog
      title={t('buildClaim')}
      schema={ClaimForm}
      fields={{ item: { kind: 'select', options: items }, source: { kind: 'select', options: sources } }}
      initial={{ item: 'yulu', year: Number(today.slice(0, 4)) }}
      submitLabel={t('buildClaim')}
      onClose={onClose}
      onSubmit={async (value) => {
        const got = await api.post<BuiltClaim>('/api/funds/claims', value);
        const of = { number: got.number ?? '', lines: got.lines, total: money(got.totalFen), held: got.held };
        onTold(got.warnings.length > 0 ? `${t('built', of)} ${t('noFunding')}` : t('built', of));
      }}
    />
  );
}

/** A class that ended, and the benefit that the law of its place gives for it. */
export function TrainingDialog({ onTold, onClose }: Props) {
  const t = useWords(words);
  const decided = useDecided();
  const [classId, setClassId] = useState<string | undefined>();
  const rules = useQuery({
    queryKey: ['class-rules', classId],
    enabled: classId !== undefined,
    queryFn: ({ signal }) => api.get<{ rows: TrainingRule[] }>('/api/funds/owed/rules', { query: { classId }, signal }),
  });
  const options = (rules.data?.rows ?? []).map((r) => ({ value: r.key, label: `${r.title}（${r.clause}）` }));
  const schema = z.object({
    ruleKey: z
      .string()
      .min(1)
      .meta({ title: t('rule') }),
  });
  return (
    <FormDialog
      key={classId}
      title={t('decideTraining')}
      schema={schema}
      fields={{ ruleKey: { kind: 'select', options } }}
      submitLabel={t('decideTraining')}
      onClose={onClose}
      above={
        <label>
          {t('trainingClass')}
          <FoundSelect<EndedClass>
            label={t('trainingClass')}
            path="/api/training/classes"
            query={{ state: 'closed' }}
            option={(c) => ({ value: c.classId, label: `${c.name ?? ''} · ${c.institution} · ${c.endsOn ?? ''}` })}
            value={classId}
            onChange={setClassId}
          />
        </label>
      }
      onSubmit={async ({ ruleKey }) =>
        onTold(decided(await api.post<Entitled>('/api/funds/owed/training', { classId, ruleKey })))
      }
    />
  );
}

/** Students of the reader's area, to decide Yulu for a school year or the living allowance for months. */
export function StudentsDialog({ item, onTold, onClose }: Props & { item: 'yulu' | 'allowance' }) {
  const t = useWords(words);
  const decided = useDecided();
  const { today } = useSession();
  const month = today.slice(0, 7);
  const [span, setSpan] = useState({ schoolYear: schoolYearLabel(today), from: month, to: month });
  const students = useStudents();
  const field = (key: keyof typeof span, label: string) => (
    <label>
      {label}{' '}
      <input
        className="ant-input"
        style={{ width: 130 }}
        value={span[key]}
        onChange={(e) => setSpan({ ...span, [key]: e.target.value })}
      />
    </label>
  );
  return (
    <PickDialog
      title={t(item === 'yulu' ? 'decideYulu' : 'decideAllowance')}
      okText={(n) => t('decideFor', { n })}
      above={
        <>
          {students.search}
          <div className="kit-filters">
            {item === 'yulu' ? (
              field('schoolYear', t('schoolYear'))
            ) : (
              <>
                {field('from', t('fromMonth'))}
                {field('to', t('toMonth'))}
              </>
            )}
          </div>
        </>
      }
      empty={{ title: t('noPupils') }}
      columns={[
        { key: 'name', title: t('name'), render: (s) => s.name },
        { key: 'school', title: t('school'), render: (s) => s.schoolName },
        { key: 'place', title: t('place'), render: (s) => s.villageName ?? '' },
      ]}
      rows={students.rows}
      rowKey={(s) => s.statusId}
      rowName={(s) => s.name}
      onPicked={async (ids) => {
        const { schoolYear, from, to } = span;
        const body = item === 'yulu' ? { ids, schoolYear } : { ids, from, to };
        onTold(decided(await api.post<Entitled>(`/api/funds/owed/${item}`, body)));
      }}
      onClose={onClose}
    />
  );
}

/** The public account of a school, training institution or enterprise. */
export function InstitutionAccountDialog({ onTold, onClose }: Props) {
  const t = useWords(words);
  const institutions: FieldOption[] = useInstitutions();
  const schema = z.object({ institutionId: z.uuid().meta({ title: t('institution') }), ...AccountForm.shape });
  return (
    <FormDialog
      title={t('institutionAccount')}
      schema={schema}
      fields={{ institutionId: { kind: 'select', options: institutions }, account: { label: t('account') } }}
      onClose={onClose}
      onSubmit={async (value) => {
        const kept = await api.post<{ mask: string }>('/api/funds/institution-accounts', value);
        onTold(t('accountKept', { holder: value.holderName, mask: kept.mask }));
      }}
    />
  );
}
