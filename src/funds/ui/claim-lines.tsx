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
  ListPager,
  money,
  useListState,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { ClaimLineView } from '../claims/schema.ts';
import { AccountForm, reasonWord } from '../entitlements/schema.ts';
import { words } from './words/claim-words.ts';

const STANDINGS = ['ready', 'held', 'pending', 'paid', 'failed', 'mended'] as const;
type Standing = (typeof STANDINGS)[number];
/** Where a line stands that no bank has, and may be taken out of its claim. */
const LEAVING: readonly string[] = ['failed', 'mended', 'ready'] satisfies Standing[];
/** Legs of the check that another account mends. */
const ACCOUNT_LEGS = ['account', 'holder', 'bank_refused'];

/** The lines of a claim, page by page: who, how much, to which account, where each stands. */
export function ClaimLines({ claimId, state: stands }: { claimId: string; state: string }) {
  const t = useWords(words);
  const [list, setList] = useListState({ size: 50, sort: '' });
  const { page, size } = list;
  const { standing } = list.filters;
  const client = useQueryClient();
  const [mending, setMending] = useState<ClaimLineView | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<ClaimLineView | null>(null);
  const found = useQuery({
    queryKey: ['claim-lines', claimId, page, size, standing],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ClaimLineView>>(`/api/funds/claims/${claimId}/lines`, {
        query: { page, size, state: standing },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (found.error !== null) return <ErrorNote error={found.error} />;
  const rows = found.data?.rows ?? [];
  const columns: Column<ClaimLineView>[] = [
    { key: 'no', title: '#', render: (l) => l.lineNo },
    { key: 'name', title: t('name'), render: (l) => l.name },
    { key: 'period', title: t('period'), render: (l) => (l.period.length > 12 ? '' : l.period) },
    { key: 'amount', title: t('amount'), number: true, render: (l) => money(l.amountFen) },
    { key: 'payee', title: t('payee'), render: (l) => l.payeeName ?? '—' },
    { key: 'account', title: t('account'), render: (l) => l.payeeMask ?? '—' },
    {
      key: 'standing',
      title: t('standing'),
      render: (l) => t(`line_${STANDINGS.find((s) => s === l.standing) ?? 'ready'}`),
    },
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
            {stands === 'approved' && LEAVING.includes(l.standing) ? (
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
      <div role="status">{told}</div>
      <div className="kit-filters kit-no-print">
        <label>
          {t('standing')}{' '}
          <Select
            allowClear
            placeholder={t('anyStanding')}
            style={{ minWidth: 140 }}
            value={standing}
            options={STANDINGS.map((value) => ({ value, label: t(`line_${value}`) }))}
            onChange={(value?: string) =>
              setList({ ...list, page: 1, filters: value === undefined ? {} : { standing: value } })
            }
          />
        </label>
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
      {found.data === undefined ? null : <ListPager state={list} answer={found.data} onChange={setList} />}
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
          onSubmit={async (value) => {
            await api.post('/api/funds/accounts', { ...value, personId: mending.personId });
            setTold(t(stands === 'approved' ? 'accountThenMend' : 'accountThenCheck', { name: mending.name }));
          }}
        />
      )}
    </div>
  );
}
