import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import type { BulkReviewAnswer } from '../township/bulk-review.ts';
import type { ApplicationLine } from '../schema.ts';
import { words } from './village/village-words.ts';

/** Passes the cases of the page whose every condition is true, after showing what will happen. */
export function BulkPass({ rows, onDone }: { rows: readonly ApplicationLine[]; onDone: () => Promise<void> }) {
  const t = useWords(words);
  const ask = { ids: rows.map((r) => r.id), decision: 'pass' };
  const preview = useMutation({
    mutationFn: () => api.post<BulkReviewAnswer>('/api/applications/bulk-review/preview', ask),
  });
  const pass = useMutation({
    mutationFn: () => api.post<BulkReviewAnswer>('/api/applications/bulk-review', ask),
    onSuccess: async () => {
      preview.reset();
      await onDone();
    },
  });
  const seen = preview.data;
  return (
    <>
      <Button disabled={rows.length === 0} loading={preview.isPending} onClick={() => preview.mutate()}>
        {t('bulkPass')}
      </Button>
      {preview.error === null ? null : <ErrorNote error={preview.error} />}
      {seen === undefined ? null : (
        <Modal
          open
          title={t('bulkPass')}
          okText={t('confirmBulk')}
          cancelText={t('cancel')}
          okButtonProps={{ disabled: seen.done === 0, loading: pass.isPending }}
          onOk={() => pass.mutate()}
          onCancel={() => preview.reset()}
        >
          <p>
            {t('bulkPreview', {
              done: seen.done,
              closing: seen.closing,
              skipped: seen.skipped.reduce((n, s) => n + s.count, 0),
            })}
          </p>
          <ul>
            {seen.skipped.map((s) => (
              <li key={s.reason}>
                {s.reason}：{s.count}
              </li>
            ))}
          </ul>
          {pass.error === null ? null : <ErrorNote error={pass.error} />}
        </Modal>
      )}
    </>
  );
}
