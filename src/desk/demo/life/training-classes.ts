import { Readable } from 'node:stream';
import { fileBody, planBacklog, recordAssessment } from '../../../certification/assessments.ts';
import { issueCertificates } from '../../../certification/certificates.ts';
import { keepContest } from '../../../certification/contests/keep-contest.ts';
import { recordRanks } from '../../../certification/contests/record-ranks.ts';
import { keepAgency, recordPlacements } from '../../../employment/placements.ts';
import type { Actor } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { addDays, plainDate } from '../../../platform/plain-date.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { fillTimetable } from '../../../training/attendance/plan-lessons.ts';
import { confirmLesson, takeAttendance } from '../../../training/attendance/take-attendance.ts';
import { actOnClass } from '../../../training/classes/act-on-class.ts';
import { planClass } from '../../../training/classes/plan-class.ts';
import { recordResults } from '../../../training/classes/record-results.ts';
import type { ClassAction } from '../../../training/classes/class-transitions.ts';
import { enrolTrainees } from '../../../training/rosters/enrol-trainees.ts';
import { ENTERPRISE } from '../accounts.ts';
import type { DayOf } from './office-life.ts';

export const TRADE = '焊工';

export type Cast = { day: DayOf; carrier: Actor; enterprise: Actor; county: Actor; city: Actor; village: Actor };
export type Chosen = { personId: string; name: string; number: string };

export const today = (services: Services): string => services.clock.today();

/** The class of the order: finished, certified, most of it at work, shown by papers of different strength. */
export async function finished(
  cast: Cast,
  people: readonly Chosen[],
  links: { courseId: string; purchaseId: string; orderId: string },
): Promise<void> {
  const wish = plan(cast, '焊工订单班第1期', 60, 19, { ...links, details: { industry: 'smart_manufacturing' } });
  const { classId } = await planClass(makeContext(cast.day(75), cast.carrier), wish);
  await enrol(cast, 74, classId, people);
  await steps(cast, classId, 70, ['file', 'approve', 'open']);
  const ids = await lessons(cast, classId, wish.startsOn, wish.endsOn, '实训楼201', wish.endsOn);
  await graded(cast, classId, ids, wish.endsOn, 2);
  await steps(cast, classId, 38, ['assess', 'close']);
  await certified(cast, classId);
  await contested(cast, people);
  const own = makeContext(cast.day(5), cast.carrier);
  const paper = await storeUpload(own, {
    name: '用工证明.txt',
    stream: Readable.from([Buffer.from('演示用工证明')]),
    purpose: 'upload',
  });
  const jobs = ids.slice(0, 7).map((personId, i) => ({
    personId,
    classId,
    kind: 'job' as const,
    employer: ENTERPRISE,
    employerId: cast.enterprise.institutionId!,
    beganOn: today(cast.day(20)),
    inTrade: i < 6,
    nearHome: true,
    ...(i < 3
      ? {}
      : { evidence: i < 5 ? ('employer_letter' as const) : ('insurance_record' as const), fileId: paper.fileId }),
  }));
  await recordPlacements(own, { rows: jobs });
  await keepAgency(makeContext(cast.day(120), cast.county), {
    kind: 'broker',
    name: '青堌集镇劳务经纪人苏明',
    registeredNo: 'LW-2020-007',
    validFrom: '2020-01-01',
  });
}

async function certified(cast: Cast, classId: string): Promise<void> {
  const own = makeContext(cast.day(30), cast.carrier);
  const scope = {
    institutionId: cast.carrier.institutionId!,
    occupation: TRADE,
    levelFrom: 5,
    levelTo: 4,
    validFrom: '2020-01-01',
    filedNo: '鲁评备2020-0317',
  };
  await fileBody(makeContext(cast.day(150), cast.county), scope);
  const day = today(cast.day(33));
  const { sessionIds } = await planBacklog(own, {
    classIds: [classId],
    occupation: TRADE,
    level: 5,
    room: '实训楼考场',
    capacity: 30,
    days: [day],
  });
  for (const sessionId of sessionIds) {
    const seated = await transactionAs(own.db, 'system', (tx) =>
      tx.selectFrom('assessment_candidate').select('person_id').where('session_id', '=', sessionId).execute(),
    );
    const rows = seated.map((s) => ({
      personId: s.person_id,
      result: '合格' as const,
      audience: 'migrant_worker' as const,
    }));
    await recordAssessment(own, { sessionId, rows });
    await issueCertificates(own, { sessionId, issuedOn: today(cast.day(30)) });
  }
}

