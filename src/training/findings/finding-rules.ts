import { addDays, plainDate, weekdayOf, type PlainDate } from '../../platform/plain-date.ts';
import { isWorkingDay } from '../../standards/index.ts';
import type { Thresholds } from './thresholds.ts';

/** What a finding says, in words. */
export const FINDING_RULES = {
  room_double: '同一教室同一时间有两个班上课',
  trainer_double: '同一教师同一时间在两个班上课',
  person_double: '同一学员同一时间在两个班上课',
  hours_over_day: '学员一天的课时超过可能的课时',
  holiday: '法定节假日上课',
  same_pattern: '多名学员缺勤完全一致',
  certificate_burst: '批准后短时间内集中发证',
  result_before_end: '培训未结束已有考核结果',
  listed_deaths: '死亡人员名单中有该学员',
  listed_pensions: '领取养老金名单中有该学员',
  listed_student_rolls: '在校学生名单中有该学员',
  listed_budget_paid: '财政供养名单中有该学员',
} as const;
export type FindingRule = keyof typeof FINDING_RULES;

export type Lesson = {
  sessionId: string;
  classId: string;
  institutionId: string;
  /** The division of the city: trainers are known by name within one. */
  cityCode: number;
  heldOn: string;
  from: number;
  to: number;
  mode: string;
  room: string | null;
  trainer: string | null;
};
export type Attended = { personId: string; sessionId: string; classId: string; heldOn: string; hours: number };
export type Graded = {
  personId: string;
  classId: string;
  institutionId: string;
  endsOn: string;
  approvedOn: string | null;
  resultOn: string | null;
  certificateOn: string | null;
};
/** One finding: `subject` is what makes it one of its class and rule; personId where it is about one person. */
export type Found = { classId: string; rule: FindingRule; subject: string; personId: string | null };

/** Whether a day is a statutory holiday: it belongs to a run of days off that holds a weekday off. False where the year's notice is not known. */
export function isHoliday(day: string): boolean {
  const date = plainDate(day);
  if (!isOff(date)) return false;
  const run = [date, ...runOfOff(date, 1), ...runOfOff(date, -1)];
  return run.some((d) => weekdayOf(d) < SATURDAY);
}

const SATURDAY = 6;
const isOff = (date: PlainDate): boolean => {
  const works = isWorkingDay(date);
  return works.ok && !works.value;
};

function runOfOff(date: PlainDate, step: 1 | -1): PlainDate[] {
  const run: PlainDate[] = [];
  for (let d = addDays(date, step); isOff(d); d = addDays(d, step)) run.push(d);
  return run;
}

/** All rules over the lessons, attendances and results of classes; the same facts in another order give the same findings. */
export function findingsIn(
  lessons: readonly Lesson[],
  attended: readonly Attended[],
  graded: readonly Graded[],
  limits: Thresholds,
): Found[] {
  const lessonOf = new Map(lessons.map((l) => [l.sessionId, l]));
  const there = attended.filter((a) => a.hours > 0);
  const present = there.flatMap((a) => {
    const lesson = lessonOf.get(a.sessionId);
    return lesson ? [{ ...lesson, personId: a.personId, hours: a.hours }] : [];
  });
  const offline = lessons.filter((l) => l.mode !== 'online');
  const once = new Map<string, Found>();
  const all = [
    ...clashes(
      offline.filter((l) => l.room !== null),
      (l) => `${l.institutionId} ${l.room}`,
      'room_double',
      (l) => l.room!,
    ),
    ...clashes(
      lessons.filter((l) => l.trainer !== null),
      (l) => `${l.cityCode} ${l.trainer}`,
      'trainer_double',
      (l) => l.trainer!,
    ),
    ...clashes(
      present,
      (l) => l.personId,
      'person_double',
      (l) => l.personId,
    ).map((f) => ({ ...f, personId: f.subject.split(' ')[0]! })),
    ...tooManyHours(present, limits.most_hours_a_day),
    ...offline.filter((l) => isHoliday(l.heldOn)).map((l) => found(l.classId, 'holiday', l.heldOn)),
    ...samePatterns(lessons, there, limits.same_pattern),
    ...bursts(graded, limits.certificate_burst),
    ...graded
      .filter(
        (g) =>
          (g.resultOn !== null && g.resultOn < g.endsOn) || (g.certificateOn !== null && g.certificateOn < g.endsOn),
      )
      .map((g) => found(g.classId, 'result_before_end', g.personId, g.personId)),
  ];
  for (const f of all) once.set(`${f.classId} ${f.rule} ${f.subject}`, f);
  return [...once.values()];
}

const found = (classId: string, rule: FindingRule, subject: string, personId: string | null = null): Found => ({
  classId,
  rule,
  subject,
  personId,
});

/** Lessons of two classes that share something at one time; both classes are named. */
function clashes<L extends Lesson>(
  lessons: readonly L[],
  shared: (lesson: L) => string,
  rule: FindingRule,
  subject: (lesson: L) => string,
): Found[] {
  const groups = Map.groupBy(lessons, (l) => `${l.heldOn} ${shared(l)}`);
  return [...groups.values()].flatMap((group) =>
    group
      .filter((a) => group.some((b) => a.classId !== b.classId && a.from < b.to && b.from < a.to))
      .map((a) => found(a.classId, rule, `${subject(a)} ${a.heldOn}`)),
  );
}

function tooManyHours(present: readonly (Lesson & { personId: string; hours: number })[], most: number): Found[] {
  const days = Map.groupBy(present, (l) => `${l.personId} ${l.heldOn}`);
  return [...days.values()]
    .filter((group) => group.reduce((sum, l) => sum + l.hours, 0) > most)
    .flatMap((group) => group.map((l) => found(l.classId, 'hours_over_day', `${l.personId} ${l.heldOn}`, l.personId)));
}

/** Trainees of a class who were absent at exactly the same lessons; nobody absent is no pattern. */
function samePatterns(
  lessons: readonly Lesson[],
  attended: readonly Attended[],
  least: Thresholds['same_pattern'],
): Found[] {
  const held = Map.groupBy(lessons, (l) => l.classId);
  return [...Map.groupBy(attended, (a) => a.classId)].flatMap(([classId, rows]) => {
    const total = held.get(classId)?.length ?? 0;
    if (total < least.lessons) return [];
    const ofPerson = [...Map.groupBy(rows, (r) => r.personId).values()].filter((own) => own.length < total);
    const patterns = Map.groupBy(ofPerson, (own) =>
      own
        .map((r) => r.sessionId)
        .sort()
        .join(' '),
    );
    return [...patterns.values()].some((same) => same.length >= least.people)
      ? [found(classId, 'same_pattern', classId)]
      : [];
  });
}

function bursts(graded: readonly Graded[], limit: Thresholds['certificate_burst']): Found[] {
  const soon = graded.filter(
    (g) =>
      g.certificateOn !== null &&
      g.approvedOn !== null &&
      g.certificateOn <= addDays(plainDate(g.approvedOn), limit.days_after_approval),
  );
  const days = Map.groupBy(soon, (g) => `${g.institutionId} ${g.certificateOn}`);
  return [...days.values()]
    .filter((group) => group.length >= limit.certificates)
    .flatMap((group) => group.map((g) => found(g.classId, 'certificate_burst', g.certificateOn!)));
}
