import { parentPort, workerData } from 'node:worker_threads';
import { inspectInThread, readBatchesInThread } from './read-in-thread.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { ReaderMessage, ReaderTask } from './reader-messages.ts';

const BATCH = 500;

const port = parentPort;
if (port === null) throw new Error('reader-worker runs only as a worker thread');

const send = (message: ReaderMessage): void => port.postMessage(message, []);

/** Batches the parent may still receive; it adds one for every batch that it has worked off. */
let credit = 0;
let wake: (() => void) | undefined;
port.on('message', (more: number) => {
  credit += more;
  wake?.();
});

async function takeCredit(): Promise<void> {
  if (credit === 0) await new Promise<void>((resolve) => (wake = resolve));
  credit--;
}

async function sendRows(path: string, task: Extract<ReaderTask, { kind: 'rows' }>): Promise<void> {
  for await (const rows of readBatchesInThread(path, task.options)) {
    for (let from = 0; from < rows.length; from += BATCH) {
      await takeCredit();
      send({ kind: 'rows', rows: rows.slice(from, from + BATCH) });
    }
  }
  send({ kind: 'end' });
}

async function run(task: ReaderTask): Promise<void> {
  try {
    if (task.kind === 'rows') await sendRows(task.path, task);
    else send({ kind: 'document', document: await inspectInThread(task.path, task.originalName, task.limits) });
  } catch (error) {
    if (error instanceof SheetRefused) send({ kind: 'refused', code: error.code, details: error.details });
    else send({ kind: 'failed', error });
  } finally {
    port?.close();
  }
}

await run(workerData as ReaderTask);
