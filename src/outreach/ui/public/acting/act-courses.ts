import { api } from '../../../../platform/api-client/request.ts';
import { money } from '../../../../platform/ui-kit/parts/format.ts';
import type { FamilyChoice, FamilyCourse, FamilyMember } from '../../../schema.ts';
import { ACT_WORDS as T } from './act-words.ts';
import { dayText, say, tell } from '../language.ts';
import { field } from '../parts.ts';
import { enter, token } from './queue.ts';
import { whenLoaded } from '../reading.ts';
import { fill, h, type Child } from '../view.ts';

type Found = { rows: FamilyCourse[]; more: boolean };

/** The training courses of one person: what is chosen, and what may be. */
export function coursesPart(member: FamilyMember): Child {
  return [
    member.courses.length === 0
      ? null
      : [
          h('h3', null, say(T.courses)),
          h(
            'ul',
            { class: 'rows' },
            member.courses.map((c) => chosenLine(member, c)),
          ),
        ],
    h('details', { class: 'part' }, h('summary', null, say(T.chooseCourse)), finder(member)),
  ];
}

function chosenLine(member: FamilyMember, chosen: FamilyChoice): HTMLElement {
  const leave = (): void =>
    void enter(`${member.name}：${say(T.leaveCourse)} ${chosen.title}`, {
      kind: 'leave_course',
      personId: member.personId,
      choiceId: chosen.choiceId,
    });
  return h(
    'li',
    { class: 'pick' },
    h(
      'span',
      null,
      h('strong', null, chosen.title),
      h('span', { class: 'plain' }, `${chosen.institution}　${tell(T.chosenOn, { day: dayText(chosen.on) })}`),
      chosen.enrolled ? h('span', { class: 'plain' }, say(T.enrolled)) : null,
    ),
    chosen.enrolled
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: leave,
            'aria-label': `${say(T.leaveCourse)}：${member.name} ${chosen.title}`,
          },
          say(T.leaveCourse),
        ),
  );
}

function finder(member: FamilyMember): Child {
  const control = h('input', { autocomplete: 'off', maxlength: 40 });
  const found = h('div');
  const search = (): void => {
    const load = async () => ({
      value: await api.post<Found>('/api/public/family/courses', { token: token() ?? '', find: control.value }),
      keptAt: null,
    });
    fill(
      found,
      whenLoaded(
        load,
        ({ rows, more }) =>
          rows.length === 0
            ? h('p', { class: 'note' }, say(T.noCourse))
            : [
                h(
                  'ul',
                  { class: 'rows' },
                  rows.map((course) => courseLine(member, course)),
                ),
                more ? h('p', { class: 'hint' }, say(T.moreCourses)) : null,
              ],
        4,
      ),
    );
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    search();
  };
  return [
    h('p', { class: 'hint' }, say(T.coursePlain)),
    h(
      'form',
      { class: 'form', onsubmit: submit },
      field({ label: say(T.courseFind), control }),
      h('button', { type: 'submit', class: 'button' }, say(T.find)),
    ),
    found,
  ];
}

function courseLine(member: FamilyMember, course: FamilyCourse): HTMLElement {
  const choose = (): void =>
    void enter(`${member.name}：${course.title}（${course.institution}）`, {
      kind: 'course',
      personId: member.personId,
      courseId: course.courseId,
    });
  const told = [
    course.feeFen === 0 ? say(T.free) : money(course.feeFen),
    tell(T.hours, { hours: course.hours }),
    ...(course.startsOn === null ? [] : [tell(T.startsOn, { day: dayText(course.startsOn) })]),
    tell(T.left, { left: course.left, places: course.places }),
  ];
  return h(
    'li',
    { class: 'pick' },
    h(
      'span',
      null,
      h('strong', null, course.title),
      h('span', { class: 'plain' }, `${course.institution}　${course.trade}`),
      h('span', { class: 'plain' }, told.join('，')),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        disabled: course.left === 0,
        onclick: choose,
        'aria-label': `${say(T.pick)}：${course.title}（${course.institution}）`,
      },
      say(course.left === 0 ? T.full : T.pick),
    ),
  );
}
