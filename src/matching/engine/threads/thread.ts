import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { UnreadableList } from '../faults.ts';
import type { Task } from './perform.ts';
import type { Answer } from './thread-crew.ts';

enableCompileCache(join(import.meta.dirname, '../..', '..', '..', 'node_modules', '.cache', 'compile'));
const { perform } = await import('./perform.ts');
flushCompileCache();

/** A thread of a match: does the pieces it is sent, one after the other. */
parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(answer(task));
});

function answer(task: Task): Answer {
  try {
    return { ok: true, result: perform(task) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = error instanceof UnreadableList ? error.code : '';
    return { ok: false, name: error.constructor.name, code, message: error.message };
  }
}
