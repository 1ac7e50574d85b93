import { api } from '../../../../platform/api-client/request.ts';
import type { LetterAnswer } from '../../../../enrolment/ui/public-shapes.ts';
import { dayText, say, w } from '../language.ts';
import { errorNote, facts, field, skeleton } from '../parts.ts';
import type { Place } from '../router.ts';
import { fill, h, type Child } from '../view.ts';

const T = {
  title: w('查验录取通知书', 'Check a letter of admission'),
  lead: w(
    '扫通知书上的二维码，或者输入查验码，就知道是不是真的、还有没有效。这里不显示个人信息。',
    'Scan the letter or type its check code to learn whether it is genuine. Nothing personal is shown.',
  ),
  code: w('查验码', 'Check code'),
  hint: w('10 位字母和数字，大小写都行', '10 letters and digits, in either case'),
  ask: w('查验', 'Check'),
  valid: w('有效', 'Valid'),
  withdrawn: w('已撤回', 'Withdrawn'),
  replaced: w('已被替换', 'Replaced'),
  unknown: w('查无此件', 'No such letter'),
  validText: w('这份通知书是学校发出的，现在有效。', 'The school issued this letter and it is valid.'),
  withdrawnText: w(
    '这份通知书已由学校撤回，不能再用。请问发出的学校。',
    'The school has withdrawn this letter. Ask the school.',
  ),
  replacedText: w('学校已经换发了新的通知书，请以新的为准。', 'The school has issued a new letter; that one counts.'),
  unknownText: w(
    '没有这个查验码。请核对有没有输错；如果没有输错，这份通知书可能是假的，可以打学校招生电话核实。',
    'There is no such code. Check what you typed; if it is right the letter may be false: call the school.',
  ),
  school: w('发出学校', 'Issued by'),
  on: w('发出日期', 'Issued on'),
};

/** 查验录取通知书: valid, withdrawn, replaced or unknown, for whoever holds the paper. */
export function letterPage({ params }: Place): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  const input = h('input', {
    value: params.code ?? '',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: 24,
    required: true,
  });
  const check = (): void => {
    const code = input.value.trim();
    if (code === '') return input.focus();
    fill(place, skeleton(3));
    api.get<LetterAnswer>(`/api/public/letters/${encodeURIComponent(code)}`).then(
      (answer) => fill(place, answerOf(answer)),
      (error: unknown) => fill(place, errorNote(error, check)),
    );
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    check();
  };
  if (params.code) check();
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    h(
      'form',
      { class: 'form', onsubmit: submit },
      field({ label: say(T.code), hint: say(T.hint), control: input }),
      h('button', { type: 'submit', class: 'button primary' }, say(T.ask)),
    ),
    place,
  );
}

function answerOf({ state, schoolName, issuedOn }: LetterAnswer): Child {
  return h(
    'section',
    { class: `answer ${state === 'valid' ? 'good' : 'bad'}` },
    h('h2', null, say(T[state])),
    h('p', null, say(T[`${state}Text`])),
    facts([
      [say(T.school), schoolName],
      [say(T.on), issuedOn === null ? null : dayText(issuedOn)],
    ]),
  );
}
