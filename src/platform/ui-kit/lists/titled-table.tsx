import type { ReactNode } from 'react';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';

export interface TitledTableProps<Row> {
  title: string;
  note?: ReactNode;
  columns: readonly Column<Row>[];
  /** Nothing is drawn until they are there. */
  rows: readonly Row[] | undefined;
  /** What is said in place of an empty table. */
  empty?: string;
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
}

/** A part of a page that is one table under its heading. */
export function TitledTable<Row>({ title, note, rows, empty, ...table }: TitledTableProps<Row>) {
  if (rows === undefined) return null;
  return (
    <section>
      <h2>{title}</h2>
      {note === undefined ? null : <p className="kit-faint">{note}</p>}
      {rows.length === 0 && empty !== undefined ? (
        <EmptyState title={empty} />
      ) : (
        <DataTable caption={title} rows={rows} {...table} />
      )}
    </section>
  );
}