/** A contest of the trade with its ranks, still open: no law of that year says which ranks lead to a certificate. */
async function contested(cast: Cast, people: readonly Chosen[]): Promise<void> {
  const own = makeContext(cast.day(10), cast.carrier);
  const heldOn = today(cast.day(12));
  const { contestId } = await keepContest(own, { name: '曹县焊工职业技能竞赛', occupation: TRADE, heldOn });
  const rows = people.slice(0, 5).map((p, i) => ({ name: p.name, idNumber: p.number, rank: i + 1 }));
  await recordRanks(own, { contestId, rows });
}

/** A second class wrote the same room and trainer at the same hours: found when it was assessed. */
export async function clashing(cast: Cast, people: readonly Chosen[]): Promise<void> {
  const wish = plan(cast, '焊工第2期', 55, 5, { details: { industry: 'smart_manufacturing' } });
  const { classId } = await planClass(makeContext(cast.day(70), cast.carrier), wish);
  await enrol(cast, 69, classId, people);
  await steps(cast, classId, 66, ['file', 'approve', 'open']);
  const ids = await lessons(cast, classId, wish.startsOn, wish.endsOn, '实训楼201', wish.endsOn);
  await graded(cast, classId, ids, wish.endsOn, 0);
  await steps(cast, classId, 40, ['assess']);
}

export async function running(
  cast: Cast,
  people: readonly Chosen[],
  links: { courseId: string; purchaseId: string },
): Promise<void> {
  const wish = plan(cast, '养老护理员第1期', 8, 19, {
    ...links,
    trade: '养老护理员',
    place: '教学楼103',
    teacher: '白雪梅',
    details: { industry: 'elderly_home_care' },
  });
  const { classId } = await planClass(makeContext(cast.day(25), cast.carrier), wish);
  await enrol(cast, 24, classId, people);
  await steps(cast, classId, 20, ['file', 'approve', 'open']);
  await lessons(cast, classId, wish.startsOn, wish.endsOn, '教学楼103', today(cast.day(1)));
}

/** A plan that begins so many days ago (negative: ahead) and lasts so many. */
export function plan(
  cast: Cast,
  name: string,
  ago: number,
  lasts: number,
  more: Partial<Parameters<typeof planClass>[1]> = {},
) {
  const startsOn = addDays(plainDate(today(cast.day(0))), -ago);
  const base = {
    name,
    kind: 'employment',
    trade: TRADE,
    startsOn,
    endsOn: addDays(startsOn, lasts - 1),
    hours: 80,
    capacity: 30,
    place: '实训楼201',
    teacher: '焦建国',
  };
  return { ...base, ...more };
}

export async function enrol(cast: Cast, ago: number, classId: string, people: readonly Chosen[]): Promise<void> {
  const entered = people.map((p) => ({ name: p.name, idNumber: p.number }));
  await enrolTrainees(makeContext(cast.day(ago), cast.carrier), { classId, people: entered });
}

async function steps(cast: Cast, classId: string, ago: number, actions: readonly ClassAction[]): Promise<void> {
  for (const action of actions) {
    const actor = action === 'approve' || action === 'close' ? cast.county : cast.carrier;
    await actOnClass(makeContext(cast.day(ago), actor), { classId, action });
  }
}

/** Lessons on the working days of a span, attended by all but a few, confirmed until a day. */
async function lessons(
  cast: Cast,
  classId: string,
  from: string,
  to: string,
  room: string,
  until: string,
): Promise<string[]> {
  const own = makeContext(cast.day(0), cast.carrier);
  const { sessionIds } = await fillTimetable(own, {
    classId,
    from,
    to,
    begins: '08:30',
    ends: '11:30',
    room,
    trainer: '焦建国',
  });
  const { rows, held } = await transactionAs(own.db, 'system', async (tx) => ({
    rows: await tx
      .selectFrom('training_participation')
      .select('person_id')
      .where('class_id', '=', classId)
      .where('known_to', 'is', null)
      .orderBy('person_id')
      .execute(),
    held: await tx
      .selectFrom('training_session')
      .select(['session_id', 'held_on'])
      .where('session_id', 'in', sessionIds)
      .orderBy('held_on')
      .execute(),
  }));
  const ids = rows.map((r) => r.person_id);
  for (const [i, lesson] of held.filter((l) => l.held_on <= until).entries()) {
    const present = ids.filter((_, n) => (n * 5 + i * 3) % 17 !== 0).map((personId) => ({ personId }));
    await takeAttendance(own, { sessionId: lesson.session_id, source: 'sheet', present });
    await confirmLesson(own, { sessionId: lesson.session_id });
  }
  return ids;
}

async function graded(
  cast: Cast,
  classId: string,
  ids: readonly string[],
  resultOn: string,
  failing: number,
): Promise<void> {
  const rows = ids.map((personId, i) => ({
    personId,
    result: i < ids.length - failing ? ('合格' as const) : ('不合格' as const),
    resultOn,
    satisfaction: 4 + (i % 2),
  }));
  await recordResults(makeContext(cast.day(0), cast.carrier), { classId, rows });
}
