import { sql } from 'kysely';
import { insertUser, loadActor, type RoleName } from '../../../organizations/index.ts';
import { makeDelegation } from '../../../organizations/units/make-delegation.ts';
import { alertOverdueHandovers, flushReads, recordWish } from '../../../people/index.ts';
import { closeTask } from '../../../people/person/close-task.ts';
import { handOverWishes } from '../../../people/wishes/hand-over-wishes.ts';
import { openPerson } from '../../../people/person/open-person.ts';
import { receiveWishes } from '../../../people/wishes/receive-wishes.ts';
import { unmaskPerson } from '../../../people/person/unmask-person.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { decidedSetting } from '../decided-setting.ts';
import { liaisonAndSurveys } from './liaison-and-surveys.ts';
import { monitoringAndPublicity } from './monitoring.ts';
import { listLife } from '../cases/list-life.ts';
import { FOCUS } from '../places.ts';
import { returnedCases } from '../cases/returned-cases.ts';
import { officeActor } from '../units.ts';

/** A day of the demonstration's past, `ago` days before its today at an hour of the clock in China. */
export type DayOf = (ago: number, hour?: number) => Services;

/**
 * What offices leave behind beside the cases: colleagues who stand in for one another, wishes handed over and acknowledged, a later list of
 * the clerk's village, changes in families, a list with problems still open, and who has read whose file. All by the product's own verbs on
 * earlier days.
 */
export async function officeLife(services: Services): Promise<void> {
  const day = dayOf(services);
  await colleagues(services, day);
  await handovers(day);
  await listLife(services, day);
  await returnedCases(services, day);
  await liaisonAndSurveys(services, day);
  await monitoringAndPublicity(services, day);
  await readers(services, day);
}

/** The demonstration's services as of so many days ago. */
export function dayOf(services: Services): DayOf {
  const today = new Date(`${services.clock.today()}T00:00:00+08:00`).getTime();
  return (ago, hour = 10) => {
    const clock = fixedClock(new Date(today - ago * 86_400_000 + hour * 3_600_000).toISOString());
    return { ...services, clock, db: { ...services.db, today: () => clock.today() } };
  };
}

const COLLEAGUES: readonly { of: string; username: string; name: string; role: RoleName }[] = [
  { of: 'xiang-renshe', username: 'xiang-renshe-b', name: '魏红', role: 'township_hr_officer' },
  { of: 'xian-renshe', username: 'xian-renshe-b', name: '傅文静', role: 'county_hr_officer' },
  { of: 'shi-renshe', username: 'shi-renshe-b', name: '乔立新', role: 'city_hr_officer' },
];

/** Two at a desk: AB角 now, coming and over. */
async function colleagues(services: Services, day: DayOf): Promise<void> {
  await transactionAs(services.db, 'system', async (tx) => {
    for (const { of, username, name, role } of COLLEAGUES) {
      const post = await tx
        .selectFrom('role_assignment as r')
        .innerJoin('auth_user as u', 'u.id', 'r.user_id')
        .innerJoin('auth_account as a', 'a.user_id', 'u.id')
        .select(['r.unit_id', 'a.password'])
        .where('u.username', '=', of)
        .executeTakeFirst();
      const known = await tx.selectFrom('auth_user').select('id').where('username', '=', username).executeTakeFirst();
      if (!post?.password || known) continue;
      const now = new Date('2020-01-02T01:00:00Z');
      await insertUser(tx, {
        userId: `demo-${username}`,
        username,
        name,
        passwordHash: post.password,
        mustChange: false,
        now,
      });
      await tx
        .insertInto('role_assignment')
        .values({
          user_id: `demo-${username}`,
          unit_id: post.unit_id,
          role,
          valid_from: '2016-01-01',
          assigned_by: 'demo',
        })
        .execute();
    }
  });
  const asked = async (
    ago: number,
    from: string,
    to: string,
    span: [number, number],
    reason: string,
  ): Promise<void> => {
    const giver = await account(services, from);
    const taker = await account(services, to);
    if (!giver || !taker) return;
    const on = (days: number) => day(-days).clock.today();
    await makeDelegation(makeContext(day(ago), giver), {
      kind: 'stand_in',
      toUser: taker.userId,
      validFrom: on(span[0]),
      validTo: on(span[1]),
      reason,
    });
  };
  await asked(60, 'xiang-renshe', 'xiang-renshe-b', [-57, -45], '年休假');
  await asked(5, 'xiang-renshe-b', 'xiang-renshe', [-4, 10], '参加省厅业务培训');
  await asked(1, 'xian-renshe', 'xian-renshe-b', [13, 18], '外出督导检查');
  await asked(120, 'shi-renshe-b', 'shi-renshe', [-118, -104], '住院治疗');
}

/** The actor an account is on the demonstration's day; null where the account was not made. */
export async function account(services: Services, username: string): Promise<Actor | null> {
  const user = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('auth_user').select('id').where('username', '=', username).executeTakeFirst(),
  );
  return user ? loadActor(services.db, user.id, null, services.clock.today()) : null;
}

