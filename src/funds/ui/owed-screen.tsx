import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ListPage,
  money,
  SchemaForm,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { BuiltClaim } from '../claims/build-claim.ts';
import { BuildClaim } from '../claims/schema.ts';
import type { Entitled } from '../entitlements/entitle.ts';
import { reasonWord, TakeGranted, type EntitlementView } from '../entitlements/schema.ts';
import { ITEMS, useFundChoices } from './names.ts';
import { words } from './claim-words.ts';

const PAYEES = ['household', 'student', 'school', 'training_provider', 'enterprise', 'appraisal_body'] as const;
const STANDINGS = ['waiting', 'held', 'claimed', 'sent', 'paid', 'refused', 'withdrawn'] as const;
const ClaimForm = BuildClaim.omit({ basisId: true, dryRun: true });

/** 应发项目: who is owed what, where it stands, and the way into a claim. */
export default function OwedScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const { sources } = useFundChoices();
  const [act, setAct] = useState<'take' | 'claim' | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const items = ITEMS.map((value) => ({ value, label: t(`item_${value}`) }));
  const standing = (s: EntitlementView['standing']) => t(s === 'sent' ? 'sentState' : s);
  const done = async (text: string): Promise<void> => {
    setTold(text);
    setAct(null);
    await client.invalidateQueries();
  };
  const columns: Column<EntitlementView>[] = [
    { key: 'name', title: t('name'), render: (e) => e.name },
    { key: 'place', title: t('place'), render: (e) => e.place ?? '', optional: true },
    { key: 'title', title: t('item'), render: (e) => e.title },
    {
      key: 'period',
      title: t('period'),
      render: (e) => (e.period.length > 12 ? '' : `${e.period}${e.part > 1 ? ` (${e.part})` : ''}`),
    },
    { key: 'amount', title: t('amount'), number: true, render: (e) => money(e.amountFen) },
    {
      key: 'payee',
      title: t('payee'),
      render: (e) =>
        e.payee === 'household' || e.payee === 'student'
          ? t(`payee_${e.payee}`)
          : (e.institution ?? t(`payee_${PAYEES.find((p) => p === e.payee) ?? 'school'}`)),
    },
    {
      key: 'standing',
      title: t('standing'),
      render: (e) =>
        e.standing === 'refused' || e.standing === 'held' ? (
          <strong className="kit-alarm">{standing(e.standing)}</strong>
        ) : (
          standing(e.standing)
        ),
    },
    { key: 'reasons', title: t('reasons'), render: (e) => e.reasons.map(reasonWord).join('、') },
    {
      key: 'days',
      title: t('waitingDays'),
      number: true,
      render: (e) => (e.standing === 'paid' || e.standing === 'refused' ? '' : e.days),
    },
    {
      key: 'decision',
      title: t('decision'),
      render: (e) =>
        e.decisionId === null ? '' : <Link to={`/decisions/kept/${e.decisionId}` as never}>{t('openDecision')}</Link>,
    },
    {
      key: 'claim',
      title: t('claimNumber'),
      render: (e) =>
        e.claimId === null ? '' : <Link to={`/funds/claims/${e.claimId}` as never}>{e.claimNumber}</Link>,
    },
  ];
  return (
    <>
      <div role="status">{told}</div>
      <ListPage
        id="owed"
        title={t('owed')}
        note={t('owedNote')}
        endpoint="/api/funds/owed"
        columns={columns}
        rowKey={(e) => e.entitlementId}
        rowName={(e) => `${e.name} ${e.title}`}
        open={(e) => `/people/${e.personId}`}
        filters={[
          { kind: 'select', key: 'item', label: t('item'), options: items },
          {
            kind: 'select',
            key: 'standing',
            label: t('standing'),
            options: STANDINGS.map((value) => ({ value, label: standing(value) })),
          },
        ]}
        empty={{ title: t('noOwed'), begin: t('noOwedBegin') }}
        actions={
          <Allowed permission="funds.prepare">
            <Button onClick={() => setAct('take')}>{t('takeGranted')}</Button>
            <Button type="primary" onClick={() => setAct('claim')}>
              {t('buildClaim')}
            </Button>
          </Allowed>
        }
      />
      {act === 'take' ? (
        <Modal open title={t('takeGranted')} footer={null} onCancel={() => setAct(null)}>
          <SchemaForm
            schema={TakeGranted}
            fields={{ item: { kind: 'select', options: items.slice(0, 2) } }}
            initial={{ schoolYear: schoolYearLabel(today), item: 'yulu' }}
            submitLabel={t('takeGranted')}
            onSubmit={async (value) => {
              const got = await api.post<Entitled>('/api/funds/owed/granted', value);
              await done(t('tookGranted', { due: got.due, total: money(got.dueFen), refused: got.refused.length }));
            }}
          />
        </Modal>
      ) : null}
      {act === 'claim' ? (
        <Modal open title={t('buildClaim')} footer={null} onCancel={() => setAct(null)}>
          <SchemaForm
            schema={ClaimForm}
            fields={{ item: { kind: 'select', options: items }, source: { kind: 'select', options: sources } }}
            initial={{ item: 'yulu', year: Number(today.slice(0, 4)) }}
            submitLabel={t('buildClaim')}
            onSubmit={async (value) => {
              const got = await api.post<BuiltClaim>('/api/funds/claims', value);
              const text = t('built', {
                number: got.number ?? '',
                lines: got.lines,
                total: money(got.totalFen),
                held: got.held,
              });
              await done(got.warnings.length > 0 ? `${text} ${t('noFunding')}` : text);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}

function schoolYearLabel(today: string): string {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  return `${year}-${year + 1}`;
}
