import type { PolicyFigure, PolicyLine, PolicyView, PublicText } from '../../../../desk/schema.ts';
import { fileSize, money, thousands } from '../../../../platform/ui-kit/parts/format.ts';
import type { PlainPolicy, PlainRule } from '../../../schema.ts';
import { dayText, say, tell, w } from '../language.ts';
import { facts, term } from '../parts.ts';
import { whenBothRead } from '../reading.ts';
import type { Place } from '../router.ts';
import { h, type Child } from '../view.ts';

const T = {
  inForce: w('正在执行', 'in force'),
  notYet: w('还没有施行', 'not yet in force'),
  ended: w('已到期：只管以前已经办了的人', 'ended: serves only those already in'),
  valid: w('有效期', 'Valid'),
  period: w('{from}至{to}', '{from} to {to}'),
  open: w('自{from}起', 'from {from}'),
  issuers: w('印发单位', 'Issued by'),
  numbers: w('文号', 'Number'),
  notStated: w('文件没有写明', 'not stated'),
  who: w('谁可以', 'Who'),
  what: w('有什么、给多少', 'What, and how much'),
  how: w('怎么办', 'How to apply'),
  official: w('正式文本和附件', 'Official text and annexes'),
  whole: w('正文', 'The document'),
  annex: w('附件{n}', 'Annex {n}'),
  read: w('阅读', 'Read'),
  download: w('下载', 'Download'),
  issued: w('发文日期', 'Issued on'),
  text: w('文件各条说了什么', 'What each clause says'),
  figures: w('规定的数额和期限', 'Amounts and days'),
  back: w('‹ 全部政策', '‹ All policies'),
  mine: w('看看我能享受什么', 'See what I am entitled to'),
  clause: w('依据：{clause}', 'Clause {clause}'),
  print: w('打印', 'Print'),
  yearEnd: w('每年 {month} 月底前', 'every year by the end of month {month}'),
  yearDay: w('每年 {month} 月 {day} 日前', 'every year by month {month}, day {day}'),
  cap: w('不超过 ', 'at most '),
  floor: w('不低于 ', 'at least '),
};

/** The title in the reader's language. */
export const titleOf = (p: PolicyLine): string => say(w(p.titleZh, p.titleEn));

/** In force or not, since when, by whom and under which number. */
export function head(p: PolicyLine): HTMLElement {
  const period =
    p.validTo === null
      ? tell(T.open, { from: dayText(p.validFrom) })
      : tell(T.period, { from: dayText(p.validFrom), to: dayText(p.validTo) });
  return h(
    'div',
    null,
    h('p', { class: p.inForce ? 'state good' : 'state' }, say(p.inForce ? T.inForce : p.begun ? T.ended : T.notYet)),
    facts([
      [say(T.valid), period],
      [say(T.issuers), p.issuers.join('、')],
      [say(T.issued), p.issuedOn === null ? null : dayText(p.issuedOn)],
      [say(T.numbers), p.numbers.join('、') || say(T.notStated)],
    ]),
  );
}

/** One document in plain words: who, what, how much, how to apply; then its clauses and figures. */
export function policyPage({ params }: Place): HTMLElement {
  const path = `/api/public/policies/${encodeURIComponent(params.code ?? '')}`;
  return h(
    'div',
    null,
    h('p', { class: 'no-print' }, h('a', { href: '/public/policies', class: 'target' }, say(T.back))),
    whenBothRead<PolicyView, PlainPolicy>(
      [path, `${path}/plain`],
      (view, plain) =>
        h(
          'article',
          null,
          h('h1', null, titleOf(view)),
          head(view),
          officialTexts(view.texts),
          plainPart(plain),
          clauses(view),
          figures(view.figures),
        ),
      14,
    ),
  );
}

/** What the office that issued it has put before the public: read where a browser can show it, and downloaded. */
function officialTexts(texts: readonly PublicText[]): Child {
  if (texts.length === 0) return null;
  return [
    h('h2', null, say(T.official)),
    h(
      'ul',
      { class: 'rows' },
      texts.map((text) => {
        const at = `/api/public/policy-texts/${text.textId}`;
        return h(
          'li',
          null,
          h('strong', null, text.part === 'text' ? say(T.whole) : tell(T.annex, { n: text.annex ?? '' })),
          `　${text.fileName}`,
          h('div', { class: 'faint small' }, `${text.unitName} · ${fileSize(text.size)}`),
          h(
            'p',
            { class: 'no-print' },
            text.readable
              ? h('a', { href: at, target: '_blank', rel: 'noopener', class: 'target' }, say(T.read))
              : null,
            text.readable ? '　' : null,
            h('a', { href: at, download: text.fileName, class: 'target' }, say(T.download)),
          ),
        );
      }),
    ),
  ];
}

function plainPart({ who, what, how }: PlainPolicy): Child {
  return [
    rules(say(T.who), who),
    rules(say(T.what), what),
    how.length === 0
      ? null
      : [
          h('h2', null, say(T.how)),
          h(
            'ol',
            { class: 'steps' },
            how.map((step) =>
              h('li', null, say(step.text), h('span', { class: 'clause' }, tell(T.clause, { clause: step.clause }))),
            ),
          ),
        ],
    who.length === 0
      ? null
      : h('p', { class: 'no-print' }, h('a', { href: '/public/rights', class: 'button primary' }, say(T.mine))),
  ];
}

function rules(title: string, list: readonly PlainRule[]): Child {
  if (list.length === 0) return null;
  return [
    h('h2', null, title),
    h(
      'ul',
      { class: 'cards' },
      list.map((rule) =>
        h(
          'li',
          null,
          h('p', null, term(say(rule.title), say(rule.plain))),
          rule.amountFen === null ? null : h('p', { class: 'sum' }, sum(rule)),
          h('p', { class: 'clause' }, tell(T.clause, { clause: rule.clause })),
        ),
      ),
    ),
  ];
}

function sum(rule: PlainRule): string {
  const parts = [
    rule.period ? say(rule.period) : '',
    rule.amountFen === null ? '' : money(rule.amountFen),
    rule.payee ? `（${say(rule.payee)}）` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

function clauses(view: PolicyView): Child {
  return [
    h('h2', null, say(T.text)),
    h(
      'dl',
      { class: 'clauses' },
      view.clauses.map((c) => h('div', null, h('dt', null, c.place), h('dd', null, say(c)))),
    ),
  ];
}

function figures(list: readonly PolicyFigure[]): Child {
  if (list.length === 0) return null;
  return [
    h('h2', null, say(T.figures)),
    h(
      'dl',
      { class: 'facts' },
      list.map((f) =>
        h(
          'div',
          null,
          h('dt', null, say(w(f.labelZh, f.labelEn))),
          h('dd', null, value(f), h('span', { class: 'clause' }, tell(T.clause, { clause: f.place }))),
        ),
      ),
    ),
  ];
}

function value(f: PolicyFigure): string {
  if (f.type === 'yearly_day') {
    const [month = '', day = ''] = String(f.value).split('-');
    return tell(day === 'last' ? T.yearEnd : T.yearDay, { month: Number(month), day: Number(day) });
  }
  const bound = f.operator === 'cap' ? say(T.cap) : f.operator === 'floor' ? say(T.floor) : '';
  return `${bound}${thousands(Number(f.value))} ${f.unit ?? ''}`;
}
