import { say, w } from '../language.ts';
import { whenRead } from '../reading.ts';
import { h } from '../view.ts';

const T = {
  title: w('通报', 'Circulars'),
  lead: w(
    '向社会公开的表扬和批评通报，附文号和印发日期。',
    'Circulars of commendation and correction, with number and day.',
  ),
  none: w('还没有公开的通报', 'No circular has been published'),
  names: w('通报对象', 'Named'),
};
type Circular = {
  title: string;
  unitName: string;
  number: string;
  issuedOn: string;
  body: string;
  names: { name: string; ground: string }[];
};

/** 通报 as published: number, day, whom it names and for what. */
export function circularsPage(): HTMLElement {
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<{ rows: Circular[] }>('/api/public/circulars', {}, ({ rows }) => [
      rows.length === 0 ? h('p', { class: 'note' }, say(T.none)) : null,
      rows.map((c) =>
        h(
          'section',
          null,
          h('h2', null, c.title),
          h('p', { class: 'faint' }, `${c.unitName}　${c.number}　${c.issuedOn}`),
          h('p', null, c.body),
          h('h3', null, say(T.names)),
          h(
            'ul',
            { class: 'rows' },
            c.names.map((n) =>
              h('li', null, h('strong', null, n.name), h('span', { class: 'faint' }, `　${n.ground}`)),
            ),
          ),
        ),
      ),
    ]),
  );
}
