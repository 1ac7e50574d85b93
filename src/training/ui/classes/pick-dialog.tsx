import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { DataTable, EmptyState, ErrorNote, type Column, type Selection } from '../../../platform/ui-kit/index.ts';

type Props<Row> = {
  title: string;
  /** What the button says, with how many are chosen. */
  okText: (count: number) => string;
  /** Above the table: what will happen, a search. */
  above?: ReactNode;
  empty: { title: string; begin?: ReactNode };
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  onPicked: (ids: readonly string[]) => Promise<unknown>;
  onClose: () => void;
};

/** Several rows of a table are chosen and something is done with them; after it everything shown is read again. */
export function PickDialog<Row>(props: Props<Row>) {
  const { title, okText, above, empty, rows, onPicked, onClose, ...table } = props;
  const client = useQueryClient();
  const [ids, setIds] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const select = (selection: Selection): void => setIds(selection.kind === 'some' ? selection.ids : []);
  const pick = async (): Promise<void> => {
    try {
      await onPicked(ids);
      await client.invalidateQueries();
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Modal
      open
      title={title}
      width={760}
      okText={okText(ids.length)}
      okButtonProps={{ disabled: ids.length === 0 }}
      onOk={() => void pick()}
      onCancel={onClose}
    >
      <div className="kit-stack">
        {above}
        {error === null ? null : <ErrorNote error={error} />}
        {rows?.length === 0 ? <EmptyState {...empty} /> : null}
        {rows === undefined || rows.length === 0 ? null : (
          <DataTable caption={title} rows={rows} selection={{ kind: 'some', ids }} onSelect={select} {...table} />
        )}
      </div>
    </Modal>
  );
}
