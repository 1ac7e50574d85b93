import { Worker } from 'node:worker_threads';
import type { Crew } from './crew.ts';
import { QuotesFound, RoomTooSmall, UnreadableList } from '../faults.ts';
import { perform, type Done, type Task } from './perform.ts';

/** What a thread answers. */
export type Answer =
  | { ok: true; result: Done[keyof Done] }
  | { ok: false; name: string; code: string; message: string };

type Result = Done[keyof Done];
type Waiting = { task: Task; resolve: (result: Result) => void; reject: (error: Error) => void };
type Hand = { thread: Worker; pieces: Waiting[] };

/**
 * Threads that share the memory of a run. Call `end` when done. With `own` the calling thread is one of the `size` and does pieces itself, during which it
 * answers nobody else: for a program that has nothing else to do.
 */
export function threadCrew(size: number, { own = false } = {}): Crew {
  const queue: Waiting[] = [];
  const hands = Array.from({ length: own ? size - 1 : size }, () => aHand(feed));
  let busy = false;

  /** A thread gets its next piece while it does the one before, so that it need not wait for this one; the last piece is left to this thread. */
  function feed(): void {
    for (const ahead of own ? [0, 1] : [0]) {
      for (const hand of hands) {
        if (hand.pieces.length > ahead || queue.length <= ahead) continue;
        const next = queue.shift()!;
        hand.pieces.push(next);
        hand.thread.postMessage(next.task);
      }
    }
    if (!own || busy || queue.length === 0) return;
    busy = true;
    setImmediate(doOne);
  }

  function doOne(): void {
    const next = queue.shift();
    busy = false;
    if (next === undefined) return;
    try {
      next.resolve(perform(next.task));
    } catch (error) {
      next.reject(error as Error);
    }
    feed();
  }

  const one = (task: Task): Promise<Result> =>
    new Promise((resolve, reject) => void queue.push({ task, resolve, reject }));
  return {
    size,
    all: async <K extends Task['do']>(tasks: readonly Extract<Task, { do: K }>[]) => {
      const asked = tasks.map(one);
      feed();
      const settled = await Promise.allSettled(asked);
      return settled.map((outcome) => {
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value as Done[K];
      });
    },
    end: async () => {
      await Promise.all(hands.map(({ thread }) => thread.terminate()));
    },
  };
}

/** A thread, which answers in the order it was asked; `after` is called when it has answered. */
function aHand(after: () => void): Hand {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    name: 'match',
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const hand: Hand = { thread, pieces: [] };
  thread.on('message', (answer: Answer) => {
    const piece = hand.pieces.shift()!;
    if (answer.ok) piece.resolve(answer.result);
    else piece.reject(failureOf(answer));
    after();
  });
  thread.on('error', (error: Error) => {
    for (const piece of hand.pieces.splice(0)) piece.reject(error);
  });
  return hand;
}

/** Errors lose their class between threads; those the run knows get it back. */
function failureOf(answer: Extract<Answer, { ok: false }>): Error {
  if (answer.name === 'RoomTooSmall') return new RoomTooSmall();
  if (answer.name === 'QuotesFound') return new QuotesFound();
  return answer.code === '' ? new Error(answer.message) : new UnreadableList(answer.code, answer.message);
}
