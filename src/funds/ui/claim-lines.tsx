import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  Allowed,
  ConfirmAct,
  DataTable,
  EmptyState,
  ErrorNote,
  FormDialog,
  money,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ClaimLineView } from '../claims/schema.ts';
import { AccountForm, reasonWord } from '../entitlements/schema.ts';
import { words } from './words/claim-words.ts';

const STANDINGS = ['ready', 'held', 'pending', 'paid', 'failed'] as const;
const SIZE = 50;
/** Legs of the check that another account mends. */
const ACCOUNT_LEGS = ['account', 'holder', 'bank_refused'];

/** The lines of a claim, page by page: who, how much, to which account, where each stands. */
export function ClaimLines({ claimId, state: stands }: { claimId: string; state: string }) {
  const t = useWords(words);
  const [page, setPage] = useState(1);
  const [state, setState] = useState<string | undefined>();
  const client = useQueryClient();
  const [mending, setMending] = useState<ClaimLineView | null>(null);
  const [leaving, setLeaving] = useState<ClaimLineView | null>(null);
  const found = useQuery({
    queryKey: ['claim-lines', claimId, page, state],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ClaimLineView>>(`/api/funds/claims/${claimId}/lines`, {
        query: { page, size: SIZE, state },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (found.error !== null) return <ErrorNote error={found.error} />;
  const rows = found.data?.rows ?? [];
  const total = found.data?.total ?? 0;
  const columns: Column<ClaimLineView>[] = [
    { key: 'no', title: '#', render: (l) => l.lineNo },
    { key: 'name', title: t('name'), render: (l) => l.name },
    { key: 'period', title: t('period'), render: (l) => (l.period.length > 12 ? '' : l.period) },
    { key: 'amount', title: t('amount'), number: true, render: (l) => money(l.amountFen) },
    { key: 'payee', title: t('payee'), render: (l) => l.payeeName ?? '—' },
    { key: 'account', title: t('account'), render: (l) => l.payeeMask ?? '—' },
    { key: 'standing', title: t('standing'), render: (l) => t(STANDINGS.find((s) => s === l.standing) ?? 'ready') },
    {
      key: 'reasons',
      title: t('reasons'),
      render: (l) =>
        l.standing === 'held'
          ? `${l.missing.map(reasonWord).join('、')}（${t('sinceDate', { date: l.heldSince ?? '' })}）`
          : (l.failure ?? ''),
    },
    {
      key: 'act',
      title: t('act'),
      render: (l) => (
        <Allowed permission="funds.prepare">
          <span className="kit-row">
            {l.standing === 'failed' || l.missing.some((leg) => ACCOUNT_LEGS.includes(leg)) ? (
              <Button size="small" onClick={() => setMending(l)}>
                {t('recordAccount')}
              </Button>
            ) : null}
            {stands === 'approved' && (l.standing === 'failed' || l.standing === 'ready') ? (
              <Button size="small" onClick={() => setLeaving(l)}>
                {t('release')}
              </Button>
            ) : null}
          </span>
        </Allowed>
      ),
    },
  ];
  return (
    <div className="kit-stack">
      <div className="kit-filters kit-no-print">
        <label>
          {t('standing')}{' '}
          <Select
            allowClear
            placeholder={t('anyStanding')}
            style={{ minWidth: 140 }}
            value={state}
            options={(['ready', 'held', 'paid', 'failed'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value?: string) => {
              setState(value);
              setPage(1);
            }}
          />
        </label>
        <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
          ‹
        </Button>
        <span>{`${page} / ${Math.max(1, Math.ceil(total / SIZE))}`}</span>
        <Button disabled={page * SIZE >= total} onClick={() => setPage(page + 1)}>
          ›
        </Button>
      </div>
      {found.data !== undefined && rows.length === 0 ? (
        <EmptyState title={t('nothingHeld')} />
      ) : (
        <DataTable
          caption={t('lines')}
          columns={columns}
          rows={rows}
          rowKey={(l) => l.lineId}
          rowName={(l) => `${l.lineNo} ${l.name}`}
          hrefOf={(l) => `/people/${l.personId}`}
        />
      )}
      {leaving === null ? null : (
        <ConfirmAct
          title={t('release')}
          explain={<p>{t('releaseNote', { name: leaving.name, total: money(leaving.amountFen) })}</p>}
          text="required"
          danger
          onConfirm={async ({ text }) => {
            await api.post(`/api/funds/claims/${claimId}/release`, { lineId: leaving.lineId, reason: text });
            await client.invalidateQueries();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
      {mending === null ? null : (
        <FormDialog
          title={`${t('recordAccount')}：${mending.name}`}
          schema={AccountForm}
          submitLabel={t('recordAccount')}
          onClose={() => setMending(null)}
          onSubmit={(value) => api.post('/api/funds/accounts', { ...value, personId: mending.personId })}
        />
      )}
    </div>
  );
}
