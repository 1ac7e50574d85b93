import { sql } from 'kysely';
import pg from 'pg';
import type { Entry } from '../../../catalogue/index.ts';
import { applications } from '../../../enrolment/builders.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { demoCities, FOCUS } from '../places.ts';
import { idFrom } from '../units.ts';
import { applicationsOf, candidatesOf, type Candidate, type DemoCase } from './cases.ts';
import { completeCases, nameHistories } from './complete-cases.ts';
import { laterRoute, type LateCase } from './later-route.ts';

/**
 * Wishes and cases at every stage: first those that county, city and schools have carried on, by the product's verbs, then those that still wait at village and township.
 * Finished in one go or begun again: a half-made stage is emptied first.
 */
export async function demoCases(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  await forgetCases(services);
  const pairs = await transactionAs(services.db, 'system', (tx) => choices(tx, year));
  const all: DemoCase[] = [];
  for (const city of await transactionAs(services.db, 'system', demoCities)) {
    const people = await transactionAs(services.db, 'system', (tx) =>
      candidatesOf(tx, city.code, services.clock.today()),
    );
    await wishes(services, people, year);
    const elsewhere = pairs.get(city.code === FOCUS.city ? FOCUS.neighbour : FOCUS.city);
    all.push(...applicationsOf(people, pairs.get(city.code) ?? [], services.clock.now(), year, elsewhere));
  }
  await laterRoute(
    services,
    await made(
      services,
      all.filter((c) => c.late),
    ),
  );
  await made(
    services,
    all.filter((c) => !c.late),
  );
  await nameHistories(services);
}

async function made(services: Services, list: readonly DemoCase[]): Promise<LateCase[]> {
  const house = { as: () => makeContext(services, null) };
  const result: LateCase[] = [];
  for (let i = 0; i < list.length; i += 500) {
    const part = list.slice(i, i + 500);
    const stored = await applications(
      house,
      part.map((c) => c.spec),
    );
    await completeCases(services, stored);
    stored.forEach((a, n) =>
      result.push({
        id: a.application_id,
        county: a.county_code,
        city: a.city_code,
        school: a.institution_id ?? '',
        target: part[n]!.target,
      }),
    );
  }
  return result;
}

/** Empties what an interrupted load of this stage left; the demonstration holds nothing else yet. */
async function forgetCases(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query(`truncate wish, application, application_event, application_review, application_paper, village_batch, county_batch, admission, school_notice,
      admission_letter, seat_use, student_status, student_event, benefit_line, policy_decision, access_grant, message, number_counter`);
  } finally {
    await client.end();
  }
}

async function choices(
  tx: Tx,
  year: number,
): Promise<Map<number, (Entry & { versionId: string; cityCode: number })[]>> {
  const rows = await tx
    .selectFrom('catalogue_entry as e')
    .innerJoin('catalogue_version as v', 'v.version_id', 'e.version_id')
    .selectAll('e')
    .select('v.city_code')
    .where('v.year', '=', year)
    .where('v.state', '=', 'published')
    .where('e.designated', '=', true)
    .where('e.state', '=', 'open')
    .where('e.programme_seats', 'is', null)
    .orderBy('e.entry_key')
    .execute();
  const byCity = new Map<number, (Entry & { versionId: string; cityCode: number })[]>();
  for (const r of rows) {
    const list = byCity.get(r.city_code) ?? [];
    list.push({
      entryKey: r.entry_key,
      versionId: r.version_id,
      institutionId: r.institution_id,
      schoolName: r.school_name,
      major: r.major,
      level: r.level,
      base: r.base,
      years: Number(r.years),
      cityCode: r.city_code,
    } as Entry & { versionId: string; cityCode: number });
    byCity.set(r.city_code, list);
  }
  return byCity;
}

async function wishes(services: Services, people: readonly Candidate[], year: number): Promise<void> {
  const rows = people
    .filter((p) => p.wish !== null)
    .map((p) => ({
      person_id: p.personId,
      village_code: p.villageCode,
      year,
      study: p.wish === 'study',
      train: p.wish === 'train',
      refusal_reason: p.wish === 'none' ? '外出务工' : null,
      asked_on: p.askedOn,
    }));
  await transactionAs(services.db, 'system', async (tx) => {
    await sql`insert into wish (person_id, wish_id, village_code, year, study, train, refusal_reason, asked_by, asked_on, source, recorded_by, recorded_at)
      select r.person_id, ${idFrom(sql`'wish ' || r.person_id`)}, r.village_code, r.year, r.study, r.train, r.refusal_reason, '驻村工作队', r.asked_on, 'entered', 'demo',
        r.asked_on + time '10:00' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, village_code bigint, year int, study bool, train bool,
        refusal_reason text, asked_on date) on conflict do nothing`.execute(tx);
  });
}
