import { Worker } from 'node:worker_threads';
import type { ReaderMessage, ReaderTask } from './reader-messages.ts';
import { SheetRefused } from '../sheet-refused.ts';
import type { ReadOptions, SheetDocument, SheetLimits, SheetRow } from '../types.ts';

/** Heap of the reading thread; a file that needs more is refused, the program goes on. */
const HEAP = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 16 };
/** Batches under way between the thread and its reader. */
const AHEAD = 2;

/**
 * What an uploaded file is, by its content: format, encoding, sheets with their merged ranges and numbers of rows.
 * Reads the file through once in a worker thread with a memory cap; stores and fetches nothing, evaluates nothing.
 * @param path the upload on disk
 * @param originalName the name it was sent under; decides nothing, only `misnamed`
 * @throws SheetRefused with a stable code and a message for the sender
 */
export async function inspectUpload(
  path: string,
  originalName: string,
  limits?: Partial<SheetLimits>,
): Promise<SheetDocument> {
  for await (const message of answers({ kind: 'inspect', path, originalName, limits })) {
    if (message.kind === 'document') return message.document;
  }
  throw new SheetRefused('SHEET_DAMAGED');
}

/**
 * The rows of a file that hold a value, sheet after sheet, untouched (see `Cell`), read in a worker thread with a memory cap
 * and never further ahead than two batches of 500 rows. Leaving the loop ends the thread.
 * @throws SheetRefused also in the middle of a file: take nothing for granted before the last row; AbortError by `signal`
 */
export async function* readRows(path: string, options: ReadOptions = {}): AsyncGenerator<SheetRow> {
  const { signal, ...rest } = options;
  signal?.throwIfAborted();
  for await (const message of answers({ kind: 'rows', path, options: rest }, signal)) {
    if (message.kind === 'rows') yield* message.rows;
  }
}

async function* answers(task: ReaderTask, signal?: AbortSignal): AsyncGenerator<ReaderMessage> {
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: HEAP,
    execArgv: [],
    env: {},
  });
  const queue: ReaderMessage[] = [];
  let wake: (() => void) | undefined;
  const put = (message: ReaderMessage): void => {
    queue.push(message);
    wake?.();
  };
  worker.on('message', put);
  worker.on('error', (error) => put(outcome(error)));
  worker.on('exit', () => put({ kind: 'end' }));
  const abort = (): void => put({ kind: 'failed', error: signal?.reason });
  signal?.addEventListener('abort', abort, { once: true });
  worker.postMessage(AHEAD, []);
  try {
    for (;;) {
      while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const message = queue.shift();
      signal?.throwIfAborted();
      if (message === undefined || message.kind === 'end') return;
      if (message.kind === 'failed') throw message.error;
      if (message.kind === 'refused') throw new SheetRefused(message.code, message.details);
      yield message;
      if (message.kind === 'rows') worker.postMessage(1, []);
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function outcome(error: unknown): ReaderMessage {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'refused', code: 'SHEET_TOO_LARGE', details: {} };
  return { kind: 'failed', error };
}
