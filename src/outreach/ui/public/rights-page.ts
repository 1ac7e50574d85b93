import { api } from '../../../platform/api-client/request.ts';
import type { Entitlements, FindEntitlements } from '../../schema.ts';
import { benefitCard, benefitList } from './benefit-list.ts';
import { dayText, say, tell, w } from './language.ts';
import { choices, errorNote, skeleton, type Option } from './parts.ts';
import { go, type Place } from './router.ts';
import {
  HOUSEHOLD_ANSWERS,
  realDay,
  RELATION_ANSWERS,
  RESIDENCE_ANSWERS,
  SCHOOLING_ANSWERS,
  SEX_ANSWERS,
  YES_NO,
} from './rights-questions.ts';
import { fill, h, type Child } from './view.ts';

const T = {
  title: w('我能享受什么', 'What am I entitled to'),
  lead: w(
    '回答五个问题，就知道按现在的政策能享受什么、还差什么材料。不用填姓名和号码，答案不会保存。',
    'Five questions show what the policies in force give and what papers are needed. No name, no number; nothing is kept.',
  ),
  who: w(
    '给谁查，就按谁的情况回答（本人或者孩子）。拿不准的选“不清楚”。',
    'Answer for the person concerned. Choose “not sure” where you are not.',
  ),
  begin: w('开始', 'Begin'),
  of: w('第 {n} 题，共 5 题', 'Question {n} of 5'),
  next: w('下一题', 'Next'),
  show: w('看结果', 'Show the answer'),
  before: w('上一题', 'Back'),
  again: w('重新回答', 'Answer again'),
  q1: w('家里是哪一类户？（可以多选）', 'What kind of household? (more than one is possible)'),
  q2: w('本人的性别和出生日期', 'Sex and date of birth'),
  sex: w('性别', 'Sex'),
  born: w('出生日期', 'Date of birth'),
  bornHint: w('不清楚可以不填', 'Leave empty if you are not sure'),
  year: w('年', 'Year'),
  month: w('月', 'Month'),
  day: w('日', 'Day'),
  q3: w('现在上学的情况', 'School now'),
  q4: w('是不是退役士兵？', 'Is the person a veteran?'),
  q5: w('户口和家里的关系', 'Residence and place in the household'),
  residence: w('户口在农村还是城镇？', 'Rural or urban residence?'),
  relation: w('和户主是什么关系？', 'Relation to the head of household?'),
  resultLead: w(
    '按您的回答，依据{day}执行的政策推算。以村（居）委会核对名单和材料的结果为准。',
    "From your answers, by the policies in force on {day}. The village's check of lists and papers decides.",
  ),
  school: w('能不能上技工学校', 'Technical school'),
  atSchool: w('上学以后', 'At school'),
  ahead: w('下面按全日制入学后推算。', 'As if school had begun, full-time.'),
  training: w('参加技能培训', 'Vocational training'),
  trainingLead: w('培训补贴按参训合格后推算。', 'The subsidy is worked out as if training were passed.'),
  none: w(
    '现在没有适用于新办事项的政策。请到村（居）委会询问。',
    'No policy for new cases is in force now. Ask your village.',
  ),
  nextSteps: w('接下来', 'What next'),
  toCatalogue: w('看看有哪些学校和专业', 'See schools and majors'),
  toVillage: w(
    '带上身份证、户口簿和上面说的材料，到村（居）委会报名。',
    'Bring identity card, household book and the papers above to your village.',
  ),
};

type Answers = Omit<FindEntitlements, 'cityCode'> & { unsure?: boolean };

/** Kept in this page only, for as long as it is open. */
let answers: Answers = {};
let touched = new Set<number>();

/** The beginning: what is asked and that nothing is kept. */
export function rightsPage(): HTMLElement {
  const begin = (): void => {
    answers = {};
    touched = new Set();
    go('/public/rights/1');
  };
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    h('p', null, say(T.who)),
    h('button', { type: 'button', class: 'button primary wide', onclick: begin }, say(T.begin)),
  );
}

/** One question a page. */
export function rightsStepPage({ params }: Place): HTMLElement {
  const n = Math.min(5, Math.max(1, Number(params.step) || 1));
  const forward = (event: Event): void => {
    event.preventDefault();
    touched.add(n);
    go(n === 5 ? '/public/rights/result' : `/public/rights/${n + 1}`);
  };
  const titles = [T.q1, T.q2, T.q3, T.q4, T.q5];
  return h(
    'form',
    { class: 'question', onsubmit: forward },
    h(
      'p',
      { class: 'progress' },
      tell(T.of, { n }),
      h('progress', { max: 5, value: n, 'aria-label': tell(T.of, { n }) }),
    ),
    h('h1', null, say(titles[n - 1]!)),
    QUESTIONS[n - 1]!(say(titles[n - 1]!)),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'button primary' }, say(n === 5 ? T.show : T.next)),
      h('a', { class: 'button', href: n === 1 ? '/public/rights' : `/public/rights/${n - 1}` }, say(T.before)),
    ),
  );
}

const QUESTIONS: readonly ((title: string) => Child)[] = [household, person, schooling, veteran, residence];

const shown = <V extends string>(
  list: readonly { value: V; label: { zh: string; en: string }; hint?: { zh: string; en: string } }[],
): Option<V>[] =>
  list.map(({ value, label, hint }) => ({ value, label: say(label), ...(hint ? { hint: say(hint) } : {}) }));

const hiddenLegend = (title: string): Child => h('span', { class: 'hidden' }, title);

