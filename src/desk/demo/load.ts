import { sql } from 'kysely';
import pg from 'pg';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { fileWithProvince, type Entry } from '../../catalogue/index.ts';
import { receiveFiling } from '../../catalogue/filing/receive-filing.ts';
import { applications } from '../../enrolment/builders.ts';
import { publishedRegister } from '../../people/builders.ts';
import type { RegisterRow } from '../../people/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { makeContext, type Services } from '../../platform/services.ts';
import { createAccounts } from './accounts.ts';
import { applicationsOf, candidatesOf, type Candidate, type DemoCase } from './cases/cases.ts';
import { demoFamilies } from './life/families.ts';
import { importedForm } from './cases/imported-form.ts';
import { laterRoute, type LateCase } from './cases/later-route.ts';
import { officeLife } from './life/office-life.ts';
import { demoVillages, FOCUS } from './places.ts';
import { villagePeople } from './population.ts';
import { cityCatalogue } from './schools.ts';
import { completeCases, nameHistories } from './cases/complete-cases.ts';
import { demoSeason } from './life/season.ts';
import { foundPeople } from './life/found-people.ts';
import { lawOffice } from './life/law-office.ts';
import { demoDesignation } from './life/designation.ts';
import { demoFunds } from './life/funds-life.ts';
import { demoPartnerships } from './life/partnerships.ts';
import { demoRegisters } from './life/registers-life.ts';
import { demoComparison } from './life/comparison.ts';
import { demoRolls } from './life/rolls.ts';
import { demoShandong } from './life/shandong.ts';
import { schoolServices } from './life/school-services.ts';
import type { DemoStage } from './stages.ts';
import { demoIndicators } from './life/indicators.ts';
import { demoSupervision } from './life/supervision.ts';
import { demoTraining } from './life/training.ts';
import { createOffices, idFrom, officeActor } from './units.ts';

export type DemoOptions = {
  people: number;
  say: (line: string) => void;
  /** Only these stages, in their order; all of them unless told. */
  stages?: readonly DemoStage[];
};
export type DemoReport = { people: number; villages: number; applications: number; seconds: number; already: boolean };

const REGISTER_DAY = '2020-06-20';
const PER_VILLAGE = 60;

/**
 * Fills an empty installation with the demonstration province: every office of Shandong, some hundred invented schools with a published catalogue, a
 * deterministic synthetic population and cases at every stage of the route. Does nothing when it is there already. A stage that was interrupted is finished at the next start.
 */
export async function loadDemo(services: Services, options: DemoOptions): Promise<DemoReport> {
  const started = performance.now();
  const report = (extra: Omit<DemoReport, 'seconds'>): DemoReport => ({
    ...extra,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  });
  const stages: [DemoStage, string, () => Promise<void>][] = [
    ['offices', '单位与账号', () => offices(services)],
    ['catalogues', '学校与专业目录', () => catalogues(services)],
    ['registers', '帮扶对象名单', () => registers(services, options)],
    ['cases', '意愿与申请', () => cases(services)],
    [
      'schools',
      '名单导入与学校落实',
      async () => {
        await importedForm(services);
        await schoolServices(services);
      },
    ],
    ['desk', '办公记录', () => officeLife(services)],
    ['families', '家庭领取码', () => demoFamilies(services)],
    [
      'rolls',
      '学籍信息',
      async () => {
        await demoRolls(services);
        await demoComparison(services);
      },
    ],
    ['season', '报表报送', () => demoSeason(services)],
    ['law', '地方标准', () => lawOffice(services)],
    ['funds', '资金发放', () => demoFunds(services)],
    ['declared', '登记册', () => demoRegisters(services)],
    ['designation', '承担院校申报', () => demoDesignation(services)],
    ['indicators', '指标', () => demoIndicators(services)],
    ['supervision', '督导整改', () => demoSupervision(services)],
    ['training', '培训班与四单', () => demoTraining(services)],
    ['shandong', '山东技能扶贫事项', () => demoShandong(services)],
    ['partnerships', '帮扶协作', () => demoPartnerships(services)],
    ['found', '政策找人', () => foundPeople(services)],
  ];
  let did = 0;
  for (const [stage, name, run] of stages) {
    if (options.stages && !options.stages.includes(stage)) continue;
    if (await stageDone(services, name)) continue;
    options.say(`演示数据：${name} …`);
    await run();
    await refreshStatistics(services);
    await markStage(services, name);
    did += 1;
  }
  const counts = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      people: number;
      villages: number;
      applications: number;
    }>`select (select count(*) from person) as people,
      (select count(distinct village_code) from person) as villages, (select count(*) from application) as applications`.execute(
      tx,
    );
    return rows[0]!;
  });
  return report({ ...counts, already: did === 0 });
}

/** Fresh planner statistics after a bulk load; autovacuum would come too late for the next stage. */
async function refreshStatistics(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

async function stageDone(services: Services, stage: string): Promise<boolean> {
  const row = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('installation').select('key').where('key', '=', `demo ${stage}`).executeTakeFirst(),
  );
  return row !== undefined;
}

async function markStage(services: Services, stage: string): Promise<void> {
  await transactionAs(services.db, 'system', (tx) =>
    tx
      .insertInto('installation')
      .values({ key: `demo ${stage}`, value: JSON.stringify(new Date().toISOString()) })
      .onConflict((c) => c.doNothing())
      .execute(),
  );
}

async function offices(services: Services): Promise<void> {
  await transactionAs(services.db, 'system', async (tx) => {
    await createOffices(tx);
  });
  await transactionAs(services.db, 'system', (tx) => createAccounts(tx));
}

