import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../../platform/ui-kit/index.ts';

type Props<Row> = {
  title: string;
  note?: ReactNode;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
};

/** A part of a page that is one table under its heading. */
export function TitledTable<Row>({ title, note, ...table }: Props<Row>) {
  return (
    <section>
      <h2>{title}</h2>
      {note === undefined ? null : <p className="kit-faint">{note}</p>}
      <DataTable caption={title} {...table} />
    </section>
  );
}
