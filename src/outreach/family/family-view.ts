import {
  mayEdit,
  officesAt,
  STATES,
  TRANSITIONS,
  type Application,
  type ApplicationState,
} from '../../enrolment/index.ts';
import { moneyOfPeople } from '../../funds/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { CASE_WORDS } from '../look-up/case-words.ts';
import type { Session } from './family-session.ts';
import type { FamilyActLine, FamilyApplication, FamilyChoice, FamilyMember, FamilyView } from '../schema.ts';
import { membersOf } from '../slips/slip-store.ts';

/** After admission a seat is given up on paper only: it cannot be had back. */
const SEATED: readonly ApplicationState[] = ['admitted', 'school_notified', 'letter_issued'];

/** Whether the family may choose school and major itself at this step. */
export const mayChoose = (state: ApplicationState): boolean => state === 'reselect' || mayEdit(state);

/** Whether the family may withdraw on the phone at this step. */
export const mayWithdraw = (state: ApplicationState): boolean =>
  !SEATED.includes(state) && TRANSITIONS.some((t) => t.from === state && t.action === 'withdraw');

/** The persons of a session, their wishes and live applications, what may be done, and what was done on the phone before. */
export async function familyView(tx: Tx, ctx: Context, session: Session): Promise<FamilyView> {
  const year = Number(ctx.clock.today().slice(0, 4));
  const people = await membersOf(tx, session);
  const ids = people.map((p) => p.personId);
  const [office] = await officesAt(tx, {
    level: 'village',
    divisionCode: session.villageCode,
    onDate: ctx.clock.today(),
  });
  const wishes = await wishesOf(tx, ids, year);
  const applications = await liveApplications(tx, ids);
  const courses = await chosenCourses(tx, ids);
  const money = await moneyOfPeople(tx, ids);
  return {
    until: session.until.toISOString(),
    year,
    office: office ? { name: office.name, phone: office.phone } : null,
    members: people
      .map(({ personId, name }): FamilyMember => ({
        personId,
        name,
        wish: wishes.get(personId) ?? null,
        application: applications.get(personId) ?? null,
        courses: courses.get(personId) ?? [],
        money: money.get(personId) ?? [],
      }))
      .toSorted((a, b) => Number(a.application === null) - Number(b.application === null)),
    acts: await actsOf(tx, ids),
  };
}

async function wishesOf(tx: Tx, ids: readonly string[], year: number) {
  if (ids.length === 0) return new Map<string, FamilyMember['wish']>();
  const rows = await tx
    .selectFrom('wish')
    .select(['person_id', 'study', 'train', 'asked_on'])
    .where('person_id', 'in', [...ids])
    .where('year', '=', year)
    .orderBy('asked_on')
    .orderBy('recorded_at')
    .execute();
  return new Map(rows.map((w) => [w.person_id, { study: w.study, train: w.train, on: w.asked_on }]));
}

async function liveApplications(tx: Tx, ids: readonly string[]): Promise<Map<string, FamilyApplication>> {
  if (ids.length === 0) return new Map();
  const rows = (await tx
    .selectFrom('application')
    .selectAll()
    .where('person_id', 'in', [...ids])
    .where('state', 'not in', ['village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show'])
    .orderBy('created_at')
    .execute()) as Application[];
  return new Map(
    rows.map((app) => [
      app.person_id,
      {
        id: app.application_id,
        number: app.number,
        stateName: STATES[app.state],
        plain: CASE_WORDS[app.state].plain,
        school: app.school_name,
        major: app.major,
        choose: mayChoose(app.state),
        withdraw: mayWithdraw(app.state),
      },
    ]),
  );
}

async function chosenCourses(tx: Tx, ids: readonly string[]): Promise<Map<string, FamilyChoice[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('training_choice as h')
    .innerJoin('training_course as c', 'c.course_id', 'h.course_id')
    .innerJoin('institution as i', 'i.institution_id', 'h.institution_id')
    .select(['h.person_id', 'h.choice_id', 'h.chosen_on', 'h.state', 'c.title', 'i.name'])
    .where('h.person_id', 'in', [...ids])
    .where('h.state', '<>', 'withdrawn')
    .orderBy('h.chosen_on', 'desc')
    .orderBy('h.choice_id')
    .execute();
  const chosen = Map.groupBy(rows, (row) => row.person_id);
  const line = (row: (typeof rows)[number]): FamilyChoice => ({
    choiceId: row.choice_id,
    title: row.title,
    institution: row.name,
    on: row.chosen_on,
    enrolled: row.state === 'enrolled',
  });
  return new Map([...chosen].map(([personId, list]) => [personId, list.map(line)]));
}

async function actsOf(tx: Tx, ids: readonly string[]): Promise<FamilyActLine[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('family_act')
    .select(['number', 'at', 'summary', 'verdict'])
    .where('person_id', 'in', [...ids])
    .where('state', '=', 'done')
    .orderBy('at', 'desc')
    .limit(20)
    .execute();
  return rows.map((a) => ({ number: a.number, at: `${chinaDate(a.at)}`, summary: a.summary, verdict: a.verdict }));
}
