import { aPerson, publishedRegister, A_VILLAGE } from '../people/builders.ts';
import { openPeopleHouse, uploaded } from '../people/testing-house.ts';
import type { RegisterRow } from '../people/index.ts';
import type { Actor, Context } from '../platform/context.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import type { TestHouse } from '../testing/context.ts';
import { loadLaw } from '../testing/sample-city.ts';
import { takeAttendance, confirmLesson } from './attendance/take-attendance.ts';
import { planLessons } from './attendance/plan-lessons.ts';
import { actOnClass } from './classes/act-on-class.ts';
import { planClass } from './classes/plan-class.ts';
import { recordResults } from './classes/record-results.ts';
import type { PlanClass } from './classes/schema.ts';
import { approveScope } from './lists/list-course.ts';
import { enrolTrainees } from './rosters/enrol-trainees.ts';

/** Somebody at an institution, an enterprise or a school of the tests. */
export const at = (institutionId: string, role: 'training_officer' | 'enterprise_officer' | 'school_officer'): Actor =>
  anActor(role, PLACES.county, {
    level: 'institution',
    line: role === 'school_officer' ? 'school' : 'institution',
    areas: [],
    institutionId,
    unitId: unitOf(institutionId),
  });

/** The unit of an institution of the tests, by the institution's own identifier. */
const unitOf = (institutionId: string): string =>
  `${institutionId.slice(0, -1)}${institutionId.endsWith('0') ? '1' : '0'}`;

export const county = anActor('county_hr_officer', PLACES.county);
export const otherCounty = anActor('county_hr_officer', PLACES.otherCounty);
export const city = anActor('city_hr_officer', PLACES.city);
export const village = anActor('village_clerk', A_VILLAGE, { areas: [{ lo: A_VILLAGE, hi: A_VILLAGE + 1 }] });

export type TrainingHouse = TestHouse & {
  /** Adds an institution of the county (or elsewhere); its trades are approved from 2016 on. */
  institution(name: string, kind?: string, place?: number, trades?: readonly string[]): Promise<string>;
};

/** A house with the divisions of 菏泽, the law of the samples, and institutions added on demand. The clock stands at 2020-09-01. */
export async function openTrainingHouse(): Promise<TrainingHouse> {
  const house = await openPeopleHouse();
  await loadLaw(house);
  const institution: TrainingHouse['institution'] = async (
    name,
    kind = 'training_institution',
    place = PLACES.county,
    trades = ['焊工'],
  ) => {
    const id = house.as(null).newId();
    await house.owner(
      `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, $2, $3, $4, '2016-01-01')`,
      [id, kind, name, place],
    );
    await house.owner(
      `insert into unit (unit_id, level, line, name, division_code, institution_id, valid_from) values ($1, 'institution', $2, $3, $4, $5, '2016-01-01')`,
      [unitOf(id), kind === 'technical_school' ? 'school' : 'institution', name, place, id],
    );
    const office = anActor('city_hr_officer', PLACES.city, { areas: [{ lo: 0, hi: 1_000_000_000_000 }] });
    for (const trade of trades)
      await approveScope(house.as(office), { institutionId: id, trade, validFrom: '2016-01-01' });
    return id;
  };
  return Object.assign(house, { institution });
}

/** Invented people of the register, published; `rows` as written, `personIds` in their order. */
export async function registered(
  house: TestHouse,
  count: number,
  more: (i: number) => Parameters<typeof aPerson>[0] = () => ({}),
): Promise<{ rows: RegisterRow[]; personIds: string[] }> {
  const rows = Array.from({ length: count }, (_, i) => aPerson({ birth: '1985-03-02', ...more(i) }));
  const published = await publishedRegister(house, rows, { coverage: 'supplement' });
  return { rows, personIds: rows.map((r) => published.idOf(r)) };
}

