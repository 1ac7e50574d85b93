import { api } from '../../../platform/api-client/request.ts';
import type { CaseAnswer, CaseView } from '../../schema.ts';
import { benefitList } from './benefit-list.ts';
import { dayText, say, tell, w } from './language.ts';
import { errorNote, facts, field, phone, skeleton } from './parts.ts';
import { prove } from './proving/prove.ts';
import type { Place } from './router.ts';
import { fill, h, type Child } from './view.ts';

const T = {
  title: w('查我的申请', 'My application'),
  lead: w(
    '输入申请编号和身份证号的后四位。编号在受理回执上。',
    'Type the number of the application (on the receipt) and the last four of the citizen number.',
  ),
  number: w('申请编号', 'Application number'),
  numberHint: w(
    '16 位数字，一横，再 5 位数字，如 3717211032982020-00001',
    '16 digits, a dash and 5 digits, e.g. 3717211032982020-00001',
  ),
  lastFour: w('身份证号后四位', 'Last four of the citizen number'),
  lastFourHint: w('申请人本人的；最后一位是 X 的照样输 X', 'of the applicant; X counts as X'),
  ask: w('查询', 'Look up'),
  checking: w('正在做安全校验，大约几秒钟…', 'Checking, a few seconds…'),
  empty: w('请填写', 'Please fill in'),
  missing: w('没有查到', 'Nothing found'),
  missingText: w(
    '编号和后四位对不上，或者没有这份申请。请照着受理回执再核对一遍；还是查不到，请到报名的村（居）委会询问。',
    'Number and digits do not belong together, or there is no such application. Compare with the receipt; if it still fails, ask the village where you registered.',
  ),
  bySlip: w('有回执码的，凭回执码查询', 'Look up by the code on the receipt'),
  slipTitle: w('凭回执码查询', 'Follow by receipt code'),
  slipLead: w('输入受理回执上的回执码（12 位），不用填别的。', 'Type the 12-character code on the receipt.'),
  slip: w('回执码', 'Receipt code'),
  slipHint: w('如 7K3M-9QXA-4TRH，大小写都行', 'like 7K3M-9QXA-4TRH, in either case'),
  slipMissing: w(
    '没有这个回执码，或者回执已经重打、旧码作废。请核对回执上的字母和数字。',
    'No such code, or the receipt was printed again. Compare with the paper.',
  ),
  byNumber: w('没有回执码的，凭申请编号查询', 'Look up by application number'),
  asOf: w('{day}查询', 'as of {day}'),
  whom: w('现在在谁手里', 'Who has it'),
  since: w('从什么时候起', 'Since'),
  sinceDays: w('{day}（已 {days} 个工作日）', '{day} ({days} working days)'),
  limit: w('{day}（已 {days} 个工作日，当地规定 {limit} 个）', '{day} ({days} working days of {limit} set locally)'),
  call: w('电话', 'Telephone'),
  noPhone: w('没有公布，请到办公地点询问', 'not published; please go there'),
  choice: w('报的学校和专业', 'School and major'),
  reason: w('原因', 'Reason'),
  next: w('您要做什么', 'What you do next'),
  defects: w('需要补正的', 'To put right'),
  history: w('办理经过', 'What happened'),
  benefits: w('能享受的', 'Benefits'),
  again: w('网上重选', 'Choose again online'),
  ahead: w('还没有入学，下面按全日制入学后推算。', 'School has not begun; worked out as if it had, full-time.'),
};

/** States in which the family itself has something to do. */
const FAMILYS_TURN = new Set(['draft', 'returned_to_village', 'reselect', 'letter_issued']);

type Ask = () => Promise<CaseAnswer>;

/** 查我的申请: by number and last four. The digits are never kept in this browser. */
export function casePage(): HTMLElement {
  const number = h('input', {
    autocomplete: 'off',
    inputmode: 'text',
    maxlength: 40,
    value: sessionStorage.getItem('jiqiao.case') ?? '',
  });
  const digits = h('input', { autocomplete: 'off', inputmode: 'text', maxlength: 8, class: 'short' });
  const ask: Ask = async () => {
    sessionStorage.setItem('jiqiao.case', number.value.trim());
    return api.post<CaseAnswer>('/api/public/case-look-ups', {
      number: number.value,
      lastFour: digits.value,
      proof: await prove(),
    });
  };
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    asking(
      [
        field({ label: say(T.number), hint: say(T.numberHint), control: number }),
        field({ label: say(T.lastFour), hint: say(T.lastFourHint), control: digits }),
      ],
      [number, digits],
      ask,
      say(T.missingText),
    ),
    h('p', { class: 'no-print' }, h('a', { href: '/public/slips', class: 'target' }, say(T.bySlip))),
  );
}

