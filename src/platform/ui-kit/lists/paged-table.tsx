import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, type ListAnswer } from '../../api-client/index.ts';
import { ErrorNote } from '../parts/plain.ts';
import { ListPager } from './list-pager.tsx';
import { pageSizes, type ListState } from './list-state.ts';
import { TitledTable, type TitledTableProps } from './titled-table.tsx';

export interface PagedTableProps<Row, Answer extends ListAnswer<Row>> extends Omit<
  TitledTableProps<Row>,
  'rows' | 'note'
> {
  /** Where the list is asked for, with `page` and `size` beside the query. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  /** What is said above the table; of the whole list, when it is worked out from the answer. */
  note?: ReactNode | ((answer: Answer) => ReactNode);
}

/** A part of a page that is a list of its own on the server, moved through page by page; what fits on the smallest page has no pager. */
export function PagedTable<Row, Answer extends ListAnswer<Row> = ListAnswer<Row>>(props: PagedTableProps<Row, Answer>) {
  const { path, query = {}, note, ...table } = props;
  const [state, setState] = useState<ListState>({ page: 1, size: 50, sort: '', filters: {} });
  const { page, size } = state;
  const found = useQuery({
    queryKey: ['list', path, query, page, size],
    queryFn: ({ signal }) => api.get<Answer>(path, { query: { ...query, page, size }, signal }),
    placeholderData: keepPreviousData,
  });
  if (found.error !== null) return <ErrorNote error={found.error} />;
  const answer = found.data;
  if (answer === undefined) return null;
  const one = answer.total !== null && answer.total <= pageSizes[0];
  return (
    <>
      <TitledTable {...table} note={typeof note === 'function' ? note(answer) : note} rows={answer.rows} />
      {one ? null : <ListPager state={state} answer={answer} onChange={setState} />}
    </>
  );
}
