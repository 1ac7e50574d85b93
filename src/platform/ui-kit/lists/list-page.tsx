import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../../api-client/index.ts';
import type { ListAnswer } from '../../api-client/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import type { BulkAct } from './bulk-dialog.tsx';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote } from '../parts/error-note.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { ListFilters } from './list-filters.tsx';
import type { ListFilter } from './list-filters.tsx';
import { ListPager } from './list-pager.tsx';
import { addressOf, isNarrowed, listState, nextSort, widened } from './list-state.ts';
import type { ListState } from './list-state.ts';
import { ColumnChooser, SavedViews } from './list-tools.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import { nothing, toggle } from './selection.ts';
import type { Selection } from './selection.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { isTextList, useStored } from '../shell/stored.ts';
import { useListState } from './use-list-state.ts';

export interface ListPageProps<Row> {
  /** Name under which columns and views are kept in this browser. */
  id: string;
  title: string;
  note?: ReactNode;
  /** GET address that answers ListAnswer<Row> to page, size, sort and the filters. */
  endpoint: string;
  /** Query that the reader cannot change. */
  fixed?: Record<string, string>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  filters?: readonly ListFilter[];
  /** The list's own order, `name` or `-name`. */
  sort?: string;
  size?: number;
  /** Address of the row's file. */
  open?: (row: Row) => string;
  bulk?: readonly BulkAct[];
  /** Shown while nothing is there and no filter is set: what will appear and how to begin. */
  empty: { title: string; begin?: ReactNode; action?: ReactNode };
  actions?: ReactNode;
}

function useRows<Row>({ endpoint, fixed }: ListPageProps<Row>, state: ListState) {
  const query = { ...state.filters, ...fixed, page: state.page, size: state.size, sort: state.sort };
  return useQuery({
    queryKey: ['list', endpoint, query],
    queryFn: ({ signal }) => api.get<ListAnswer<Row>>(endpoint, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Which row j and k stand on (-1 none), and the keys themselves. */
function useRowKeys<Row>(rows: readonly Row[], open: (row: Row) => void, choose: (row: Row) => void): number {
  const t = useWords(kitWords);
  const [active, setActive] = useState(-1);
  const [seen, setSeen] = useState(rows);
  if (seen !== rows) {
    setSeen(rows);
    setActive(-1);
  }
  const withActive = (act: (row: Row) => void) => () => {
    const row = rows[active];
    if (row !== undefined) act(row);
  };
  useShortcuts([
    { key: 'j', label: t('shortcutNext'), run: () => setActive(Math.min(active + 1, rows.length - 1)) },
    { key: 'k', label: t('shortcutPrevious'), run: () => setActive(Math.max(active - 1, 0)) },
    { key: 'Enter', label: t('shortcutOpen'), run: withActive(open) },
    { key: 'x', label: t('shortcutChoose'), run: withActive(choose) },
    {
      key: '/',
      label: t('shortcutFilter'),
      run: () => document.querySelector<HTMLElement>('.kit-filters input')?.focus(),
    },
  ]);
  return active;
}

function Nothing<Row>({ list, state, onClear }: { list: ListPageProps<Row>; state: ListState; onClear: () => void }) {
  const t = useWords(kitWords);
  if (!isNarrowed(state, list.fixed) && state.page === 1) return <EmptyState {...list.empty} />;
  return (
    <EmptyState
      title={t('nothingFound')}
      begin={t('nothingFoundHint')}
      action={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  );
}

const noRows: never[] = [];

/** A list in the one form all lists have: filters and page in the address bar, columns and views chosen, bulk acts with preview, keys j k Enter x. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { columns, rowKey } = props;
  const defaults = { size: props.size ?? 50, sort: props.sort ?? '' };
  const [state, setState] = useListState(defaults);
  const [selection, setSelection] = useState<Selection>(nothing);
  const usual = columns.filter((column) => column.optional !== true).map((column) => column.key);
  const [shown, setShown] = useStored(`columns.${props.id}`, usual, isTextList);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data, error, isPending, isPlaceholderData, refetch } = useRows(props, state);
  const rows: readonly Row[] = data?.rows ?? noRows;
  const change = (next: ListState): void => {
    const filtered = JSON.stringify(next.filters) !== JSON.stringify(state.filters);
    if (filtered) setSelection(nothing);
    setState(next);
  };
  const openRow = (row: Row): void => {
    const to = props.open?.(row);
    if (to !== undefined) void navigate({ to });
  };
  const choosing = props.bulk !== undefined && props.bulk.length > 0;
  const active = useRowKeys(rows, openRow, (row) => {
    if (choosing) setSelection(toggle(selection, rowKey(row), rows.map(rowKey)));
  });
  const visible = columns.filter((column, index) => index === 0 || shown.includes(column.key));
  const filters = { ...state.filters, ...props.fixed };
  return (
    <div className="kit-list">
      <PageHeader
        title={props.title}
        note={props.note}
        actions={
          <>
            {props.actions}
            <SavedViews
              listId={props.id}
              query={addressOf(state, defaults)}
              onOpen={(query) => change(listState(query, defaults))}
            />
            <ColumnChooser columns={columns} shown={shown} onChange={setShown} />
            <PrintButton title={props.title} />
          </>
        }
      />
      <ListFilters filters={props.filters ?? []} fixed={props.fixed} state={state} onChange={change} />
      {choosing ? (
        <BulkBar
          acts={props.bulk ?? []}
          selection={selection}
          onSelect={setSelection}
          everything={{ kind: 'all', filters, total: data?.total ?? null }}
          onDone={() => void client.invalidateQueries()}
        />
      ) : null}
      {error !== null && data === undefined ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : data !== undefined && rows.length === 0 ? (
        <Nothing list={props} state={state} onClear={() => change(widened(state, props.fixed))} />
      ) : (
        <div className={isPlaceholderData ? 'kit-stale' : undefined}>
          <DataTable
            caption={props.title}
            columns={visible}
            rows={rows}
            rowKey={rowKey}
            rowName={props.rowName}
            sort={state.sort}
            onSort={(column) => change({ ...state, page: 1, sort: nextSort(state.sort, column, defaults.sort) })}
            selection={choosing ? selection : undefined}
            onSelect={choosing ? setSelection : undefined}
            activeIndex={active}
            onOpen={props.open === undefined ? undefined : openRow}
            hrefOf={props.open}
            loadingRows={isPending ? 8 : undefined}
          />
        </div>
      )}
      {data === undefined || (rows.length === 0 && state.page === 1) ? null : (
        <ListPager state={state} answer={data} onChange={change} />
      )}
    </div>
  );
}
