import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { findingsIn, isHoliday, type Attended, type Graded, type Lesson } from './finding-rules.ts';
import { thresholds } from './thresholds.ts';

const limits = thresholds();
const lesson = (more: Partial<Lesson>): Lesson => ({
  sessionId: 's1',
  classId: 'A',
  institutionId: 'I',
  cityCode: 3717,
  heldOn: '2020-06-01',
  from: 480,
  to: 720,
  mode: 'offline',
  room: '101',
  trainer: '李老师',
  ...more,
});
const rules = (lessons: Lesson[], attended: Attended[] = [], graded: Graded[] = []) =>
  findingsIn(lessons, attended, graded, limits)
    .map((f) => `${f.classId} ${f.rule}`)
    .sort();
const there = (personId: string, l: Lesson, hours = 4): Attended => ({
  personId,
  sessionId: l.sessionId,
  classId: l.classId,
  heldOn: l.heldOn,
  hours,
});

describe('training that cannot have been', () => {
  test.each([
    [
      'the same room at one time',
      lesson({ trainer: 'x' }),
      lesson({ sessionId: 's2', classId: 'B', trainer: 'y' }),
      ['A room_double', 'B room_double'],
    ],
    [
      'the same room one after the other',
      lesson({ trainer: 'x' }),
      lesson({ sessionId: 's2', classId: 'B', trainer: 'y', from: 720, to: 800 }),
      [],
    ],
    [
      'the same room number at another institution',
      lesson({ trainer: 'x' }),
      lesson({ sessionId: 's2', classId: 'B', trainer: 'y', institutionId: 'J' }),
      [],
    ],
    [
      'one trainer in two places',
      lesson({}),
      lesson({ sessionId: 's2', classId: 'B', room: '202', institutionId: 'J' }),
      ['A trainer_double', 'B trainer_double'],
    ],
    [
      'namesakes of two cities',
      lesson({}),
      lesson({ sessionId: 's2', classId: 'B', room: '202', institutionId: 'J', cityCode: 3716 }),
      [],
    ],
    ['two lessons of one class', lesson({}), lesson({ sessionId: 's2' }), []],
    [
      'online needs no room',
      lesson({ mode: 'online', trainer: 'x' }),
      lesson({ sessionId: 's2', classId: 'B', trainer: 'y', mode: 'online' }),
      [],
    ],
  ])('%s', (_name, a, b, expected) => {
    expect(rules([a, b])).toEqual(expected);
  });

  test('a person at two lessons at once, and for more hours than a day allows', () => {
    const a = lesson({ room: '1', trainer: 'x' });
    const b = lesson({ sessionId: 's2', classId: 'B', room: '2', trainer: 'y', from: 700, to: 900 });
    expect(rules([a, b], [there('p', a), there('p', b)])).toEqual(['A person_double', 'B person_double']);
    const later = { ...b, from: 720 };
    expect(rules([a, later], [there('p', a), there('p', later)])).toEqual([]);
    const most = limits.most_hours_a_day;
    expect(rules([a, later], [there('p', a, most - 4), there('p', later)])).toEqual([]);
    expect(rules([a, later], [there('p', a, most - 3), there('p', later)])).toEqual([
      'A hours_over_day',
      'B hours_over_day',
    ]);
  });

  test('a lesson on a statutory holiday, also on its weekend days; an ordinary weekend and a weekend worked are none', () => {
    expect(['2020-05-01', '2020-05-02', '2020-05-05', '2020-10-04', '2020-01-24'].map(isHoliday)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['2020-05-06', '2020-06-06', '2020-05-09', '2020-06-01', '1990-05-01'].map(isHoliday)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(rules([lesson({ heldOn: '2020-05-01' })])).toEqual(['A holiday']);
  });

  test('trainees with the very same absences; all present is no pattern, too few neither', () => {
    const lessons = Array.from({ length: limits.same_pattern.lessons }, (_, i) =>
      lesson({ sessionId: `s${i}`, heldOn: `2020-06-0${i + 1}`, room: null, trainer: null }),
    );
    const people = Array.from({ length: limits.same_pattern.people }, (_, i) => `p${i}`);
    const all = people.flatMap((p) => lessons.map((l) => there(p, l)));
    const missed = all.filter((a) => a.sessionId !== 's2');
    expect(rules(lessons, all)).toEqual([]);
    expect(rules(lessons, missed)).toEqual(['A same_pattern']);
    expect(
      rules(
        lessons,
        missed.filter((a) => a.personId !== 'p0'),
      ),
    ).toEqual([]);
    expect(
      rules(
        lessons.slice(1),
        missed.filter((a) => a.sessionId !== 's0'),
      ),
    ).toEqual([]);
  });

  test('certificates in a burst after approval, results before the end', () => {
    const { certificates, days_after_approval: soon } = limits.certificate_burst;
    const graded = Array.from({ length: certificates }, (_, i): Graded => ({
      personId: `p${i}`,
      classId: i % 2 === 0 ? 'A' : 'B',
      institutionId: 'I',
      endsOn: '2020-06-04',
      approvedOn: `2020-06-0${5 - soon}`,
      resultOn: '2020-06-04',
      certificateOn: '2020-06-05',
    }));
    expect(rules([], [], graded)).toEqual(['A certificate_burst', 'B certificate_burst']);
    expect(rules([], [], graded.slice(1))).toEqual([]);
    expect(
      rules(
        [],
        [],
        graded.map((g) => ({ ...g, approvedOn: '2020-05-30' })),
      ),
    ).toEqual([]);
    const early = [{ ...graded[0]!, resultOn: '2020-06-03' }];
    expect(rules([], [], early)).toEqual(['A result_before_end']);
  });

  test('the order of the facts changes nothing, and what is found is found in its part alone', () => {
    const lessons = fc.array(
      fc.record({ c: fc.nat(3), day: fc.nat(2), from: fc.nat(4), room: fc.nat(2), trainer: fc.nat(2) }).map((x) => x),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lessons, (made) => {
        const rows = made.map((x, i) =>
          lesson({
            sessionId: `s${i}`,
            classId: `C${x.c}`,
            heldOn: `2020-06-0${x.day + 1}`,
            from: x.from * 60,
            to: x.from * 60 + 90,
            room: `R${x.room}`,
            trainer: `T${x.trainer}`,
          }),
        );
        expect(rules([...rows].reverse())).toEqual(rules(rows));
        const one = rows.filter((r) => r.classId === 'C0');
        expect(rules(one)).toEqual([]);
      }),
    );
  });
});
