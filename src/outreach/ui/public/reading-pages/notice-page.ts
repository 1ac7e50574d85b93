import { api } from '../../../../platform/api-client/request.ts';
import { fen, formatAmount, sumFen } from '../../../../platform/money.ts';
import { dayText, say, tell, w } from '../language.ts';
import { errorNote, facts, field } from '../parts.ts';
import { whenRead } from '../reading.ts';
import type { Place } from '../router.ts';
import { fill, h, type Child } from '../view.ts';

const T = {
  title: w('资金发放公示', 'Public notice of payments'),
  lead: w(
    '公示期内，任何人都可以看，也可以提出异议。姓名已隐去一部分。',
    'Open to everybody while it lasts; anybody may object. Part of each name is hidden.',
  ),
  place: w('地区', 'Place'),
  days: w('公示期', 'From – to'),
  span: w('{from}至{to}', '{from} to {to}'),
  persons: w('人数', 'Lines'),
  sum: w('合计', 'Sum'),
  yuan: w('{sum} 元', '{sum} yuan'),
  object: w('提出异议', 'Object'),
  line: w('序号（对整份公示有异议可不填）', 'Number of the line (empty: the whole notice)'),
  text: w('哪里不对', 'What is wrong'),
  contact: w('怎么联系您（可不填）', 'How to reach you (optional)'),
  send: w('提交', 'Send'),
  received: w('已收到。处理期间这一项暂不发放。', 'Received. The line waits while the office looks into it.'),
};

type Notice = {
  title: string;
  place: string;
  from: string;
  to: string;
  lines: { lineNo: number; name: string; place: string; amountFen: number }[];
};

/** 公示: who is to be paid what, masked, and a form to object, for as long as the notice lasts. */
export function noticePage({ params }: Place): HTMLElement {
  const path = `/api/public/notices/${encodeURIComponent(params.code ?? '')}`;
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<Notice>(path, {}, (notice) => [listed(notice), objection(path)]),
  );
}

const money = (amount: number): string => tell(T.yuan, { sum: formatAmount(fen(amount)) });

function listed({ title, place, from, to, lines }: Notice): Child {
  return h(
    'section',
    null,
    h('h2', null, title),
    facts([
      [say(T.place), place],
      [say(T.days), tell(T.span, { from: dayText(from), to: dayText(to) })],
      [say(T.persons), lines.length],
      [say(T.sum), money(sumFen(lines.map((l) => fen(l.amountFen))))],
    ]),
    h(
      'ul',
      { class: 'rows' },
      lines.map((l) =>
        h(
          'li',
          null,
          `${l.lineNo}. `,
          h('strong', null, l.name),
          `　${money(l.amountFen)}`,
          h('span', { class: 'faint' }, `　${l.place}`),
        ),
      ),
    ),
  );
}

function objection(path: string): Child {
  const answer = h('div', { 'aria-live': 'polite' });
  const line = h('input', { inputmode: 'numeric', maxlength: 5 });
  const text = h('textarea', { rows: 4, required: true, minlength: 5, maxlength: 500 });
  const contact = h('input', { maxlength: 60 });
  const send = (event: Event): void => {
    event.preventDefault();
    const said = { text: text.value.trim(), contact: contact.value.trim() || undefined };
    api
      .post(`${path}/objections`, { ...said, ...(line.value.trim() === '' ? {} : { lineNo: line.value.trim() }) })
      .then(
        () => {
          form.remove();
          fill(answer, h('section', { class: 'answer good' }, h('p', null, say(T.received))));
        },
        (error: unknown) => fill(answer, errorNote(error)),
      );
  };
  const form = h(
    'form',
    { class: 'form', onsubmit: send },
    field({ label: say(T.line), control: line }),
    field({ label: say(T.text), control: text }),
    field({ label: say(T.contact), control: contact }),
    h('button', { type: 'submit', class: 'button primary' }, say(T.send)),
  );
  return h('section', null, h('h2', null, say(T.object)), form, answer);
}
