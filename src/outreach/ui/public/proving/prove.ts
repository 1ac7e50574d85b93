import { api } from '../../../../platform/api-client/request.ts';
import { solve, type Challenge, type Solution } from './solve.ts';

/** Fetches a challenge and solves it beside the page; the text goes with one question and then is spent. */
export async function prove(): Promise<string> {
  const challenge = await api.get<Challenge>('/api/public/challenge');
  const solution = await solveBeside(challenge);
  return JSON.stringify({ challenge, solution });
}

function solveBeside(challenge: Challenge): Promise<Solution> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./solver.ts', import.meta.url), { type: 'module' });
    const finish = (solution: Solution): void => {
      worker.terminate();
      resolve(solution);
    };
    worker.addEventListener('message', (event: MessageEvent<Solution>) => finish(event.data));
    // Where a browser gives no worker the page itself does the sum; it stands still for a second.
    worker.addEventListener('error', () => finish(solve(challenge)));
    worker.postMessage(challenge);
  });
}
