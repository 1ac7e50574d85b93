import type { PolicyLine } from '../../../../desk/schema.ts';
import { writeQuery } from '../../../../platform/ui-kit/lists/list-state.ts';
import type { Group, PlacePolicies } from '../../../schema.ts';
import { say, w } from '../language.ts';
import { field } from '../parts.ts';
import { whenBothRead } from '../reading.ts';
import { go, type Place } from '../router.ts';
import { h, type Child } from '../view.ts';
import { head, titleOf } from './policy-page.ts';

const T = {
  policies: w('政策', 'Policies'),
  lead: w('本系统办事所依据的文件，用通俗的话说明。', 'The documents this system works by, in plain words.'),
  none: w('这里没有正在执行的政策', 'No policy is in force here'),
  others: w('不在执行或者不适用的', 'Not in force, or not for this place'),
  place: w('您在哪里', 'Where you live'),
  group: w('您家的情况', 'Your household'),
  any: w('不限', 'Any'),
  look: w('看正在执行的政策', 'Show policies in force'),
  check: w('看看我能享受什么', 'See what I am entitled to'),
  apply: w('怎样报名', 'How to apply'),
};
const GROUP_WORDS: Readonly<Record<Group, ReturnType<typeof w>>> = {
  registered: w('建档立卡户（一般脱贫户）', 'registered household, out of poverty'),
  monitored: w(
    '监测对象（脱贫不稳定、边缘易致贫、突发严重困难）',
    'monitored household (unstable, marginal, sudden hardship)',
  ),
  minimum_living: w('低保户', 'household on minimum living allowance'),
  extreme_hardship: w('特困供养户', 'household in extreme hardship'),
  other: w('都不是', 'none of these'),
};

/** 政策: what is in force where the visitor lives and for a household like his, then the rest. */
export function policiesPage({ query }: Place): HTMLElement {
  const asked = { place: query.get('place') ?? '', group: query.get('group') ?? '' };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
  return h(
    'div',
    null,
    h('h1', null, say(T.policies)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenBothRead<{ rows: PolicyLine[] }, PlacePolicies>(
      ['/api/public/policies', `/api/public/place-policies${writeQuery(given)}`],
      ({ rows }, here) => {
        const fits = new Map(here.rows.map((r) => [r.code, r.selfCheck]));
        const others = rows.filter((p) => !fits.has(p.code));
        return [
          chooser(here, asked.group),
          fits.size === 0 ? h('p', { class: 'note' }, say(T.none)) : null,
          cards(
            rows.filter((p) => fits.has(p.code)),
            (p) => links(fits.get(p.code) === true),
          ),
          others.length === 0
            ? null
            : h(
                'details',
                null,
                h('summary', null, say(T.others)),
                cards(others, () => null),
              ),
        ];
      },
      12,
    ),
  );
}

function chooser({ place, areas }: PlacePolicies, group: string): HTMLElement {
  const submit = (event: Event): void => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement).entries());
    go(`/public/policies${writeQuery(values)}`);
  };
  const groups = Object.entries(GROUP_WORDS);
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: submit },
    areas.length === 0
      ? null
      : field({
          label: say(T.place),
          control: h(
            'select',
            { name: 'place' },
            areas.map((a) => h('option', { value: String(a.code), selected: a.code === place }, a.name)),
          ),
        }),
    field({
      label: say(T.group),
      control: h(
        'select',
        { name: 'group' },
        h('option', { value: '' }, say(T.any)),
        groups.map(([key, words]) => h('option', { value: key, selected: key === group }, say(words))),
      ),
    }),
    h('button', { type: 'submit', class: 'button primary' }, say(T.look)),
  );
}

function cards(rows: readonly PolicyLine[], more: (p: PolicyLine) => Child): HTMLElement {
  return h(
    'ul',
    { class: 'cards' },
    rows.map((p) =>
      h(
        'li',
        null,
        h('h2', null, h('a', { href: `/public/policies/${encodeURIComponent(p.code)}`, class: 'target' }, titleOf(p))),
        head(p),
        more(p),
      ),
    ),
  );
}

/** The self-check where the document has rules about persons, and how to apply. */
function links(selfCheck: boolean): Child {
  return h(
    'p',
    { class: 'no-print' },
    selfCheck ? h('a', { href: '/public/rights', class: 'target' }, say(T.check)) : null,
    selfCheck ? '　' : null,
    h('a', { href: '/public/act', class: 'target' }, say(T.apply)),
  );
}