/** 凭回执码查询: what the code on a receipt opens. */
export function slipPage({ params }: Place): HTMLElement {
  const code = h('input', {
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: 24,
    value: params.code ?? '',
  });
  const ask: Ask = () => api.post<CaseAnswer>('/api/public/slip-look-ups', { code: code.value });
  const form = asking(
    [field({ label: say(T.slip), hint: say(T.slipHint), control: code })],
    [code],
    ask,
    say(T.slipMissing),
    params.code !== undefined,
  );
  return h(
    'div',
    null,
    h('h1', null, say(T.slipTitle)),
    h('p', { class: 'lead' }, say(T.slipLead)),
    form,
    h('p', { class: 'no-print' }, h('a', { href: '/public/case', class: 'target' }, say(T.byNumber))),
  );
}

/** A form of one question, and its answer under it. */
function asking(
  fields: readonly HTMLElement[],
  inputs: readonly HTMLInputElement[],
  ask: Ask,
  missing: string,
  atOnce = false,
): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  const button = h('button', { type: 'submit', class: 'button primary' }, say(T.ask));
  const run = async (): Promise<void> => {
    const empty = inputs.find((input) => input.value.trim() === '');
    if (empty) {
      fill(place, h('p', { class: 'field-error', role: 'alert' }, say(T.empty)));
      return empty.focus();
    }
    button.disabled = true;
    fill(place, h('p', { class: 'hint' }, say(T.checking)), skeleton(5));
    try {
      const answer = await ask();
      fill(place, answer.case ? view(answer.case, answer.on) : nothing(missing));
    } catch (error) {
      fill(
        place,
        errorNote(error, () => void run()),
      );
    } finally {
      button.disabled = false;
    }
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void run();
  };
  if (atOnce) void run();
  return h('div', null, h('form', { class: 'form', onsubmit: submit, novalidate: true }, fields, button), place);
}

const nothing = (text: string): HTMLElement =>
  h('section', { class: 'answer' }, h('h2', null, say(T.missing)), h('p', null, text));

function view(c: CaseView, on: string): Child {
  const tone = c.ended ? (c.state === 'withdrawn' ? '' : 'bad') : FAMILYS_TURN.has(c.state) ? 'todo' : 'good';
  const told = c.ended || c.state === 'reselect' || c.state.startsWith('returned');
  return [
    h(
      'section',
      { class: `answer ${tone}` },
      h('p', { class: 'faint small' }, c.number, h('span', { class: 'block' }, tell(T.asOf, { day: dayText(on) }))),
      h('h2', null, c.stateName),
      h('p', { class: 'big' }, say(c.plain)),
      c.reason && told ? h('p', null, `${say(T.reason)}：${c.reason}`) : null,
      c.defects.length === 0
        ? null
        : [
            h('h3', null, say(T.defects)),
            h(
              'ul',
              null,
              c.defects.map((d) => h('li', null, `${d.field}：${d.message}`)),
            ),
          ],
      h('h3', null, say(T.next)),
      h('p', null, say(c.next)),
      c.state === 'reselect' ? h('p', null, h('a', { href: '/public/act', class: 'button' }, say(T.again))) : null,
    ),
    facts([
      [say(T.whom), c.holder?.name],
      [say(T.call), c.holder ? (phone(c.holder.phone) ?? say(T.noPhone)) : null],
      [say(T.since), c.ended ? dayText(c.since) : sinceText(c)],
      [say(T.choice), [c.school, c.major, c.level].filter(Boolean).join(' ')],
    ]),
    c.benefits.length === 0
      ? null
      : h(
          'details',
          { class: 'part' },
          h('summary', null, say(T.benefits)),
          c.benefitsAhead ? h('p', { class: 'hint' }, say(T.ahead)) : null,
          benefitList(c.benefits),
        ),
    h(
      'details',
      { class: 'part' },
      h('summary', null, say(T.history)),
      h(
        'ol',
        { class: 'history' },
        c.steps.map((s) =>
          h(
            'li',
            null,
            h('span', { class: 'faint' }, s.on),
            h('span', null, `${s.what}　${s.office}`, s.reason ? h('span', { class: 'plain' }, s.reason) : null),
          ),
        ),
      ),
    ),
  ];
}

function sinceText(c: CaseView): string {
  const day = dayText(c.since);
  if (c.workingDays === null) return day;
  return c.limit === null
    ? tell(T.sinceDays, { day, days: c.workingDays })
    : tell(T.limit, { day, days: c.workingDays, limit: c.limit });
}
