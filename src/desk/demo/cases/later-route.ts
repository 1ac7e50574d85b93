import { sql } from 'kysely';
import { acceptCountyBatch } from '../../../enrolment/county/accept-county-batch.ts';
import { admitApplications } from '../../../enrolment/city/admit-applications.ts';
import { compileCountyBatch } from '../../../enrolment/county/compile-county-batch.ts';
import { confirmCountyBatch } from '../../../enrolment/county/confirm-county-batch.ts';
import { issueLetters } from '../../../enrolment/admitted/issue-letters.ts';
import { markNoShow } from '../../../enrolment/admitted/mark-no-show.ts';
import { markReported } from '../../../enrolment/admitted/mark-reported.ts';
import { notifySchools } from '../../../enrolment/city/notify-schools.ts';
import { sendCountyBatch } from '../../../enrolment/county/send-county-batch.ts';
import { HELD_BY, type ApplicationState } from '../../../enrolment/index.ts';
import { decideBenefits, registerStatus } from '../../../students/index.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { officeActor, schoolActor } from '../units.ts';

export type LateCase = { id: string; county: number; city: number; school: string; target: ApplicationState };

/** What each state includes, from the county's batch on. */
const ORDER: readonly ApplicationState[] = [
  'city_accepted',
  'admitted',
  'school_notified',
  'letter_issued',
  'reported',
  'status_registered',
  'benefits_active',
];
const AT_ONCE = 50;
const LANES = 4;

const reaches = (c: LateCase, state: ApplicationState): boolean =>
  c.target === 'no_show'
    ? ORDER.indexOf(state) <= ORDER.indexOf('letter_issued')
    : ORDER.indexOf(c.target) >= ORDER.indexOf(state);

/**
 * Carries cases that their townships passed on to where they stand in the demonstration, by the product's own verbs and on earlier days, so that batches, numbers,
 * notices, letters, rolls and the audit trail are exactly what offices would have left.
 */
export async function laterRoute(services: Services, cases: readonly LateCase[]): Promise<void> {
  const day = (ago: number): Services => {
    const at = new Date(services.clock.now().getTime() - ago * 86_400_000).toISOString();
    const clock = fixedClock(at);
    return { ...services, clock, db: { ...services.db, today: () => clock.today() } };
  };
  await inLanes([...Map.groupBy(cases, (c) => c.county).entries()], ([county, list]) =>
    countyToCity(day(20), county, list[0]!.city),
  );
  await inLanes([...Map.groupBy(cases, (c) => c.city).entries()], async ([city, list]) => {
    const admit = day(13);
    const hr = await officeActor(admit, city, 'hr', 'city_hr_officer');
    const later = list.filter((c) => reaches(c, 'school_notified'));
    for (const ids of chunks(later)) await admitApplications(makeContext(admit, hr), { ids });
    if (later.length > 0) await notifySchools(makeContext(day(11), hr), {});
    const waiting = list.filter((c) => reaches(c, 'admitted') && !reaches(c, 'school_notified'));
    for (const ids of chunks(waiting)) await admitApplications(makeContext(day(3), hr), { ids });
  });
  await inLanes(
    [
      ...Map.groupBy(
        cases.filter((c) => reaches(c, 'letter_issued')),
        (c) => c.school,
      ).entries(),
    ],
    ([school, list]) => schoolYear(services, day, school, list),
  );
}

async function countyToCity(services: Services, county: number, city: number): Promise<void> {
  const hr = makeContext(services, await officeActor(services, county, 'hr', 'county_hr_officer'));
  const poverty = makeContext(services, await officeActor(services, county, 'poverty', 'county_poverty_officer'));
  const batch = await compileCountyBatch(hr, {});
  await confirmCountyBatch(hr, batch);
  await confirmCountyBatch(poverty, batch);
  const sent = await sendCountyBatch(hr, batch);
  await acceptCountyBatch(makeContext(services, await officeActor(services, city, 'hr', 'city_hr_officer')), {
    ...batch,
    ...sent,
    lines: batch.lines,
  });
}

async function schoolYear(
  services: Services,
  day: (ago: number) => Services,
  school: string,
  list: readonly LateCase[],
): Promise<void> {
  const actor = await schoolActor(services, school);
  const ctx = (ago: number): Context => makeContext(day(ago), actor);
  const reportBy = services.clock.today();
  for (const ids of chunks(await stillAt(services, list, 'school_notified')))
    await issueLetters(ctx(8), { ids, delivery: 'village', reportBy, reportPlace: '学校教学楼一楼大厅' });
  for (const ids of chunks(list.filter((c) => c.target === 'no_show')))
    await markNoShow(ctx(0), { ids, reason: '已外出务工，电话确认不来报到' });
  const reported = list.filter((c) => reaches(c, 'reported'));
  for (const ids of chunks(reported)) await markReported(ctx(2), { ids, reportedOn: day(2).clock.today() });
  for (const c of reported.filter((r) => reaches(r, 'status_registered')))
    await registerStatus(ctx(1), {
      applicationId: c.id,
      enrolledOn: day(1).clock.today(),
      boarding: c.id.charCodeAt(35) % 3 !== 0,
    });
  const decided = await statusesOf(
    services,
    reported.filter((c) => c.target === 'benefits_active'),
  );
  for (const ids of chunks(decided.map((id) => ({ id })))) await decideBenefits(ctx(0), { ids });
}

/** Those of the list that an admission really brought there: blocked ones went to reselection. */
async function stillAt(services: Services, list: readonly LateCase[], state: ApplicationState): Promise<LateCase[]> {
  const rows = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('application')
      .select('application_id')
      .where('state', '=', state)
      .where(
        'application_id',
        'in',
        list.map((c) => c.id),
      )
      .execute(),
  );
  const there = new Set(rows.map((r) => r.application_id));
  return list.filter((c) => there.has(c.id));
}

async function statusesOf(services: Services, list: readonly LateCase[]): Promise<string[]> {
  if (list.length === 0) return [];
  return transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      id: string;
    }>`select status_id as id from student_status where application_id = any(${list.map((c) => c.id)}::uuid[])`.execute(
      tx,
    );
    return rows.map((r) => r.id);
  });
}

function chunks(list: readonly { id: string }[]): string[][] {
  const ids = list.map((c) => c.id);
  return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) => ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

async function inLanes<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** States that {@link laterRoute} reaches, all held by the city, a school or nobody. */
export function isLate(state: ApplicationState): boolean {
  return ORDER.includes(state) || (state === 'no_show' && HELD_BY[state] === 'none');
}
