import type { PublicEntry, PublicPage } from '../../../../catalogue/ui/public-shapes.ts';
import type { FamilyApplication, FamilyMember } from '../../../schema.ts';
import { coursesPart } from './act-courses.ts';
import { moneyPart } from './act-money.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { say, tell } from '../language.ts';
import { choices, facts, field } from '../parts.ts';
import { enter } from './queue.ts';
import { whenRead } from '../reading.ts';
import { fill, h, newId, type Child } from '../view.ts';

const CHOICES_SHOWN = 10;

/** One person of the household: the wish of the year, the application with what may be done about it, training courses, and money. */
export function memberPart(member: FamilyMember, year: number): HTMLElement {
  const { application } = member;
  return h(
    'section',
    { class: 'member' },
    h('h2', null, member.name),
    h('p', { class: 'plain' }, wishLine(member)),
    h('details', { class: 'part' }, h('summary', null, tell(T.wish, { year })), wishForm(member)),
    application === null ? null : applicationPart(member, application),
    coursesPart(member),
    moneyPart(member),
  );
}

const wishLine = ({ wish }: FamilyMember): string =>
  wish === null
    ? say(T.noWish)
    : tell(T.wishNow, {
        study: say(wish.study ? T.studyYes : T.studyNo),
        train: say(wish.train ? T.trainYes : T.trainNo),
        day: wish.on,
      });

function wishForm(member: FamilyMember): Child {
  let study: boolean | null = null;
  let train: boolean | null = null;
  const told = h('p', { class: 'field-error', role: 'alert' });
  const reason = h('input', { maxlength: 200, autocomplete: 'off' });
  const ask = (legend: string, key: string, set: (value: boolean) => void): HTMLElement =>
    choices({
      legend,
      name: `${key}-${member.personId}`,
      kind: 'radio',
      options: [
        { value: 'yes', label: say(T.want) },
        { value: 'no', label: say(T.wantNot) },
      ],
      chosen: [],
      onchange: ([value]) => set(value === 'yes'),
    });
  const submit = (event: Event): void => {
    event.preventDefault();
    told.textContent = study === null || train === null ? say(T.incomplete) : '';
    if (study === null || train === null) return;
    const said = `${say(study ? T.studyYes : T.studyNo)}，${say(train ? T.trainYes : T.trainNo)}`;
    void enter(`${member.name}：${said}`, {
      kind: 'wish',
      personId: member.personId,
      study,
      train,
      ...(reason.value.trim() === '' ? {} : { reason: reason.value.trim() }),
    });
  };
  return [
    h('p', { class: 'hint' }, say(T.wishPlain)),
    h(
      'form',
      { onsubmit: submit },
      h(
        'div',
        { class: 'pair' },
        ask(say(T.study), 'study', (v) => (study = v)),
        ask(say(T.train), 'train', (v) => (train = v)),
      ),
      field({ label: say(T.why), control: reason }),
      told,
      h('button', { type: 'submit', class: 'button primary' }, say(T.sendWish)),
    ),
  ];
}

function applicationPart(member: FamilyMember, app: FamilyApplication): Child {
  return [
    facts([
      [
        tell(T.application, { number: app.number }),
        [h('strong', null, app.stateName), h('span', { class: 'plain' }, say(app.plain))],
      ],
      [say(T.chosen), [app.school, app.major].filter(Boolean).join(' ')],
    ]),
    app.choose ? h('details', { class: 'part' }, h('summary', null, say(T.choose)), chooser(member, app)) : null,
    app.withdraw ? h('details', { class: 'part' }, h('summary', null, say(T.withdraw)), withdrawal(member, app)) : null,
    app.choose || app.withdraw ? null : h('p', { class: 'hint' }, say(T.notNow)),
  ];
}

function chooser(member: FamilyMember, app: FamilyApplication): Child {
  const major = h('input', { autocomplete: 'off' });
  const school = h('input', { autocomplete: 'off' });
  const found = h('div');
  const submit = (event: Event): void => {
    event.preventDefault();
    const query = { major: major.value.trim(), school: school.value.trim(), size: CHOICES_SHOWN };
    fill(
      found,
      whenRead<PublicPage>(
        '/api/public/catalogue',
        { query },
        ({ rows }) =>
          rows.length === 0 ? h('p', { class: 'note' }, say(T.noChoice)) : h('ul', { class: 'rows' }, rows.map(line)),
        4,
      ),
    );
  };
  const line = (entry: PublicEntry): HTMLElement => {
    const name = `${entry.schoolName} ${entry.major}（${entry.level}）`;
    const pick = (): void =>
      void enter(`${member.name}：${name}`, {
        kind: 'choice',
        personId: member.personId,
        applicationId: app.id,
        entryKey: entry.entryKey,
      });
    return h(
      'li',
      { class: 'pick' },
      h(
        'span',
        null,
        h('strong', null, `${entry.major}（${entry.level}）`),
        h('span', { class: 'plain' }, `${entry.schoolName}　${entry.cityName}`),
      ),
      h(
        'button',
        { type: 'button', class: 'button', onclick: pick, 'aria-label': `${say(T.pick)}：${name}` },
        say(T.pick),
      ),
    );
  };
  return [
    h(
      'form',
      { class: 'form', onsubmit: submit },
      field({ label: say(T.major), control: major }),
      field({ label: say(T.school), control: school }),
      h('button', { type: 'submit', class: 'button' }, say(T.find)),
    ),
    found,
  ];
}

function withdrawal(member: FamilyMember, app: FamilyApplication): Child {
  const reason = h('input', { maxlength: 200, autocomplete: 'off' });
  const id = newId();
  const sure = h('input', { type: 'checkbox', id });
  const told = h('p', { class: 'field-error', role: 'alert' });
  const submit = (event: Event): void => {
    event.preventDefault();
    told.textContent = sure.checked ? '' : say(T.sureNeeded);
    if (!sure.checked) return sure.focus();
    void enter(`${member.name}：${say(T.withdraw)} ${app.number}`, {
      kind: 'withdraw',
      personId: member.personId,
      applicationId: app.id,
      ...(reason.value.trim() === '' ? {} : { reason: reason.value.trim() }),
    });
  };
  return h(
    'form',
    { onsubmit: submit },
    h('p', { class: 'note' }, say(T.withdrawLead)),
    field({ label: say(T.withdrawReason), control: reason }),
    h('label', { class: 'choice', for: id }, sure, h('span', null, say(T.sure))),
    told,
    h('button', { type: 'submit', class: 'button danger' }, say(T.doWithdraw)),
  );
}