function household(title: string): Child {
  type Value = (typeof HOUSEHOLD_ANSWERS)[number]['value'];
  const given = answers.household;
  const chosen: Value[] =
    given === undefined ? [] : given === null ? ['unsure'] : given.length === 0 ? ['none'] : [...given];
  const place = h('div');
  const draw = (now: readonly Value[], focus?: Value): void => {
    fill(
      place,
      choices({
        legend: hiddenLegend(title),
        name: 'household',
        kind: 'checkbox',
        options: shown(HOUSEHOLD_ANSWERS),
        chosen: now,
        onchange: (next) => change(now, next),
      }),
    );
    if (focus) place.querySelector<HTMLInputElement>(`input[value="${focus}"]`)?.focus();
  };
  // “None” and “not sure” stand alone; touching another answer takes them back.
  const change = (before: readonly Value[], next: Value[]): void => {
    const added = next.find((value) => !before.includes(value));
    const alone = added === 'none' || added === 'unsure';
    const named = next.filter((value) => value !== 'none' && value !== 'unsure');
    const kept: Value[] = alone ? [added] : named;
    answers.household = added === 'unsure' || kept.length === 0 ? null : alone ? [] : named;
    draw(kept, added ?? before.find((value) => !next.includes(value)));
  };
  draw(chosen);
  return place;
}

function person(title: string): Child {
  const [year = '', month = '', day = ''] = (answers.born ?? '').split('-');
  const now = new Date().getFullYear();
  const pick = (label: string, from: number, to: number, value: string): HTMLSelectElement =>
    h(
      'select',
      { 'aria-label': label, onchange: () => keep() },
      h('option', { value: '' }, label),
      Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => from + Math.sign(to - from) * i).map((n) => {
        const text = String(n).padStart(2, '0');
        return h('option', { value: text, selected: text === value }, n);
      }),
    );
  const parts = [
    pick(say(T.year), now, now - 100, year),
    pick(say(T.month), 1, 12, month),
    pick(say(T.day), 1, 31, day),
  ];
  const keep = (): void => {
    const [y, m, d] = parts.map((part) => part.value);
    answers.born = y && m && d ? realDay(`${y}-${m}-${d}`) : null;
  };
  return [
    choices({
      legend: say(T.sex),
      name: 'sex',
      kind: 'radio',
      options: shown(SEX_ANSWERS),
      chosen: answers.sex ? [answers.sex] : [],
      onchange: ([sex]) => (answers.sex = sex ?? null),
    }),
    h(
      'fieldset',
      { class: 'choices' },
      h('legend', null, say(T.born)),
      h('p', { class: 'hint' }, say(T.bornHint)),
      h('div', { class: 'date' }, parts),
    ),
    h('span', { class: 'hidden' }, title),
  ];
}

function schooling(title: string): Child {
  const chosen = answers.schooling ? [answers.schooling] : touched.has(3) ? (['unsure'] as const) : [];
  return choices({
    legend: hiddenLegend(title),
    name: 'schooling',
    kind: 'radio',
    options: shown(SCHOOLING_ANSWERS),
    chosen,
    onchange: ([value]) => (answers.schooling = value === undefined || value === 'unsure' ? null : value),
  });
}

function veteran(title: string): Child {
  const given = answers.veteran;
  const chosen =
    given === true
      ? (['yes'] as const)
      : given === false
        ? (['no'] as const)
        : touched.has(4)
          ? (['unsure'] as const)
          : [];
  return choices({
    legend: hiddenLegend(title),
    name: 'veteran',
    kind: 'radio',
    options: shown(YES_NO),
    chosen,
    onchange: ([value]) => (answers.veteran = value === 'yes' ? true : value === 'no' ? false : null),
  });
}

function residence(): Child {
  const unsure = touched.has(5) ? (['unsure'] as const) : [];
  return [
    choices({
      legend: say(T.residence),
      name: 'residence',
      kind: 'radio',
      options: shown(RESIDENCE_ANSWERS),
      chosen: answers.residence ? [answers.residence] : unsure,
      onchange: ([value]) => (answers.residence = value === undefined || value === 'unsure' ? null : value),
    }),
    choices({
      legend: say(T.relation),
      name: 'relation',
      kind: 'radio',
      options: shown(RELATION_ANSWERS),
      chosen: answers.relation ? [answers.relation] : unsure,
      onchange: ([value]) => (answers.relation = value === undefined || value === 'unsure' ? null : value),
    }),
  ];
}

/** The engine's answers to the five. */
export function rightsResultPage(): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  const run = (): void => {
    fill(place, skeleton(8));
    api.post<Entitlements>('/api/public/entitlements', answers).then(
      (found) => fill(place, result(found)),
      (error: unknown) => fill(place, errorNote(error, run)),
    );
  };
  run();
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    place,
    h('p', { class: 'no-print' }, h('a', { href: '/public/rights', class: 'target' }, say(T.again))),
  );
}

function result(found: Entitlements): Child {
  const { school, atSchool, training } = found;
  if (school === null && atSchool.length === 0 && training.length === 0) return h('p', { class: 'note' }, say(T.none));
  return [
    h('p', { class: 'lead' }, tell(T.resultLead, { day: dayText(found.on) })),
    found.ahead && school ? [h('h2', null, say(T.school)), h('ul', { class: 'benefits' }, benefitCard(school))] : null,
    atSchool.length === 0
      ? null
      : [
          h('h2', null, say(T.atSchool)),
          found.ahead ? h('p', { class: 'hint' }, say(T.ahead)) : null,
          benefitList(atSchool),
        ],
    training.length === 0
      ? null
      : [h('h2', null, say(T.training)), h('p', { class: 'hint' }, say(T.trainingLead)), benefitList(training)],
    h('h2', null, say(T.nextSteps)),
    h('p', null, say(T.toVillage)),
    h('p', { class: 'no-print' }, h('a', { href: '/public/catalogue', class: 'button' }, say(T.toCatalogue))),
  ];
}
