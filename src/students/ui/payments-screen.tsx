import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import {
  Allowed,
  DataTable,
  EmptyState,
  ErrorNote,
  money,
  PageHeader,
  useWords,
  type Column,
} from '../../platform/ui-kit/index.ts';
import type { GrantBatch } from '../bills/build-grant-batch.ts';
import type { PaymentLists } from '../bills/list-payments.ts';
import { words } from './words.ts';

const LIST = '/api/students/payments';

/** 补助名单: the grant lists of a term made by the school. What is granted is paid through claims. */
export default function PaymentsScreen() {
  const t = useWords(words);
  const found = useQuery({
    queryKey: ['payments'],
    queryFn: ({ signal }) => api.get<PaymentLists>(LIST, { signal }),
  });
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const lists = found.data;
  return (
    <div className="kit-stack">
      <PageHeader title={t('payments')} note={t('paymentsNote', { schoolYear: lists.schoolYear })} />
      <section className="kit-stack">
        <h2>{t('grants')}</h2>
        <Allowed permission="student.register">
          <BuildGrants schoolYear={lists.schoolYear} />
        </Allowed>
        {lists.grants.length === 0 ? (
          <EmptyState title={t('noGrants')} begin={t('noGrantsHint')} />
        ) : (
          <Payments
            caption={t('grants')}
            rows={lists.grants.map((g) => ({ ...g, id: g.batchId, on: g.builtAt }))}
            of={[
              { key: 'school', title: t('school'), render: (g) => g.schoolName },
              { key: 'term', title: t('term'), render: (g) => t(g.term === '1' ? 'term_1' : 'term_2') },
            ]}
          />
        )}
      </section>
    </div>
  );
}

type Payment = { id: string; number: string; persons: number; totalFen: number; on: string };

/** Numbered lists of payments: what each is `of`, for how many, how much and when. */
function Payments<Row extends Payment>(props: { caption: string; rows: readonly Row[]; of: Column<Row>[] }) {
  const t = useWords(words);
  return (
    <DataTable
      caption={props.caption}
      rows={props.rows}
      rowKey={(p) => p.id}
      rowName={(p) => p.number}
      columns={[
        { key: 'number', title: t('billNumber'), render: (p) => p.number },
        ...props.of,
        { key: 'persons', title: t('persons'), number: true, render: (p) => String(p.persons) },
        { key: 'total', title: t('total'), number: true, render: (p) => money(p.totalFen) },
        { key: 'at', title: t('madeOn'), render: (p) => chinaDate(new Date(p.on)) },
      ]}
    />
  );
}

function BuildGrants({ schoolYear }: { schoolYear: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const build = useMutation({
    mutationFn: (term: '1' | '2') => api.post<GrantBatch>('/api/students/grants', { schoolYear, term }),
    onSuccess: () => client.invalidateQueries(),
  });
  const { data } = build;
  return (
    <div className="kit-filters">
      {(['1', '2'] as const).map((term) => (
        <Button key={term} loading={build.isPending} onClick={() => build.mutate(term)}>
          {t('buildGrants', { term: t(`term_${term}`) })}
        </Button>
      ))}
      {data === undefined ? null : (
        <span role="status">
          {data.persons === 0
            ? t('nobodyDue')
            : t('builtGrants', { persons: data.persons, total: money(data.totalFen) })}
          {data.withoutStandard === 0 ? '' : t('withoutStandard', { count: data.withoutStandard })}
        </span>
      )}
      {build.error === null ? null : <ErrorNote error={build.error} />}
    </div>
  );
}
