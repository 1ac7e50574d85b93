import { ApiError } from '../../../platform/api-client/api-error.ts';
import { api, type RequestOptions } from '../../../platform/api-client/request.ts';
import { wallClock } from '../../../platform/ui-kit/parts/format.ts';
import { errorNote, skeleton } from './parts.ts';
import { say, tell, w } from './language.ts';
import { fill, h, type Child } from './view.ts';

type Kept<T> = { at: string; value: T };
const PREFIX = 'jiqiao.read.';
const SILENT = new Set(['OFFLINE', 'NETWORK_FAILED']);

/** Reads something public. Without network the last answer of this browser is shown with its time, so that nobody takes old law for new. */
export async function readPublic<T>(path: string, options: RequestOptions = {}): Promise<Read<T>> {
  const key = `${PREFIX}${path}${JSON.stringify(options.query ?? {})}`;
  try {
    const value = await api.get<T>(path, options);
    keep(key, { at: new Date().toISOString(), value });
    return { value, keptAt: null };
  } catch (error) {
    const kept = error instanceof ApiError && SILENT.has(error.code) ? keptUnder<T>(key) : null;
    if (kept) return { value: kept.value, keptAt: kept.at };
    throw error;
  }
}

function keep(key: string, kept: Kept<unknown>): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  }
}

function keptUnder<T>(key: string): Kept<T> | null {
  const text = localStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Kept<T>);
}

type Read<T> = { value: T; keptAt: string | null };

/** A part of the page that is read: lines in its place while it comes, then what `draw` makes of it, or what went wrong and a way to try again. */
export function whenRead<T>(path: string, options: RequestOptions, draw: (value: T) => Child, lines = 5): HTMLElement {
  return whenLoaded(() => readPublic<T>(path, options), draw, lines);
}

/** {@link whenRead} of two answers that are shown together, so that the second does not push the first away. */
export function whenBothRead<A, B>(
  paths: readonly [string, string],
  draw: (first: A, second: B) => Child,
  lines: number,
): HTMLElement {
  const load = async (): Promise<Read<[A, B]>> => {
    const [first, second] = await Promise.all([readPublic<A>(paths[0]), readPublic<B>(paths[1])]);
    return { value: [first.value, second.value], keptAt: first.keptAt ?? second.keptAt };
  };
  return whenLoaded(load, ([first, second]) => draw(first, second), lines);
}

/** {@link whenRead} of anything that is loaded. */
export function whenLoaded<T>(load: () => Promise<Read<T>>, draw: (value: T) => Child, lines: number): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  const run = (): void => {
    fill(place, skeleton(lines));
    place.setAttribute('aria-busy', 'true');
    load()
      .then(
        ({ value, keptAt }) => fill(place, keptAt === null ? null : keptNote(keptAt), draw(value)),
        (error: unknown) => fill(place, errorNote(error, run)),
      )
      .finally(() => place.removeAttribute('aria-busy'));
  };
  run();
  return place;
}

const keptNote = (at: string): HTMLElement =>
  h(
    'p',
    { class: 'note' },
    tell(
      w(
        '现在没有网络，下面是本机 {at} 读到的内容，可能已有变化。',
        'No network: what this phone read at {at}; it may have changed.',
      ),
      {
        at: wallClock(at),
      },
    ),
  );

export const offlineWords = w(
  '现在没有网络。已填写的内容保留在本页，网络恢复后可以继续。',
  'No network. What you entered is kept; go on when the network is back.',
);
export const sayOffline = (): string => say(offlineWords);
