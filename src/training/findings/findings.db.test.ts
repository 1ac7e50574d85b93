import fc from '../../testing/properties.ts';
import { beforeAll, expect, test } from 'vitest';
import { planLessons } from '../attendance/plan-lessons.ts';
import { takeAttendance } from '../attendance/take-attendance.ts';
import {
  at,
  city,
  codeOf,
  county,
  heldClass,
  openTrainingHouse,
  otherCounty,
  strangers,
  type ClassMade,
} from '../testing-class.ts';
import { findFindings } from './find-findings.ts';
import { findingsIn, type Attended, type Lesson } from './finding-rules.ts';
import { answerFinding, listTrainingFindings } from './list-findings.ts';
import { thresholds } from './thresholds.ts';

const house = await openTrainingHouse();
let T = '';
const classes: ClassMade[] = [];
const own = () => house.as(at(T, 'training_officer'));

beforeAll(async () => {
  T = await house.institution('疑点培训学校');
  for (let i = 0; i < 3; i += 1)
    classes.push(
      await heldClass(house, T, {
        people: strangers(6),
        until: 'running',
        lessons: [{ heldOn: '2020-06-05', from: '20:00', to: '21:00', mode: 'online' }],
      }),
    );
});

test('a class in a room that another class has is found when it is assessed, holds its claims, and goes on once the office has explained it', async () => {
  const same = { heldOn: '2020-06-02', from: '08:00', to: '12:00', room: '实训楼101' };
  const [a, b] = [
    await heldClass(house, T, { people: strangers(1), lessons: [same] }),
    await heldClass(house, T, { people: strangers(1), lessons: [same] }),
  ];
  const held = () =>
    house.owner(
      `select class_id, holds from report_training_finding where rule = 'room_double' and class_id = any($1)`,
      [[a.classId, b.classId]],
    );
  expect((await held()).rows).toHaveLength(2);
  expect((await held()).rows.every((r) => r.holds)).toBe(true);
  const { rows } = await listTrainingFindings(house.as(county), { classId: b.classId });
  expect(rows[0]).toMatchObject({
    words: '同一教室同一时间有两个班上课',
    evidence: { day: '2020-06-02', room: '实训楼101' },
    otherClass: '焊工第1期',
  });
  const answer = { findingId: rows[0]!.findingId, verdict: 'explained' as const, answer: '该教室为可分隔的大教室' };
  expect(await codeOf(answerFinding(own(), answer))).toBe('NOT_PERMITTED');
  expect(await codeOf(answerFinding(house.as(otherCounty), answer))).toBe('NOT_FOUND');
  await answerFinding(house.as(city), answer);
  const holds = async (id: string) => (await held()).rows.find((r) => r.class_id === id)?.holds;
  expect([await holds(a.classId), await holds(b.classId)]).toEqual([true, false]);
  await house.system((tx) => findFindings(tx, house.as(null), null));
  expect(await holds(b.classId)).toBe(false);
});

test('the rules by set find on invented timetables what the rules over rows find', async () => {
  const arb = fc.array(
    fc.record({
      c: fc.nat(2),
      day: fc.nat(3),
      from: fc.nat(6),
      room: fc.nat(1),
      trainer: fc.nat(1),
      present: fc.subarray([0, 1, 2, 3, 4, 5]),
      hours: fc.constantFrom(2, 5, 9),
    }),
    { minLength: 3, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(arb, async (made) => {
      await house.owner(`update training_session set cancelled_at = now() where class_id = any($1)`, [
        classes.map((c) => c.classId),
      ]);
      await house.owner(`delete from training_finding where class_id = any($1)`, [classes.map((c) => c.classId)]);
      const attended: Attended[] = [];
      const lessons: Lesson[] = [];
      for (const x of made) {
        const { classId, personIds } = classes[x.c]!;
        const heldOn = `2020-06-0${x.day + 1}`;
        const from = `${String(8 + x.from).padStart(2, '0')}:00`;
        const to = `${String(10 + x.from).padStart(2, '0')}:00`;
        const at0 = { room: `R${x.room}`, trainer: `T${x.trainer}` };
        const [sessionId] = (await planLessons(own(), { classId, lessons: [{ heldOn, from, to, hours: 9, ...at0 }] }))
          .sessionIds;
        const present = x.present.map((i) => ({ personId: personIds[i]!, hours: x.hours }));
        await takeAttendance(own(), { sessionId: sessionId!, source: 'sheet', present });
        lessons.push({
          sessionId: sessionId!,
          classId,
          institutionId: T,
          cityCode: 3717,
          heldOn,
          from: (8 + x.from) * 60,
          to: (10 + x.from) * 60,
          mode: 'offline',
          ...at0,
        });
        attended.push(...present.map((p) => ({ ...p, sessionId: sessionId!, classId, heldOn })));
      }
      const ids = classes.map((c) => c.classId);
      await house.system((tx) => findFindings(tx, house.as(null), ids));
      const { rows } = await house.owner(
        `select class_id, rule, subject from training_finding where class_id = any($1)`,
        [ids],
      );
      const key = (f: { classId: string; rule: string; subject: string }) => `${f.classId} ${f.rule} ${f.subject}`;
      const bySet = rows.map((r) => key({ classId: r.class_id, rule: r.rule, subject: r.subject })).sort();
      expect(bySet).toEqual(findingsIn(lessons, attended, [], thresholds()).map(key).sort());
    }),
    { numRuns: 12 },
  );
});
