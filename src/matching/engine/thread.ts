import { UnreadableList } from './faults.ts';
import { parentPort } from 'node:worker_threads';
import type { Answer } from './thread-crew.ts';
import { perform, type Task } from './perform.ts';

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