/** Invented people of no register, as an institution enters them. */
export function strangers(count: number): { name: string; idNumber: string }[] {
  return Array.from({ length: count }, () => aPerson({ birth: '1986-07-08' })).map((r) => ({
    name: r.name!,
    idNumber: r.idNumber!,
  }));
}

export const entered = (rows: readonly RegisterRow[]) =>
  rows.map((r) => ({ name: r.name!, idNumber: r.idNumber!, phone: r.phone ?? undefined }));

export const aPlan = (more: Partial<PlanClass> = {}): PlanClass => ({
  name: '焊工第1期',
  kind: 'employment',
  trade: '焊工',
  startsOn: '2020-06-01',
  endsOn: '2020-06-05',
  hours: 20,
  capacity: 100,
  ...more,
});

export type ClassMade = { classId: string; personIds: string[]; sessionIds: string[] };
export type ClassWish = {
  plan?: Partial<PlanClass>;
  people?: readonly { name: string; idNumber: string }[];
  /** How far it goes; closed unless told. */
  until?: 'planned' | 'approved' | 'running' | 'assessed' | 'closed';
  /** How many fail, from the end of the list. */
  failing?: number;
  office?: Actor;
  lessons?: Parameters<typeof planLessons>[1]['lessons'];
  resultOn?: string;
};

/** A class brought through the product's verbs as far as wished: planned, people enrolled, opened, one lesson held by all, results, closed. */
export async function heldClass(house: TestHouse, institutionId: string, wish: ClassWish = {}): Promise<ClassMade> {
  const own = house.as(at(institutionId, 'training_officer'));
  const office = house.as(wish.office ?? city);
  const plan = aPlan(wish.plan);
  const { classId } = await planClass(own, plan);
  const people = wish.people ?? [];
  if (people.length > 0) await enrolTrainees(own, { classId, people: [...people] });
  const personIds = await rosterOf(house, classId);
  const made: ClassMade = { classId, personIds, sessionIds: [] };
  const until = wish.until ?? 'closed';
  if (until === 'planned') return made;
  await actOnClass(own, { classId, action: 'file' });
  await actOnClass(office, { classId, action: 'approve' });
  if (until === 'approved') return made;
  await actOnClass(own, { classId, action: 'open' });
  const lessons = wish.lessons ?? [
    { heldOn: plan.startsOn, from: '08:00', to: '12:00', hours: 4, room: `教室${classId.slice(-6)}` },
  ];
  made.sessionIds = (await planLessons(own, { classId, lessons })).sessionIds;
  if (until === 'running') return made;
  if (personIds.length > 0) await assessed(own, made, plan, wish);
  await actOnClass(own, { classId, action: 'assess' });
  if (until === 'closed') await actOnClass(office, { classId, action: 'close' });
  return made;
}

async function assessed(own: Context, made: ClassMade, plan: PlanClass, wish: ClassWish): Promise<void> {
  const present = made.personIds.map((personId) => ({ personId }));
  for (const sessionId of made.sessionIds) {
    await takeAttendance(own, { sessionId, source: 'sheet', present });
    await confirmLesson(own, { sessionId });
  }
  const passing = made.personIds.length - (wish.failing ?? 0);
  const rows = made.personIds.map((personId, i) => ({
    personId,
    result: i < passing ? ('合格' as const) : ('不合格' as const),
    resultOn: wish.resultOn ?? plan.endsOn,
  }));
  await recordResults(own, { classId: made.classId, rows });
}

/** The records of a class's roster in the order of their numbers on it. */
export async function rosterOf(house: TestHouse, classId: string): Promise<string[]> {
  const { rows } = await house.owner(
    `select person_id from training_participation where class_id = $1 and known_to is null order by known_from, list_row`,
    [classId],
  );
  return rows.map((r: { person_id: string }) => r.person_id);
}

/** What a refusal is called; 'done' where there was none. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string; message?: string }) => e.code ?? String(e.message),
  );

export { uploaded };
