import { useQuery } from '@tanstack/react-query';
import { api } from '../../platform/api-client/index.ts';
import {
  DataTable,
  ErrorNote,
  ListPage,
  money,
  useSession,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { LedgerCheck } from '../ledger/check-ledger.ts';
import { EXCEPTIONS, type ExceptionKind } from '../checks/schema.ts';
import type { ExceptionRow } from '../checks/list-exceptions.ts';
import type { ExecutionRow } from '../checks/show-execution.ts';
import { reasonWord } from '../entitlements/schema.ts';
import { words } from './words/check-words.ts';

/** 资金监督: what the rules find, whether the ledger holds, and how far the year's money was used. */
export default function ExceptionsScreen() {
  const t = useWords(words);
  const columns: Column<ExceptionRow>[] = [
    { key: 'kind', title: t('movement'), render: (r) => EXCEPTIONS[r.kind] },
    { key: 'about', title: t('about'), render: (r) => r.about },
    { key: 'detail', title: t('detail'), render: (r) => (r.detail ?? '').split(',').map(reasonWord).join('、') },
    { key: 'amount', title: t('amount'), number: true, render: (r) => (r.amountFen === 0 ? '' : money(r.amountFen)) },
    { key: 'since', title: t('since'), render: (r) => r.since },
    { key: 'days', title: t('days'), number: true, render: (r) => r.days },
  ];
  const kinds = Object.entries(EXCEPTIONS) as [ExceptionKind, string][];
  return (
    <div className="kit-stack">
      <ListPage
        id="fund-exceptions"
        title={t('exceptions')}
        note={t('exceptionsNote')}
        endpoint="/api/funds/exceptions"
        columns={columns}
        rowKey={(r) => `${r.kind} ${r.link} ${r.about} ${r.since} ${r.amountFen}`}
        rowName={(r) => `${EXCEPTIONS[r.kind]} ${r.about}`}
        open={(r) => r.link}
        filters={[
          {
            kind: 'select',
            key: 'kind',
            label: t('movement'),
            options: kinds.map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={{ title: t('noExceptions'), begin: t('noExceptionsBegin') }}
      />
      <Ledger />
      <Execution />
    </div>
  );
}

function Ledger() {
  const t = useWords(words);
  const { data, error } = useQuery({
    queryKey: ['ledger-check'],
    queryFn: ({ signal }) => api.get<LedgerCheck>('/api/funds/ledger', { signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  if (data.faults.length > 0)
    return <strong className="kit-alarm">{t('ledgerBroken', { n: data.faults.length })}</strong>;
  return <p>{t('ledgerHolds', { budgets: data.budgets, postings: data.postings, total: money(data.movedFen) })}</p>;
}

function Execution() {
  const t = useWords(words);
  const { today } = useSession();
  const year = today.slice(0, 4);
  const { data, error } = useQuery({
    queryKey: ['execution', year],
    queryFn: ({ signal }) => api.get<{ rows: ExecutionRow[] }>('/api/funds/execution', { query: { year }, signal }),
  });
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined || data.rows.length === 0) return null;
  const columns: Column<ExecutionRow>[] = [
    { key: 'source', title: t('source'), render: (r) => r.sourceTitle },
    { key: 'planned', title: t('planned'), number: true, render: (r) => money(r.plannedFen) },
    { key: 'paid', title: t('paid'), number: true, render: (r) => money(r.paidFen) },
    {
      key: 'rate',
      title: t('executionRate'),
      number: true,
      render: (r) => (r.executionPermille === null ? '—' : `${(r.executionPermille / 10).toFixed(1)}%`),
    },
    { key: 'persons', title: t('persons'), number: true, render: (r) => r.persons },
    { key: 'employed', title: t('employed'), number: true, render: (r) => r.employed },
    {
      key: 'per',
      title: t('perEmployed'),
      number: true,
      render: (r) => (r.fenPerEmployed === null ? '—' : money(r.fenPerEmployed)),
    },
  ];
  return (
    <section>
      <h2>{`${t('execution')} ${year}`}</h2>
      <DataTable
        caption={t('execution')}
        columns={columns}
        rows={data.rows}
        rowKey={(r) => r.source}
        rowName={(r) => r.sourceTitle}
      />
    </section>
  );
}
