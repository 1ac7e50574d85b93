import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { api, type ListAnswer } from '../../platform/api-client/index.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  FilePage,
  ListPager,
  money,
  PrintButton,
  SchemaForm,
  useListState,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { BudgetView, PostingView } from '../ledger/schema.ts';
import { fenOf } from './words/names.ts';
import { words } from './words/budget-words.ts';

type Budget = BudgetView & { below: BudgetView[] };

const KINDS = ['plan', 'allocate', 'commit', 'release', 'send', 'pay', 'fail', 'recover'] as const;
const ACCOUNTS = ['available', 'committed', 'sent', 'paid', 'outside'] as const;
const pick = <T extends string>(list: readonly T[], word: string): T => list.find((one) => one === word) ?? list[0]!;

/** 预算台账: one budget, the places it was handed to, and every movement with the claim behind it. */
export default function BudgetScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { budgetId } = useParams({ strict: false }) as { budgetId: string };
  const [giving, setGiving] = useState(false);
  const found = useQuery({
    queryKey: ['budget', budgetId],
    queryFn: ({ signal }) => api.get<Budget>(`/api/funds/budgets/${budgetId}`, { signal }),
  });
  const [list, setList] = useListState({ size: 50, sort: '' });
  const { page, size } = list;
  const moved = useQuery({
    queryKey: ['budget-postings', budgetId, page, size],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<ListAnswer<PostingView>>(`/api/funds/budgets/${budgetId}/postings`, {
        query: { page, size },
        signal,
      }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const budget = found.data;
  const fact = (label: string, value: number) => ({ label, value: money(value) });
  const Form = z.object({
    divisionCode: z
      .string()
      .min(6)
      .meta({ title: t('toPlace'), kind: 'area' }),
    amountYuan: z.coerce
      .number()
      .min(0.01)
      .meta({ title: t('amountYuan') }),
    documentNo: z
      .string()
      .trim()
      .min(2)
      .max(80)
      .meta({ title: t('documentNo') }),
  });
  return (
    <>
      <FilePage
        title={`${budget.sourceTitle} · ${budget.place} · ${budget.year}`}
        actions={
          <>
            <Allowed permission="funds.plan">
              <Button onClick={() => setGiving(true)}>{t('allocate')}</Button>
            </Allowed>
            <PrintButton title={`${budget.sourceTitle} ${budget.year}`} />
          </>
        }
        facts={[
          fact(t('planned'), budget.plannedFen),
          fact(t('allocated'), budget.allocatedFen),
          fact(t('committed'), budget.committedFen),
          fact(t('sent'), budget.sentFen),
          fact(t('paid'), budget.paidFen),
          fact(t('returned'), budget.returnedFen),
          fact(t('left'), budget.leftFen),
        ]}
        sections={[
          ...(budget.below.length === 0
            ? []
            : [{ key: 'below', title: t('below'), content: <Below rows={budget.below} /> }]),
          {
            key: 'postings',
            title: t('postings'),
            content: (
              <Postings
                rows={moved.data?.rows ?? []}
                pager={
                  moved.data === undefined ? null : <ListPager state={list} answer={moved.data} onChange={setList} />
                }
              />
            ),
          },
        ]}
      />
      {giving ? (
        <Modal open title={t('allocate')} footer={null} onCancel={() => setGiving(false)}>
          <SchemaForm
            schema={Form}
            fields={{ divisionCode: { kind: 'area', root: String(budget.divisionCode) } }}
            submitLabel={t('allocate')}
            onSubmit={async ({ divisionCode, amountYuan, documentNo }) => {
              const parts = [{ divisionCode: Number(divisionCode), amountFen: fenOf(amountYuan) }];
              await api.post(`/api/funds/budgets/${budgetId}/allocate`, { parts, documentNo });
              await client.invalidateQueries();
              setGiving(false);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}

function Below({ rows }: { rows: readonly BudgetView[] }) {
  const t = useWords(words);
  const columns: Column<BudgetView>[] = [
    { key: 'place', title: t('place'), render: (b) => b.place },
    { key: 'planned', title: t('planned'), number: true, render: (b) => money(b.plannedFen) },
    { key: 'paid', title: t('paid'), number: true, render: (b) => money(b.paidFen) },
    { key: 'left', title: t('left'), number: true, render: (b) => money(b.leftFen) },
  ];
  return (
    <DataTable
      caption={t('below')}
      columns={columns}
      rows={rows}
      rowKey={(b) => b.budgetId}
      rowName={(b) => b.place}
      hrefOf={(b) => `/funds/budgets/${b.budgetId}`}
    />
  );
}

function Postings({ rows, pager }: { rows: readonly PostingView[]; pager: ReactNode }) {
  const t = useWords(words);
  if (rows.length === 0) return <EmptyState title={t('noPostings')} />;
  const columns: Column<PostingView>[] = [
    { key: 'on', title: t('date'), render: (p) => p.on },
    { key: 'kind', title: t('movement'), render: (p) => t(`kind_${pick(KINDS, p.kind)}`) },
    { key: 'from', title: t('fromAccount'), render: (p) => t(`account_${pick(ACCOUNTS, p.credit)}`) },
    { key: 'to', title: t('toAccount'), render: (p) => t(`account_${pick(ACCOUNTS, p.debit)}`) },
    { key: 'amount', title: t('amount'), number: true, render: (p) => money(p.amountFen) },
    { key: 'document', title: t('documentNo'), render: (p) => p.documentNo ?? '' },
    {
      key: 'claim',
      title: t('claimNumber'),
      render: (p) =>
        p.kind === 'recover' ? (
          <Link to={'/funds/recoveries' as never}>{t('open')}</Link>
        ) : p.claimId === null ? (
          ''
        ) : (
          <Link to={`/funds/claims/${p.claimId}` as never}>{t('open')}</Link>
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('postings')}
        columns={columns}
        rows={rows}
        rowKey={(p) => p.postingId}
        rowName={(p) => `${p.on} ${money(p.amountFen)}`}
      />
      {pager}
    </>
  );
}
