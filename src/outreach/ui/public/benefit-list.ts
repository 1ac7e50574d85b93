import { money } from '../../../platform/ui-kit/parts/format.ts';
import type { PlainBenefit } from '../../schema.ts';
import { language, say, tell, w } from './language.ts';
import { h } from './view.ts';

const T = {
  yes: w('可以享受', 'Yes'),
  no: w('不能享受', 'No'),
  unknown: w('还不能确定', 'Not known yet'),
  needs: w('还需要什么材料', 'What is still needed'),
  toShow: w('{what}：带上{paper}', '{what}: bring {paper}'),
  notSet: w('{what}：当地还没有定标准', '{what}: not set by the locality yet'),
  waived: w('{period}免 {sum}', '{sum} not charged {period}'),
  why: w('为什么（依据：{clause}）', 'Why (clause {clause})'),
  clause: w('《{document}》{clause}', '{document}, clause {clause}'),
};

/** Benefits as cards: the answer first, then the term with its everyday meaning, the sum, what is needed, why, and the clause. */
export function benefitList(benefits: readonly PlainBenefit[]): HTMLElement {
  const order = ['yes', 'unknown', 'no'];
  const sorted = benefits.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return h('ul', { class: 'benefits' }, sorted.map(benefitCard));
}

export function benefitCard(b: PlainBenefit): HTMLElement {
  const why = language() === 'zh' ? b.why.zh : b.why.en;
  const address = `/public/policies/${encodeURIComponent(b.documentCode)}`;
  return h(
    'li',
    { class: `benefit ${b.outcome}` },
    h('div', { class: 'benefit-head' }, h('h3', null, say(b.title)), h('p', { class: 'outcome' }, say(T[b.outcome]))),
    b.plain.zh === b.title.zh ? null : h('p', { class: 'plain' }, say(b.plain)),
    b.outcome === 'no' || b.amountFen === null ? null : h('p', { class: 'sum' }, sumOf(b, b.amountFen)),
    b.outcome === 'unknown' && b.needs.length > 0 ? needsOf(b) : null,
    h(
      'details',
      null,
      h('summary', null, tell(T.why, { clause: b.clause })),
      h(
        'ul',
        null,
        why.map((line) => h('li', null, line)),
      ),
      h(
        'p',
        { class: 'clause' },
        h(
          'a',
          { href: address, class: 'inline-link' },
          tell(T.clause, { document: say(b.document), clause: b.clause }),
        ),
      ),
    ),
  );
}

function sumOf(b: PlainBenefit, fen: number): string {
  const period = b.period ? say(b.period) : '';
  if (b.waived) return tell(T.waived, { period, sum: money(fen) });
  return `${period} ${money(fen)}${b.payee ? `（${say(b.payee)}）` : ''}`.trim();
}

function needsOf(b: PlainBenefit): HTMLElement {
  const line = (n: PlainBenefit['needs'][number]): string =>
    n.paper ? tell(T.toShow, { what: say(n.what), paper: say(n.paper) }) : tell(T.notSet, { what: say(n.what) });
  return h(
    'div',
    { class: 'needs' },
    h('p', null, say(T.needs)),
    h(
      'ul',
      null,
      [...new Set(b.needs.map(line))].map((text) => h('li', null, text)),
    ),
  );
}