async function cities(tx: Tx): Promise<{ code: number; name: string }[]> {
  return tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('level', '=', 'city')
    .where('parent_code', '=', FOCUS.province)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
}

async function catalogues(services: Services): Promise<void> {
  const house = { as: () => makeContext(services, null) };
  const year = Number(services.clock.today().slice(0, 4));
  for (const city of await transactionAs(services.db, 'system', cities)) {
    const { n } = await transactionAs(services.db, 'system', (tx) =>
      tx
        .selectFrom('catalogue_version')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('city_code', '=', city.code)
        .executeTakeFirstOrThrow(),
    );
    if (n === 0)
      await publishedCatalogue(house, {
        cityCode: city.code,
        year,
        entries: cityCatalogue(city.code, city.name),
        publishedOn: `${year}-02-20`,
      });
  }
  await filings(services, year);
  await transactionAs(services.db, 'system', async (tx) => {
    await sql`insert into unit (unit_id, level, line, name, division_code, institution_id, valid_from)
      select ${idFrom(sql`'jiqiao unit ' || institution_id`)}, 'institution', 'school', name, location_code, institution_id, '2016-01-01' from institution
      where kind = 'technical_school' on conflict do nothing`.execute(tx);
    await createAccounts(tx);
  });
}

/** All cities but two have filed their catalogue in February, one of them after the day; the province has receipted most of them. */
async function filings(services: Services, year: number): Promise<void> {
  const list = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('catalogue_version')
      .select(['version_id', 'city_code'])
      .where('year', '=', year)
      .where('state', '=', 'published')
      .orderBy('city_code')
      .execute(),
  );
  const on = (day: string): Services => ({ ...services, clock: fixedClock(`${year}-${day}T10:00:00+08:00`) });
  const province = await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer');
  for (const [i, version] of list.entries()) {
    if (i === 3 || i === list.length - 1) continue;
    const city = await officeActor(services, version.city_code, 'hr', 'city_hr_officer');
    const filing = await fileWithProvince(makeContext(on(i === 5 ? '03-03' : `02-${20 + (i % 9)}`), city), {
      versionId: version.version_id,
    });
    if (i % 4 !== 2) await receiveFiling(makeContext(on('03-05'), province), { filingId: filing.filingId });
  }
}

/** People are published city by city through the product's own staging and publication. */
async function registers(services: Services, options: DemoOptions): Promise<void> {
  const house = { as: () => makeContext(services, null) };
  let published = 0;
  const villages = await transactionAs(services.db, 'system', (tx) => demoVillages(tx, options.people, PER_VILLAGE));
  const each = Math.ceil(options.people / villages.length);
  const focus = villages.find((v) => v.code > FOCUS.township && v.code < FOCUS.township + 1000)?.code ?? 0;
  const byCounty = new Map<number, RegisterRow[]>();
  let made = 0;
  for (const [i, village] of villages.entries()) {
    const rows = byCounty.get(village.county) ?? [];
    const count = Math.min(villageSize(village.code, each, focus), options.people - made);
    rows.push(...villagePeople(village, count, REGISTER_DAY, rows.length + 4));
    byCounty.set(village.county, rows);
    made += count;
    const next = villages[i + 1];
    if (next && next.county === village.county) continue;
    if (rows.length > 0) await publishCounty(services, house, village.county, rows);
    published += 1;
    if (published === 1 || published % 50 === 0) await refreshStatistics(services);
    byCounty.delete(village.county);
  }
}

/** The village of the demonstration's clerk is four times as large as others, its township's others half as large again. */
function villageSize(code: number, each: number, focus: number): number {
  if (code === focus) return each * 4;
  return code > FOCUS.township && code < FOCUS.township + 1000 ? Math.ceil(each * 1.5) : each;
}

async function publishCounty(
  services: Services,
  house: { as(): ReturnType<typeof makeContext> },
  county: number,
  rows: RegisterRow[],
): Promise<void> {
  const { n } = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('source_list')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('kind', '=', 'assisted_register')
      .where('area_lo', '=', county)
      .executeTakeFirstOrThrow(),
  );
  if (n > 0) return;
  const published = await publishedRegister(house, rows, { areaCode: county, listDate: REGISTER_DAY });
  await transactionAs(services.db, 'system', async (tx) => {
    await sql`update source_list s set sender_unit_id = u.unit_id, sender_name = u.name, file_name = d.name || '帮扶对象信息.xlsx', sha256 = md5(s.list_id::text) || md5(d.code::text)
      from unit u join division d on d.code = u.division_code and d.valid_to is null where s.list_id = ${published.listId} and u.division_code = ${county} and u.line = 'poverty'`.execute(
      tx,
    );
  });
}

/**
 * Wishes and cases at every stage: first those that county, city and schools have carried on, by the product's verbs, then those that still wait at village and township.
 * Finished in one go or begun again: a half-made stage is emptied first.
 */
async function cases(services: Services): Promise<void> {
  const year = Number(services.clock.today().slice(0, 4));
  await forgetCases(services);
  const pairs = await transactionAs(services.db, 'system', (tx) => choices(tx, year));
  const all: DemoCase[] = [];
  for (const city of await transactionAs(services.db, 'system', cities)) {
    const people = await transactionAs(services.db, 'system', (tx) =>
      candidatesOf(tx, city.code, services.clock.today()),
    );
    await wishes(services, people, year);
    const elsewhere = city.code === FOCUS.city ? [] : pairs.get(FOCUS.city);
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
