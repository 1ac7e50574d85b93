import { useQueryClient } from '@tanstack/react-query';
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
import { PlanForm, type BudgetView } from '../ledger/schema.ts';
import { fenOf, useFundChoices } from './words/names.ts';
import { words } from './words/budget-words.ts';

/** 资金与预算: money by source, place and year, and what is left of it. */
export default function BudgetsScreen() {
  const t = useWords(words);
  const client = useQueryClient();
  const { today } = useSession();
  const [planning, setPlanning] = useState(false);
  const { sources, tiers } = useFundChoices();
  const sum = (key: string, title: string, of: (b: BudgetView) => number): Column<BudgetView> => ({
    key,
    title,
    number: true,
    render: (b) => money(of(b)),
  });
  const columns: Column<BudgetView>[] = [
    { key: 'source', title: t('source'), render: (b) => b.sourceTitle },
    { key: 'place', title: t('place'), render: (b) => b.place },
    { key: 'year', title: t('year'), render: (b) => String(b.year) },
    sum('planned', t('planned'), (b) => b.plannedFen),
    sum('allocated', t('allocated'), (b) => b.allocatedFen),
    sum('committed', t('committed'), (b) => b.committedFen),
    sum('sent', t('sent'), (b) => b.sentFen),
    sum('paid', t('paid'), (b) => b.paidFen),
    sum('left', t('left'), (b) => b.leftFen),
  ];
  return (
    <>
      <ListPage
        id="budgets"
        title={t('budgets')}
        note={t('budgetsNote')}
        endpoint="/api/funds/budgets"
        columns={columns}
        rowKey={(b) => b.budgetId}
        rowName={(b) => `${b.sourceTitle} ${b.place} ${b.year}`}
        open={(b) => `/funds/budgets/${b.budgetId}`}
        filters={[{ kind: 'select', key: 'source', label: t('source'), options: sources }]}
        empty={{ title: t('noBudgets'), begin: t('noBudgetsBegin') }}
        actions={
          <Allowed permission="funds.plan">
            <Button type="primary" onClick={() => setPlanning(true)}>
              {t('planMoney')}
            </Button>
          </Allowed>
        }
      />
      {planning ? (
        <Modal open title={t('planMoney')} footer={null} onCancel={() => setPlanning(false)}>
          <SchemaForm
            schema={PlanForm}
            fields={{ source: { kind: 'select', options: sources }, tier: { kind: 'select', options: tiers } }}
            initial={{ year: Number(today.slice(0, 4)) }}
            submitLabel={t('planMoney')}
            onSubmit={async ({ amountYuan, ...value }) => {
              await api.post('/api/funds/budgets', { ...value, amountFen: fenOf(amountYuan) });
              await client.invalidateQueries();
              setPlanning(false);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}
