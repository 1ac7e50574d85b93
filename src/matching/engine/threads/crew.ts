import { perform, type Done, type Task } from './perform.ts';

/** Who does the pieces of a run: threads, or the caller's own thread. */
export type Crew = {
  size: number;
  /** Results in the order of the tasks. The first failure is thrown when all that had begun is done. */
  all<K extends Task['do']>(tasks: readonly Extract<Task, { do: K }>[]): Promise<Done[K][]>;
  end(): Promise<void>;
};

/** Does everything at once in this thread: for short lists and tests. */
export function aloneCrew(): Crew {
  return {
    size: 1,
    all: async <K extends Task['do']>(tasks: readonly Extract<Task, { do: K }>[]) =>
      tasks.map((task) => perform(task) as Done[K]),
    end: async () => undefined,
  };
}

export { threadCrew } from './thread-crew.ts';
