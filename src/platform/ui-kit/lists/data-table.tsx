import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { isChosen, togglePage, toggle } from './selection.ts';
import type { Selection } from './selection.ts';

/** A column. `sortBy` is the server's name for sorting by it; `number` aligns right; `optional` columns are hidden until chosen. */
export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  sortBy?: string;
  number?: boolean;
  width?: number;
  optional?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What a screen reader calls the row, e.g. the person's name. */
  rowName: (row: Row) => string;
  sort?: string;
  onSort?: (column: string) => void;
  selection?: Selection;
  onSelect?: (selection: Selection) => void;
  /** Index of the row that j, k, x and Enter act on; -1 for none. */
  activeIndex?: number;
  onActivate?: (index: number) => void;
  onOpen?: (row: Row) => void;
  /** Address of the row's file; the first column then is its link, otherwise with `onOpen` a button. */
  hrefOf?: (row: Row) => string;
  /** Draws grey rows of this number instead of `rows`. */
  loadingRows?: number;
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: { column: Column<Row> } & Pick<DataTableProps<Row>, 'sort' | 'onSort'>) {
  const t = useWords(kitWords);
  const by = column.sortBy;
  const direction =
    by === undefined ? undefined : sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  const arrow = direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : '↕';
  return (
    <th
      scope="col"
      className={column.number ? 'kit-number' : undefined}
      aria-sort={direction}
      style={{ width: column.width }}
    >
      {by === undefined || onSort === undefined ? (
        column.title
      ) : (
        <button type="button" className="kit-sort" onClick={() => onSort(by)}>
          {column.title} <span aria-hidden="true">{arrow}</span>
          <span className="kit-hidden">
            {direction === 'ascending' ? t('sortAscending') : direction === 'descending' ? t('sortDescending') : ''}
          </span>
        </button>
      )}
    </th>
  );
}

function Skeleton({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (_unused, column) => (
        <td key={column}>
          <span className="kit-skeleton" />
        </td>
      ))}
    </tr>
  ));
}

function PageChoice({
  ids,
  selection,
  onSelect,
}: {
  ids: string[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
}) {
  const t = useWords(kitWords);
  const chosen = ids.filter((id) => isChosen(selection, id)).length;
  return (
    <th scope="col" className="kit-choice">
      <input
        type="checkbox"
        aria-label={t('choosePage')}
        checked={ids.length > 0 && chosen === ids.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = chosen > 0 && chosen < ids.length;
        }}
        onChange={() => onSelect(togglePage(selection, ids))}
      />
    </th>
  );
}

/** What a mouse, a finger or Tab opens the row with: the content of its first column. */
function Opener<Row>({ row, table, content }: { row: Row; table: DataTableProps<Row>; content: ReactNode }) {
  const { hrefOf, onOpen } = table;
  if (hrefOf !== undefined) return <Link to={hrefOf(row)}>{content}</Link>;
  if (onOpen === undefined) return content;
  return (
    <button type="button" className="kit-open" onClick={() => onOpen(row)}>
      {content}
    </button>
  );
}

function BodyRow<Row>({ row, index, table }: { row: Row; index: number; table: DataTableProps<Row> }) {
  const t = useWords(kitWords);
  const { selection, onSelect, onOpen } = table;
  const id = table.rowKey(row);
  const active = index === table.activeIndex;
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (active) line.current?.focus();
  }, [active]);
  const chosen = selection !== undefined && isChosen(selection, id);
  return (
    <tr
      ref={line}
      tabIndex={-1}
      className={chosen ? 'kit-row-chosen' : undefined}
      aria-current={active ? 'true' : undefined}
      onDoubleClick={onOpen === undefined ? undefined : () => onOpen(row)}
    >
      {selection === undefined || onSelect === undefined ? null : (
        <td className="kit-choice">
          <input
            type="checkbox"
            aria-label={t('chooseRow', { name: table.rowName(row) })}
            checked={chosen}
            onChange={() => onSelect(toggle(selection, id, table.rows.map(table.rowKey)))}
          />
        </td>
      )}
      {table.columns.map((column, at) => (
        <td key={column.key} data-title={column.title} className={column.number ? 'kit-number' : undefined}>
          {at === 0 ? <Opener row={row} table={table} content={column.render(row)} /> : column.render(row)}
        </td>
      ))}
    </tr>
  );
}

/** A plain, dense table of one page of rows; what it shows and chooses is held by the caller (see ListPage). */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, selection, onSelect } = props;
  const choosing = selection !== undefined && onSelect !== undefined;
  return (
    <div className="kit-table-frame">
      <table className="kit-table" aria-busy={props.loadingRows !== undefined}>
        <caption className="kit-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {choosing ? <PageChoice ids={rows.map(props.rowKey)} selection={selection} onSelect={onSelect} /> : null}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.loadingRows === undefined ? (
            rows.map((row, index) => <BodyRow key={props.rowKey(row)} row={row} index={index} table={props} />)
          ) : (
            <Skeleton rows={props.loadingRows} columns={columns.length + (choosing ? 1 : 0)} />
          )}
        </tbody>
      </table>
    </div>
  );
}
