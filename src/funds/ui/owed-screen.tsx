import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ErrorNote, ListPage, money, useWords, type Column } from '../../platform/ui-kit/index.ts';
import type { CapLeft } from '../entitlements/preview-cap.ts';
import { reasonWord, type EntitlementView } from '../entitlements/schema.ts';
import { ITEMS } from './words/names.ts';
import { ClaimDialog, InstitutionAccountDialog, StudentsDialog, TakeDialog, TrainingDialog } from './owed-dialogs.tsx';
import { words } from './words/claim-words.ts';

const PAYEES = ['household', 'student', 'school', 'training_provider', 'enterprise', 'appraisal_body'] as const;
const STANDINGS = ['waiting', 'held', 'claimed', 'sent', 'paid', 'refused', 'withdrawn'] as const;
type Act = 'take' | 'claim' | 'training' | 'yulu' | 'allowance' | 'account';
const MORE = {
  training: 'decideTraining',
  yulu: 'decideYulu',
  allowance: 'decideAllowance',
  account: 'institutionAccount',
} as const;

/** 应发项目: who is owed what, where it stands, and the way into a claim. */
export default function OwedScreen() {
  const t = useWords(words);
  const [act, setAct] = useState<Act | null>(null);
  const [asked, setAsked] = useState<EntitlementView | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const items = ITEMS.map((value) => ({ value, label: t(`item_${value}`) }));
  const standing = (s: EntitlementView['standing']) => t(s === 'sent' ? 'sentState' : s);
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
    {
      key: 'cap',
      title: t('capLeft'),
      optional: true,
      render: (e) =>
        e.item.includes('training') ? (
          <Button size="small" onClick={() => setAsked(e)}>
            {t('showCap')}
          </Button>
        ) : (
          ''
        ),
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
            <Dropdown
              menu={{
                items: (['training', 'yulu', 'allowance', 'account'] as const).map((key) => ({
                  key,
                  label: t(MORE[key]),
                })),
                onClick: ({ key }) => setAct(key as Act),
              }}
            >
              <Button>{t('decideMore')}</Button>
            </Dropdown>
            <Button type="primary" onClick={() => setAct('claim')}>
              {t('buildClaim')}
            </Button>
          </Allowed>
        }
      />
      {act === null ? null : <Dialog act={act} onTold={setTold} onClose={() => setAct(null)} />}
      {asked === null ? null : <CapLeftDialog of={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type DialogProps = { act: Act; onTold: (text: string) => void; onClose: () => void };

function Dialog({ act, ...props }: DialogProps) {
  if (act === 'take') return <TakeDialog {...props} />;
  if (act === 'claim') return <ClaimDialog {...props} />;
  if (act === 'training') return <TrainingDialog {...props} />;
  if (act === 'account') return <InstitutionAccountDialog {...props} />;
  return <StudentsDialog item={act} {...props} />;
}

/** How many subsidised trainings the person has had this year, and how many are left where the place caps them. */
function CapLeftDialog({ of, onClose }: { of: EntitlementView; onClose: () => void }) {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['cap-left', of.personId],
    queryFn: ({ signal }) => api.get<CapLeft>('/api/funds/caps', { query: { personId: of.personId }, signal }),
  });
  const { data } = found;
  return (
    <Modal open title={`${t('capLeft')}：${of.name}`} footer={null} onCancel={onClose}>
      {found.error === null ? null : <ErrorNote error={found.error} />}
      {data === undefined ? null : (
        <p>
          {data.left === null
            ? t('capNone', { year: data.year, used: data.used })
            : t('capNow', { year: data.year, used: data.used, left: data.left })}
        </p>
      )}
    </Modal>
  );
}
