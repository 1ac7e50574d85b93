import { money } from '../../../../platform/ui-kit/parts/format.ts';
import type { FamilyMember, FamilyMoneyLine } from '../../../schema.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { dayText, say, tell } from '../language.ts';
import { h, type Child } from '../view.ts';

/** What one person is owed or was paid, each with where it stands and where it goes; nothing where there is nothing. */
export function moneyPart(member: FamilyMember): Child {
  if (member.money.length === 0) return null;
  return [
    h('h3', null, say(T.money)),
    h('p', { class: 'hint' }, say(T.moneyPlain)),
    h('ul', { class: 'rows' }, member.money.map(line)),
  ];
}

function line(one: FamilyMoneyLine): HTMLElement {
  const title = one.period === '' ? one.title : `${one.title}（${one.period}）`;
  return h(
    'li',
    { class: 'pick' },
    h(
      'span',
      null,
      h('strong', null, `${title}　${money(one.amountFen)}`),
      h('span', { class: 'plain' }, standing(one)),
      one.to === null ? null : h('span', { class: 'plain' }, tell(T.moneyTo, { to: one.to })),
    ),
  );
}

function standing(one: FamilyMoneyLine): string {
  if (one.standing === 'paid') return tell(T.money_paid, { day: dayText(one.on) });
  const words = { waiting: T.money_waiting, held: T.money_held, claimed: T.money_claimed, sent: T.money_sent };
  return say(words[one.standing]);
}
