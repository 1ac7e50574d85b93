import { solve, type Challenge } from './solve.ts';

// The proof of work runs beside the page, which stays usable meanwhile.
globalThis.addEventListener('message', (event: MessageEvent<Challenge>) => {
  globalThis.postMessage(solve(event.data));
});
