import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNote } from '../../../platform/ui-kit/index.ts';

type Props = {
  title: string;
  found: Pick<UseInfiniteQueryResult, 'error' | 'hasNextPage' | 'isFetching' | 'fetchNextPage'>;
  moreLabel: string;
  onClose: () => void;
  children: ReactNode;
};

/** The persons behind a figure in a dialog: what went wrong, who is found so far, and the way to the next. */
export function PersonsDialog({ title, found, moreLabel, onClose, children }: Props) {
  return (
    <Modal open title={title} footer={null} width={960} onCancel={onClose}>
      <div className="kit-stack">
        {found.error === null ? null : <ErrorNote error={found.error} />}
        {children}
        {found.hasNextPage ? (
          <div>
            <Button loading={found.isFetching} onClick={() => void found.fetchNextPage()}>
              {moreLabel}
            </Button>
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
