import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { emptyReason, missingReason, ReasonFields } from '../forms/reason-fields.tsx';
import type { ReasonAsked, ReasonGiven } from '../forms/reason-fields.tsx';
import { ErrorNote } from '../parts/error-note.tsx';
import { thousands } from '../parts/format.ts';
import { JobProgress } from '../parts/job-progress.tsx';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import type { Selection } from './selection.ts';
import type { Permission } from '../shell/session.tsx';
import { useReturnFocus } from '../forms/use-return-focus.ts';

/** Rows left out, with the reason in words. */
export interface SkippedRows {
  reason: string;
  count: number;
}

/** What a bulk act would do, computed by the server before anything is done. */
export interface BulkPreview {
  effect: string;
  willHappen: number;
  skipped: readonly SkippedRows[];
}

/** What it did; with `jobId` the work goes on as a job, with `undo` it can be taken back. */
export interface BulkReceipt {
  done: number;
  /** What became of rows that did not all come to the same. */
  note?: string;
  skipped: readonly SkippedRows[];
  jobId?: string;
  undo?: () => Promise<unknown>;
}

/** Something that can be done with many rows at once. */
export interface BulkAct extends ReasonAsked {
  key: string;
  label: string;
  danger?: boolean;
  permission?: Permission;
  preview: (selection: Selection) => Promise<BulkPreview>;
  run: (selection: Selection, reason: ReasonGiven) => Promise<BulkReceipt>;
}

function Skipped({ skipped }: { skipped: readonly SkippedRows[] }) {
  const t = useWords(kitWords);
  if (skipped.length === 0) return null;
  return (
    <table className="kit-facts">
      <thead>
        <tr>
          <th scope="col">{t('reason')}</th>
          <th scope="col" className="kit-number">
            {t('rows')}
          </th>
        </tr>
      </thead>
      <tbody>
        {skipped.map((line) => (
          <tr key={line.reason}>
            <td>{line.reason}</td>
            <td className="kit-number">{thousands(line.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const skippedCount = (skipped: readonly SkippedRows[]): number => skipped.reduce((sum, line) => sum + line.count, 0);

function Receipt({ receipt }: { receipt: BulkReceipt }) {
  const t = useWords(kitWords);
  const undo = useMutation({ mutationFn: async () => receipt.undo?.() });
  return (
    <div role="status" className="kit-stack">
      {receipt.jobId === undefined ? (
        <p>
          <strong>{t('doneRows', { count: thousands(receipt.done) })}</strong>
          {receipt.skipped.length === 0
            ? null
            : `，${t('skippedRows', { count: thousands(skippedCount(receipt.skipped)) })}`}
        </p>
      ) : null}
      {receipt.note ? <p>{receipt.note}</p> : null}
      <Skipped skipped={receipt.skipped} />
      {receipt.jobId === undefined ? null : <JobProgress jobId={receipt.jobId} />}
      {receipt.undo === undefined ? null : undo.isSuccess ? (
        <p>{t('undone')}</p>
      ) : (
        <Button loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('undo')}
        </Button>
      )}
      {undo.error === null ? null : <ErrorNote error={undo.error} />}
    </div>
  );
}

function Preview({ preview }: { preview: BulkPreview }) {
  const t = useWords(kitWords);
  return (
    <div className="kit-stack">
      <p>
        {preview.effect}
        <br />
        <strong>{t('willHappen', { count: thousands(preview.willHappen) })}</strong>
        {preview.skipped.length === 0
          ? null
          : `，${t('willSkip', { count: thousands(skippedCount(preview.skipped)) })}`}
      </p>
      <Skipped skipped={preview.skipped} />
    </div>
  );
}

/** Preview first (what will happen, what is skipped and why), then the act, then its receipt with undo. */
export function BulkDialog(props: { act: BulkAct; selection: Selection; onClose: (done: boolean) => void }) {
  useReturnFocus();
  const t = useWords(kitWords);
  const { act, onClose } = props;
  const [selection] = useState(props.selection);
  const [reason, setReason] = useState<ReasonGiven>(emptyReason);
  const [asked, setAsked] = useState(false);
  const preview = useQuery({
    queryKey: ['bulk-preview', act.key, selection],
    queryFn: () => act.preview(selection),
    gcTime: 0,
    retry: false,
  });
  const run = useMutation({ mutationFn: () => act.run(selection, reason) });
  const finished = run.isSuccess;
  const proceed = (): void => {
    setAsked(true);
    if (!missingReason(act, reason).any) run.mutate();
  };
  return (
    <Modal
      open
      title={finished ? `${act.label} · ${t('receipt')}` : act.label}
      onCancel={() => onClose(finished)}
      footer={
        finished ? (
          <Button type="primary" onClick={() => onClose(true)}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
            <Button
              type="primary"
              danger={act.danger}
              loading={run.isPending}
              disabled={preview.data === undefined || preview.data.willHappen === 0}
              onClick={proceed}
            >
              {t('run')}
            </Button>
          </>
        )
      }
    >
      {run.data === undefined ? (
        <div className="kit-stack">
          {preview.isPending ? <p role="status">{t('previewing')}</p> : null}
          {preview.data === undefined ? null : <Preview preview={preview.data} />}
          <ReasonFields asked={act} given={reason} onChange={setReason} showProblems={asked} />
          {(run.error ?? preview.error) === null ? null : <ErrorNote error={run.error ?? preview.error} />}
        </div>
      ) : (
        <Receipt receipt={run.data} />
      )}
    </Modal>
  );
}
