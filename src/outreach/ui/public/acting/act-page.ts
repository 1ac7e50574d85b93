import { api } from '../../../../platform/api-client/request.ts';
import { wallClock } from '../../../../platform/ui-kit/parts/format.ts';
import type { FamilyView } from '../../../schema.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { entrance } from './act-entrance.ts';
import { memberPart } from './act-member.ts';
import { dayText, say, tell } from '../language.ts';
import { errorNote, facts, phone, skeleton } from '../parts.ts';
import { forget, isOnTheWay, onQueue, queued, resend, setToken, token, type QueuedAct } from './queue.ts';
import { fill, h, type Child } from '../view.ts';

/** 网上办理: paper code, then message code, then what the family may do. */
export function actPage(): HTMLElement {
  const place = h('div');
  const draw = (): void => fill(place, token() === null ? entrance(draw) : session(draw));
  draw();
  return h('div', null, h('h1', null, say(T.title)), queuePart(), place);
}

/** What the family may do, read again after every act. */
function session(draw: () => void): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  let stop: () => void = () => undefined;
  const leave = (): void => {
    stop();
    setToken(null);
    draw();
  };
  const run = (): void => {
    const held = token();
    if (held === null) return leave();
    if (place.childNodes.length === 0) fill(place, skeleton(6));
    api.post<FamilyView>('/api/public/family/view', { token: held }).then(
      (view) => fill(place, family(view, leave)),
      (error: unknown) => {
        if ((error as { code?: string }).code === 'FAMILY_SESSION_ENDED') return leave();
        if (place.querySelector('.member') === null) fill(place, errorNote(error, run));
      },
    );
  };
  stop = onQueue(() => {
    if (!place.isConnected) return stop();
    if (queued()[0]?.state === 'done' || token() === null) run();
  });
  run();
  return place;
}

function family(view: FamilyView, leave: () => void): Child {
  const time = wallClock(view.until).slice(11);
  return [
    h('p', { class: 'hint' }, tell(T.until, { time })),
    facts([
      [
        say(T.office),
        view.office ? [view.office.name, view.office.phone ? ['　', phone(view.office.phone)] : null] : null,
      ],
    ]),
    view.members.map((member) => memberPart(member, view.year)),
    view.acts.length === 0
      ? null
      : [
          h('h2', null, say(T.acts)),
          h(
            'ul',
            { class: 'rows' },
            view.acts.map((a) =>
              h(
                'li',
                null,
                h('span', { class: 'faint' }, `${dayText(a.at)}　`),
                a.summary,
                h(
                  'span',
                  { class: 'plain' },
                  `${a.number}　${say(a.verdict === 'confirmed' ? T.confirmed : a.verdict === 'disputed' ? T.disputed : T.open)}`,
                ),
              ),
            ),
          ),
        ],
    h('p', null, h('button', { type: 'button', class: 'button', onclick: leave }, say(T.leave))),
  ];
}

/** Everything entered on this phone, with what became of it. */
function queuePart(): HTMLElement {
  const place = h('section', { class: 'queue', 'aria-live': 'polite' });
  const draw = (): void => {
    const list = queued();
    fill(
      place,
      list.length === 0 ? null : [h('h2', null, say(T.queue)), h('ul', { class: 'rows' }, list.map(queueLine))],
    );
  };
  const stop = onQueue(() => {
    if (!place.isConnected) return stop();
    draw();
    place.scrollIntoView({ block: 'start' });
  });
  draw();
  return place;
}

function queueLine(one: QueuedAct): HTMLElement {
  const remove = (): void => forget(one.requestKey);
  const again = (): void => void resend(one.requestKey);
  return h(
    'li',
    { class: `queued ${one.state}` },
    h('p', null, h('strong', { class: 'state' }, say(T[one.state])), '　', one.label),
    one.receipt
      ? h('p', { class: 'plain' }, tell(T.receipt, { number: one.receipt.number, time: wallClock(one.receipt.at) }))
      : null,
    one.state === 'waiting'
      ? h(
          'p',
          { class: 'plain' },
          say(isOnTheWay(one.requestKey) ? T.sending : token() === null ? T.waitCode : T.waitNetwork),
        )
      : null,
    one.state === 'failed' && one.error
      ? h('p', { class: 'field-error' }, `${one.error.message}${one.error.hint}`)
      : null,
    h(
      'p',
      { class: 'actions' },
      one.state !== 'done' && token() !== null && !isOnTheWay(one.requestKey)
        ? h('button', { type: 'button', class: 'button', onclick: again }, say(T.again))
        : null,
      h('button', { type: 'button', class: 'link', onclick: remove }, say(T.forget)),
    ),
  );
}
