import { Worker } from 'node:worker_threads';
import type { Crew } from './crew.ts';
import { QuotesFound, RoomTooSmall, UnreadableList } from './faults.ts';
import type { Done, Task } from './perform.ts';

/** What a thread answers. */
export type Answer =
  | { ok: true; result: Done[keyof Done] }
  | { ok: false; name: string; code: string; message: string };

/** Threads that share the memory of a run. Call `end` when done. */
export function threadCrew(size: number): Crew {
  const threads = Array.from(
    { length: size },
    () =>
      new Worker(new URL('./thread.ts', import.meta.url), {
        name: 'match',
        resourceLimits: { maxYoungGenerationSizeMb: 8 },
      }),
  );
  const idle = [...threads];
  const waiting: ((thread: Worker) => void)[] = [];
  const free = (thread: Worker): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  const take = (): Promise<Worker> => {
    const thread = idle.shift();
    return thread ? Promise.resolve(thread) : new Promise((resolve) => void waiting.push(resolve));
  };
  const one = async (task: Task): Promise<Done[keyof Done]> => {
    const thread = await take();
    try {
      return await ask(thread, task);
    } finally {
      free(thread);
    }
  };
  return {
    size,
    all: async <K extends Task['do']>(tasks: readonly Extract<Task, { do: K }>[]) => {
      const settled = await Promise.allSettled(tasks.map(one));
      return settled.map((outcome) => {
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value as Done[K];
      });
    },
    end: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function ask(thread: Worker, task: Task): Promise<Done[keyof Done]> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      thread.off('message', onMessage);
      thread.off('error', onError);
    };
    const onMessage = (answer: Answer): void => {
      done();
      if (answer.ok) resolve(answer.result);
      else reject(failureOf(answer));
    };
    const onError = (error: Error): void => {
      done();
      reject(error);
    };
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.postMessage(task);
  });
}

/** Errors lose their class between threads; those the run knows get it back. */
function failureOf(answer: Extract<Answer, { ok: false }>): Error {
  if (answer.name === 'RoomTooSmall') return new RoomTooSmall();
  if (answer.name === 'QuotesFound') return new QuotesFound();
  return answer.code === '' ? new Error(answer.message) : new UnreadableList(answer.code, answer.message);
}
