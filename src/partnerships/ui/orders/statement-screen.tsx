import { useQuery } from '@tanstack/react-query';
import { Flex, Input } from 'antd';
import { useId } from 'react';
import { api } from '../../../platform/api-client/index.ts';
import {
  DataTable,
  EmptyState,
  ErrorNote,
  PageHeader,
  PrintButton,
  useListState,
  useWords,
  type Column,
} from '../../../platform/ui-kit/index.ts';
import type { Statement, StatementLine } from '../../service/service-statement.ts';
import { recordWords } from '../entries/records-words.ts';

/** 支教服务一览: confirmed service in a span of time with the weight each school has set. */
export default function StatementScreen() {
  const t = useWords(recordWords);
  const id = useId();
  const [state, setState] = useListState({ size: 50, sort: '' });
  const { from, to } = state.filters;
  const found = useQuery({
    queryKey: ['partnership-statement', from, to],
    queryFn: ({ signal }) => api.get<Statement>('/api/partnerships/statement', { query: { from, to }, signal }),
  });
  const columns: Column<StatementLine>[] = [
    { key: 'name', title: t('name'), render: (l) => l.name },
    { key: 'school', title: t('school'), render: (l) => l.institution },
    { key: 'basis', title: t('basis'), render: (l) => l.basis.join('、') },
    { key: 'periods', title: t('periods'), render: (l) => l.periods.map((p) => `${p.from} — ${p.to}`).join('；') },
    { key: 'days', title: t('days'), number: true, render: (l) => l.days },
    { key: 'months', title: t('months'), number: true, render: (l) => l.months },
    {
      key: 'factor',
      title: t('factor'),
      number: true,
      render: (l) => (l.factor === null ? <strong className="kit-alarm">{t('noFactor')}</strong> : l.factor),
    },
  ];
  const { lines = [], gaps = [] } = found.data ?? {};
  return (
    <>
      <PageHeader title={t('statement')} note={t('statementNote')} actions={<PrintButton title={t('statement')} />} />
      <div className="kit-stack">
        <Flex gap={12} align="center" wrap>
          {(['from', 'to'] as const).map((key) => (
            <span key={key}>
              <label htmlFor={`${id}-${key}`}>{t(key)} </label>
              <Input
                id={`${id}-${key}`}
                type="date"
                style={{ width: 180 }}
                value={state.filters[key] ?? ''}
                onChange={(e) => setState({ ...state, filters: { ...state.filters, [key]: e.target.value } })}
              />
            </span>
          ))}
        </Flex>
        {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {gaps.length === 0 ? null : (
          <p className="kit-alarm">
            {t('gaps')}：{gaps.map((g) => g.institution).join('、')}
          </p>
        )}
        {found.data && lines.length === 0 ? (
          <EmptyState title={t('noService')} begin={t('noServiceBegin')} />
        ) : (
          <DataTable
            caption={t('statement')}
            columns={columns}
            rows={lines}
            rowKey={(l) => l.staffId}
            rowName={(l) => l.name}
          />
        )}
      </div>
    </>
  );
}
