import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  ErrorNote,
  FilePage,
  money,
  permits,
  PrintButton,
  SchemaForm,
  useSession,
  useWords,
  wallClock,
  type Permission,
} from '../../platform/ui-kit/index.ts';
import { BuildBatch, FORMAT_TITLES } from '../bank/schema.ts';
import type { BuiltBatch } from '../bank/build-batch.ts';
import type { Mended } from '../bank/mend-failed.ts';
import type { ClaimFile } from '../claims/list-claims.ts';
import { CLAIM_TRANSITIONS, type ClaimAction, type ClaimState } from '../claims/transitions.ts';
import { reasonWord } from '../entitlements/schema.ts';
import { ClaimLines } from './claim-lines.tsx';
import { Objections } from './objections.tsx';
import { words } from './words/claim-words.ts';

const BatchForm = BuildBatch.omit({ claimId: true });
/** Acts that ask for a reason in words. */
const REASONED: readonly ClaimAction[] = ['return', 'cancel'];

/** 发放表: what is to be paid, what holds the rest, who did which step, and the next one. */
export default function ClaimScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const go = useNavigate();
  const session = useSession();
  const { claimId } = useParams({ strict: false }) as { claimId: string };
  const [act, setAct] = useState<ClaimAction | 'batch' | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['claim', claimId],
    queryFn: ({ signal }) => api.get<ClaimFile>(`/api/funds/claims/${claimId}`, { signal }),
  });
  const mend = useMutation({
    mutationFn: () => api.post<Mended>(`/api/funds/claims/${claimId}/mend`, {}),
    onSuccess: async ({ mended, held }) => {
      const legs = Object.entries(held).map(([leg, n]) => `${reasonWord(leg)} ${n}`);
      const still = legs.length === 0 ? '' : t('mendedNot', { legs: legs.join('、') });
      setTold(mended > 0 ? `${t('mended', { mended })}${still}` : t('mendedNone', { legs: legs.join('、') || '—' }));
      await client.invalidateQueries();
    },
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const claim = found.data;
  const state = claim.state as ClaimState;
  const open = CLAIM_TRANSITIONS.filter(
    (one) => one.from === state && one.roles.some((role) => permits(session.permissions, role as Permission)),
  );
  const approved = state === 'approved';
  return (
    <>
      <div role="status">{told}</div>
      {mend.error === null ? null : <ErrorNote error={mend.error} />}
      <FilePage
        title={`${claim.number} ${claim.title}`}
        note={
          claim.ownStep && open.some((a) => a.action === 'check' || a.action === 'approve') ? t('ownStep') : undefined
        }
        actions={
          <>
            {open.map((one) => (
              <Button
                key={one.action}
                type={one.action === 'return' || one.action === 'cancel' ? 'default' : 'primary'}
                onClick={() => setAct(one.action)}
              >
                {t(`act_${one.action}`)}
              </Button>
            ))}
            {approved ? (
              <>
                <Allowed permission="funds.prepare">
                  <Button loading={mend.isPending} onClick={() => mend.mutate()}>
                    {t('mend')}
                  </Button>
                </Allowed>
                <Allowed permission="funds.pay">
                  <Button type="primary" onClick={() => setAct('batch')}>
                    {t('makeBatch')}
                  </Button>
                </Allowed>
              </>
            ) : null}
            <PrintButton title={`${claim.number} ${claim.title}`} />
          </>
        }
        facts={[
          { label: t('state'), value: t(`state_${state}`) },
          {
            label: t('source'),
            value: <Link to={`/funds/budgets/${claim.budgetId}` as never}>{`${claim.sourceTitle} ${claim.year}`}</Link>,
          },
          { label: t('place'), value: claim.place },
          { label: t('lines'), value: `${claim.lines} · ${money(claim.totalFen)}` },
          { label: t('paid'), value: money(claim.paidFen) },
          { label: t('missing'), value: <Missing claim={claim} /> },
          ...(claim.noticeCode === null
            ? []
            : [
                {
                  label: t('notice'),
                  value: (
                    <>
                      {t('noticeSpan', { from: claim.noticeFrom ?? '', to: claim.noticeTo ?? '' })}{' '}
                      <a href={`/public/notice/${claim.noticeCode}`}>{t('noticeOpen')}</a>
                    </>
                  ),
                },
              ]),
        ]}
        sections={[
          {
            key: 'lines',
            title: t('detailLines'),
            content: <ClaimLines claimId={claimId} state={state} />,
            wide: true,
          },
          ...(claim.noticeCode === null
            ? []
            : [{ key: 'objections', title: t('objections'), content: <Objections claim={claim} /> }]),
        ]}
        timeline={claim.events.map((e, i) => ({
          key: String(i),
          date: wallClock(e.at),
          title: e.action === 'build' ? t('step_build') : t(`act_${e.action as ClaimAction}`),
          by: e.userName,
          ...(e.reason === null ? {} : { detail: e.reason, tone: 'alarm' as const }),
        }))}
      />
      {act === 'batch' ? (
        <Modal open title={t('makeBatch')} footer={null} onCancel={() => setAct(null)}>
          <SchemaForm
            schema={BatchForm}
            fields={{
              format: {
                kind: 'select',
                options: Object.entries(FORMAT_TITLES).map(([value, label]) => ({ value, label })),
              },
            }}
            initial={{ format: 'separated' }}
            submitLabel={t('makeBatch')}
            onSubmit={async (value) => {
              const built = await api.post<BuiltBatch>('/api/funds/batches', { ...value, claimId });
              await client.invalidateQueries();
              await go({ to: `/funds/batches/${built.batchId}` as never });
            }}
          />
        </Modal>
      ) : act === null ? null : (
        <ConfirmAct
          title={t(`act_${act}`)}
          explain={<p>{`${claim.number} · ${claim.lines} · ${money(claim.totalFen)}`}</p>}
          danger={REASONED.includes(act)}
          text={REASONED.includes(act) ? 'required' : 'none'}
          onConfirm={async ({ text }) => {
            const done = await api.post<{ warnings: string[] }>(`/api/funds/claims/${claimId}/act`, {
              action: act,
              ...(text.trim() === '' ? {} : { reason: text }),
            });
            setTold(done.warnings.includes('no_funding_decision') ? t('noFunding') : null);
            await client.invalidateQueries();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}

function Missing({ claim }: { claim: ClaimFile }) {
  const t = useWords(words);
  if (claim.missing.length === 0) return <>{t('nothingHeld')}</>;
  return (
    <>
      {claim.missing.map((m) => (
        <div key={m.leg}>{t('heldNow', { leg: reasonWord(m.leg), lines: m.lines, days: m.longestDays })}</div>
      ))}
    </>
  );
}
