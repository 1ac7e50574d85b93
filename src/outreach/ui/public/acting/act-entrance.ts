import { api } from '../../../../platform/api-client/request.ts';
import type { FamilySession, FamilyWays, SignOnBegun, SlipOpened } from '../../../schema.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { say, tell } from '../language.ts';
import { errorNote, field } from '../parts.ts';
import { prove } from '../proving/prove.ts';
import { flush, setToken } from './queue.ts';
import { whenRead } from '../reading.ts';
import { keepHold } from './sign-on-page.ts';
import { fill, h, type Child } from '../view.ts';

/** What is typed before the code comes; kept while the page is open, so that changing language loses nothing. */
let typed = '';
let opened: SlipOpened | null = null;

/** The two proofs of a family: its code on paper, then a code by message or single sign-on, whichever is connected here. */
export function entrance(draw: () => void): Child {
  return [
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<FamilyWays>(
      '/api/public/family/ways',
      {},
      (ways) =>
        ways.message === 'none' && ways.signOn === null
          ? [h('p', { class: 'note' }, say(T.none)), h('p', null, say(T.clerk))]
          : opened === null
            ? slipForm(ways, draw)
            : codeForm(opened, draw),
      4,
    ),
  ];
}

type Way = { label: string; send: (typed: string) => Promise<void>; slow?: boolean };

/** One field and a button for each way on; what goes wrong is told under it and the field keeps what was typed. */
function step(control: HTMLInputElement, label: string, hint: string, ways: readonly Way[]): HTMLElement {
  const told = h('div', { 'aria-live': 'polite' });
  const presses: HTMLButtonElement[] = [];
  const run = async ({ send, slow }: Way): Promise<void> => {
    if (control.value.trim() === '') {
      fill(told, h('p', { class: 'field-error', role: 'alert' }, say(T.empty)));
      return control.focus();
    }
    for (const press of presses) press.disabled = true;
    fill(told, slow ? h('p', { class: 'hint' }, say(T.checking)) : null);
    try {
      await send(control.value);
    } catch (error) {
      fill(told, errorNote(error));
    } finally {
      for (const press of presses) press.disabled = false;
    }
  };
  for (const [at, way] of ways.entries())
    presses.push(
      at === 0
        ? h('button', { type: 'submit', class: 'button primary' }, way.label)
        : h('button', { type: 'button', class: 'button', onclick: () => void run(way) }, way.label),
    );
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(ways[0]!);
  };
  return h(
    'form',
    { class: 'form', onsubmit: submit, novalidate: true },
    field({ label, hint, control }),
    h('p', { class: 'actions' }, presses),
    told,
  );
}

function slipForm({ message, signOn }: FamilyWays, draw: () => void): Child {
  const keep = (event: Event): void => {
    typed = (event.target as HTMLInputElement).value;
  };
  const control = h('input', {
    value: typed,
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: 24,
    oninput: keep,
  });
  const byMessage = async (slip: string): Promise<void> => {
    opened = await api.post<SlipOpened>('/api/public/family/codes', { slip, proof: await prove() });
    draw();
  };
  const bySignOn = async (slip: string): Promise<void> => {
    const begun = await api.post<SignOnBegun>('/api/public/family/sign-ons', { slip, proof: await prove() });
    keepHold(begun.hold);
    globalThis.location.assign(begun.url);
  };
  const ways: Way[] = [];
  if (message !== 'none') ways.push({ label: say(T.getCode), send: byMessage, slow: true });
  if (signOn !== null) ways.push({ label: tell(T.signOnBy, { name: signOn }), send: bySignOn, slow: true });
  return [
    step(control, say(T.slip), say(T.slipHint), ways),
    h('p', { class: 'hint' }, signOn === null ? say(T.signOn) : tell(T.signOnPlain, { name: signOn })),
    message === 'none' ? h('p', { class: 'hint' }, say(T.noMessages)) : null,
  ];
}

function codeForm(sent: SlipOpened, draw: () => void): Child {
  const control = h('input', { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 6, class: 'short' });
  const send = async (code: string): Promise<void> => {
    const begun = await api.post<FamilySession>('/api/public/family/sessions', { codeId: sent.codeId, code });
    setToken(begun.token);
    opened = null;
    typed = '';
    await flush();
    draw();
  };
  const other = (): void => {
    opened = null;
    draw();
  };
  return [
    h('p', { role: 'status' }, tell(T.sent, { to: sent.sentTo, minutes: sent.minutes })),
    sent.demonstration ? h('p', { class: 'note' }, say(T.demo)) : null,
    step(control, say(T.code), say(T.codeHint), [{ label: say(T.confirm), send }]),
    h('p', null, h('button', { type: 'button', class: 'link', onclick: other }, say(T.otherSlip))),
  ];
}
