import { api } from '../../../../platform/api-client/request.ts';
import type { FamilySession } from '../../../schema.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { say } from '../language.ts';
import { errorNote, skeleton } from '../parts.ts';
import { flush, setToken } from './queue.ts';
import { go, rename, type Place } from '../router.ts';
import { fill, h } from '../view.ts';

const HOLD = 'jiqiao.family.hold';

/** What only this browser knows of a sign-on it has begun. */
export const keepHold = (hold: string): void => sessionStorage.setItem(HOLD, hold);

/** Where the single sign-on comes back to: its answer goes out of the address at once, and to the server with what this browser kept. */
export function signOnPage({ query }: Place): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' }, h('p', { class: 'hint' }, say(T.signingOn)), skeleton(3));
  const again = h('p', null, h('a', { href: '/public/act', class: 'button' }, say(T.signOnAgain)));
  const [state, code, hold] = [query.get('state'), query.get('code'), sessionStorage.getItem(HOLD)];
  sessionStorage.removeItem(HOLD);
  rename('/public/sign-on');
  if (!state || !code || !hold) fill(place, h('p', { class: 'note', role: 'alert' }, say(T.signOnBroken)), again);
  else
    api.post<FamilySession>('/api/public/family/sign-ons/finish', { state, code, hold }).then(
      async ({ token }) => {
        setToken(token);
        await flush();
        go('/public/act');
      },
      (error: unknown) => fill(place, errorNote(error), again),
    );
  return h('div', null, h('h1', null, say(T.title)), place);
}
