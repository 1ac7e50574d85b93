import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RenderFailedError } from './letter-error.ts';
import type { TypstAnswer, TypstJob } from './typst-job.ts';

export type TypesetterOptions = {
  /** Letters after which the child is replaced: the compiler leaks up to half a megabyte a letter. */
  readonly recycleAfter: number;
  /** Base time for a job; each letter adds `msPerLetter`. */
  readonly timeoutMs: number;
  readonly msPerLetter: number;
};

export type Typesetter = {
  /** Sets one job, after those before it. Rejects with RenderFailedError, or with the signal's reason; never leaves the child stuck. */
  set(job: TypstJob, signal?: AbortSignal): Promise<{ pdf: Uint8Array; pages: number }>;
  /** How many children were started so far. */
  started(): number;
  /** Process id of the living child, if any. */
  childId(): number | undefined;
  close(): void;
};

const worker = fileURLToPath(new URL('./typst-worker.ts', import.meta.url));

/** One child process, one job at a time, in order. The child starts with the first job and keeps nobody alive when idle. */
export function createTypesetter(options: TypesetterOptions): Typesetter {
  let child: ChildProcess | undefined;
  let printed = 0;
  let started = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const discard = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
    printed = 0;
  };
  const living = (): ChildProcess => {
    if (child?.connected && child.exitCode === null) return child;
    discard();
    started += 1;
    child = fork(worker, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return child;
  };
  const run = async (job: TypstJob, signal?: AbortSignal): Promise<{ pdf: Uint8Array; pages: number }> => {
    signal?.throwIfAborted();
    const limit = options.timeoutMs + job.letters * options.msPerLetter;
    const answer = await ask(living(), job, limit, signal).catch((error: unknown) => {
      discard();
      throw error;
    });
    printed += job.letters;
    if (printed >= options.recycleAfter) discard();
    if (!answer.ok) throw new RenderFailedError('template', answer.detail);
    return { pdf: answer.pdf, pages: answer.pages };
  };

  return {
    set: (job, signal) => {
      const result = tail.then(() => run(job, signal));
      tail = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
    started: () => started,
    childId: () => child?.pid,
    close: discard,
  };
}

function ask(child: ChildProcess, job: TypstJob, limit: number, signal?: AbortSignal): Promise<TypstAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TypstAnswer>();
  const timer = setTimeout(() => reject(new RenderFailedError('timeout', `no answer within ${limit} ms`)), limit);
  const onExit = (code: number | null, by: NodeJS.Signals | null): void =>
    reject(new RenderFailedError('crashed', `the typesetter ended with ${code ?? by}`));
  const onError = (error: Error): void => reject(new RenderFailedError('crashed', error.message));
  const onAbort = (): void => reject(signal?.reason);
  child.once('message', (answer) => resolve(answer as TypstAnswer));
  child.once('exit', onExit);
  child.once('error', onError);
  signal?.addEventListener('abort', onAbort, { once: true });
  child.ref();
  child.channel?.ref();
  child.send(job);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    child.removeAllListeners('message').removeListener('exit', onExit).removeListener('error', onError);
    child.channel?.unref();
    child.unref();
  });
}