/** Wishes: late in spring until the county set a limit, handed over and acknowledged in summer, a second list under way, new ones waiting. */
async function handovers(day: DayOf): Promise<void> {
  const year = Number(day(0).clock.today().slice(0, 4));
  const poverty = await officeActor(day(0), FOCUS.county, 'poverty', 'county_poverty_officer');
  const hr = await officeActor(day(0), FOCUS.county, 'hr', 'county_hr_officer');
  const as = (ago: number, actor: Actor): Context => makeContext(day(ago), actor);
  await decidedSetting(day(40), 'poverty', {
    divisionCode: FOCUS.county,
    key: 'days.wish_handover',
    value: 10,
    validFrom: day(40).clock.today(),
    legalSource: '曹扶贫办发〔2020〕12号（演示）',
    reason: '明确意愿信息移交时限',
  });
  await alertOverdueHandovers(makeContext(day(22), null));
  const first = await handOverWishes(as(21, poverty), { countyCode: FOCUS.county, year });
  await receiveWishes(as(20, hr), first);
  await closeAlert(as(20, poverty));
  const asked = await lateWishes(day, year);
  if (asked === 0) return;
  await handOverWishes(as(4, poverty), { countyCode: FOCUS.county, year });
  await lateWishes(day, year);
}

async function closeAlert(ctx: Context): Promise<void> {
  const tasks = await transactionAs(ctx.db, 'system', (tx) =>
    tx
      .selectFrom('task')
      .select('task_id')
      .where('kind', '=', 'wish_handover_overdue')
      .where('division_code', '=', FOCUS.county)
      .execute(),
  );
  const actor = { ...ctx.actor!, permissions: new Set([...ctx.actor!.permissions, 'tasks.close']) };
  for (const { task_id } of tasks)
    await closeTask({ ...ctx, actor }, { taskId: task_id, outcome: '已移交县人社局并签收', dismiss: false });
}

/** Four people of one village of the township, asked some days ago by their own clerk. */
async function lateWishes(day: DayOf, year: number): Promise<number> {
  const people = await transactionAs(day(0).db, 'system', async (tx) => {
    const { rows } = await sql<{ personId: string; villageCode: number }>`
      with free as (select p.person_id, p.village_code from person p join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
        where p.village_code > ${FOCUS.township + 205} and p.village_code < ${FOCUS.township + 1000} and c.in_school = '非在校生' and c.education in ('初中', '高中')
          and not exists (select 1 from wish w where w.person_id = p.person_id and w.year = ${year}))
      select person_id as "personId", village_code as "villageCode" from free
      where village_code = (select village_code from free group by 1 order by count(*) desc, 1 limit 1) order by 1 limit 4`.execute(
      tx,
    );
    return rows;
  });
  for (const [i, { personId, villageCode }] of people.entries()) {
    const clerk = await officeActor(day(0), villageCode, 'village', 'village_clerk');
    await recordWish(makeContext(day(6 - (i % 2)), clerk), {
      personId,
      year,
      study: i % 2 === 0,
      train: i % 2 === 1,
      trade: i % 2 === 1 ? '电工' : null,
      askedBy: '驻村工作队',
      askedOn: day(7).clock.today(),
    });
  }
  return people.length;
}

const READS: readonly [username: string, ago: number, purpose: string | null][] = [
  ['cun', 19, null],
  ['xiang-fupin', 16, '核对户籍信息'],
  ['xiang-renshe', 16, null],
  ['xian-renshe', 9, '审核材料与号码不清'],
  ['shi-renshe', 8, null],
  ['xuexiao', 6, '联系报到'],
];

/** Offices along the route open the files of those they handle, some of them with a reason to see the whole number. */
async function readers(services: Services, day: DayOf): Promise<void> {
  for (const [username, ago, purpose] of READS) {
    const actor = await account(services, username);
    if (!actor) continue;
    const ctx = makeContext(day(ago, 14), actor);
    const people = await handledBy(ctx, actor);
    for (const { person_id } of people) await openPerson(ctx, { personId: person_id });
    const asked = people[0];
    if (asked && purpose !== null && actor.permissions.has('people.unmask'))
      await unmaskPerson(ctx, { personId: asked.person_id, field: 'id_number', purpose });
    await flushReads(ctx.db);
  }
}

/** A dozen applicants whose files the office could see on that day: the school's, or those of the township where the demonstration's families live. */
async function handledBy(ctx: Context, actor: Actor): Promise<{ person_id: string }[]> {
  return transactionAs(ctx.db, actor, (tx) => {
    const query = tx
      .selectFrom('application as a')
      .innerJoin('person as p', 'p.person_id', 'a.person_id')
      .select('p.person_id')
      .orderBy('a.village_code')
      .orderBy('p.person_id')
      .limit(12);
    return actor.institutionId === null
      ? query
          .where('a.village_code', '>', FOCUS.township)
          .where('a.village_code', '<', FOCUS.township + 1000)
          .execute()
      : query.where('a.institution_id', '=', actor.institutionId).execute();
  });
}
