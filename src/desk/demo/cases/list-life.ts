import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { publishedRegister } from '../../../people/builders.ts';
import { receiveList } from '../../../people/index.ts';
import { recordPersonEvent } from '../../../people/person/record-person-event.ts';
import { resolveProblem } from '../../../people/lists/resolve-problem.ts';
import type { RegisterRow } from '../../../people/index.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { runJob } from '../../../platform/jobs.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import type { DayOf } from '../life/office-life.ts';
import { FOCUS } from '../places.ts';
import { villagePeople, type DemoVillage } from '../population.ts';
import { officeActor } from '../units.ts';

const REGISTER_DAY = '2020-06-20';

/** What happens to lists and families after the county's list of the year. */
export async function listLife(services: Services, day: DayOf): Promise<void> {
  const village = await transactionAs(services.db, 'system', clerksVillage);
  await laterList(services, day, village);
  await familyEvents(services, day, village);
  await listWithProblems(day, village);
}

async function clerksVillage(tx: Tx): Promise<DemoVillage> {
  const { rows } =
    await sql<DemoVillage>`select code, name, '曹县' as "countyName", '青堌集镇' as "townshipName" from division
    where parent_code = ${FOCUS.township} and level = 'village' and valid_to is null order by code limit 1`.execute(tx);
  return rows[0]!;
}

/** A complete list of the clerk's village in August, on which three grown-ups of June are missing: tasks to verify, no exits. */
async function laterList(services: Services, day: DayOf, village: DemoVillage): Promise<void> {
  const { n } = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('person')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('village_code', '=', village.code)
      .executeTakeFirstOrThrow(),
  );
  const rows = villagePeople(village, n, REGISTER_DAY, 4);
  const gone = new Set(rows.filter((r) => bornBefore(r, 1965) && r.relation !== '户主').slice(0, 3));
  const listDate = day(12).clock.today();
  const house = { as: () => makeContext(day(12), null) };
  const { listId } = await publishedRegister(
    house,
    rows.filter((r) => !gone.has(r)),
    { areaCode: village.code, listDate },
  );
  const county = await officeActor(services, FOCUS.county, 'poverty', 'county_poverty_officer');
  await transactionAs(services.db, 'system', (tx) =>
    sql`update source_list set sender_unit_id = ${county.unitId}, sender_name = ${county.unitName}, file_name = ${`${village.name}帮扶对象信息（8月核对）.xlsx`},
      sha256 = md5(list_id::text) || md5(file_name) where list_id = ${listId}`.execute(tx),
  );
}

function bornBefore(row: RegisterRow, year: number): boolean {
  return row.idNumber !== null && Number(row.idNumber.slice(6, 10)) < year;
}

/** A death, a family that divides and a marriage in the clerk's village, recorded by the clerk. */
async function familyEvents(services: Services, day: DayOf, village: DemoVillage): Promise<void> {
  const people = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{ personId: string; householdId: string }>`
      select p.person_id as "personId", p.household_id as "householdId" from person p
        join person_status c on c.person_id = p.person_id and c.known_to is null and c.valid_to is null
      where p.village_code = ${village.code} and p.birth < ${`${Number(REGISTER_DAY.slice(0, 4)) - 32}-01-01`} and c.relation <> '户主'
        and not exists (select 1 from application a where a.person_id = p.person_id)
        and not exists (select 1 from person_event e where e.person_id = p.person_id) order by p.birth, p.person_id`.execute(
      tx,
    );
    return rows;
  });
  const [oldest, ...others] = people;
  const [splitter, bride] = others.toReversed();
  const clerk = await officeActor(services, village.code, 'village', 'village_clerk');
  if (oldest)
    await recordPersonEvent(makeContext(day(9), clerk), {
      personId: oldest.personId,
      kind: 'died',
      onDate: day(10).clock.today(),
      reason: '因病去世，已办理户口注销',
    });
  if (splitter)
    await recordPersonEvent(makeContext(day(8), clerk), {
      personId: splitter.personId,
      kind: 'household_split',
      onDate: day(15).clock.today(),
      reason: '成家后分户',
    });
  if (bride && oldest)
    await recordPersonEvent(makeContext(day(7), clerk), {
      personId: bride.personId,
      kind: 'married_in',
      onDate: day(14).clock.today(),
      reason: '结婚迁入',
      toHouseholdId: oldest.householdId,
      relation: '儿媳',
    });
}

/** A supplement as a clerk types it, checked and with most of its problems still to decide. */
async function listWithProblems(day: DayOf, village: DemoVillage): Promise<void> {
  const services = day(2, 15);
  const officer = await officeActor(services, FOCUS.county, 'poverty', 'county_poverty_officer');
  const ctx = makeContext(services, officer);
  const fileId = ctx.newId();
  const bytes = Buffer.from(supplement(village));
  const stored = await ctx.files.put(Readable.from([bytes]), bytes.length + 1, fileId);
  const name = '曹县帮扶对象补充名单（8月）.csv';
  await transactionAs(ctx.db, officer, (tx) =>
    tx
      .insertInto('stored_file')
      .values({
        file_id: fileId,
        sha256: stored.sha256,
        name,
        media_type: 'text/csv',
        size: stored.size,
        purpose: 'upload',
        unit_id: officer.unitId,
        uploaded_by: officer.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute(),
  );
  const { listId, jobId } = await receiveList(ctx, {
    fileId,
    kind: 'assisted_register',
    coverage: 'supplement',
    areaCode: FOCUS.county,
    listDate: services.clock.today(),
  });
  // The worker could not run it later: nobody signs in as this officer.
  await runJob(services, async () => officer, jobId!);
  const open = await transactionAs(ctx.db, 'system', (tx) =>
    tx
      .selectFrom('import_problem')
      .select('seq')
      .where('list_id', '=', listId)
      .where('decision', '=', 'review')
      .where('code', '=', 'sex_mismatch')
      .executeTakeFirst(),
  );
  if (open) await resolveProblem(ctx, { listId, seq: open.seq, resolution: 'accepted', note: '已与派出所核对' });
}

const HEADINGS = [
  '序号',
  '乡（镇）',
  '行政村',
  '户编号',
  '户主',
  '姓名',
  '与户主关系',
  '性别',
  '民族',
  '证件号码',
  '联系电话',
  '户类型',
  '识别时间',
  '文化程度',
  '在校生状况',
  '联系人工号',
];

/** Forty people nobody has listed yet, with the slips of typing that lists have. */
function supplement(village: DemoVillage): string {
  const people = villagePeople({ ...village, code: village.code + 600_000 }, 40, REGISTER_DAY, 2);
  const lines = people.map((p, i) => {
    const number = p.idNumber ?? '';
    const cells: (string | number)[] = [
      i + 1,
      village.townshipName,
      i % 13 === 4 ? '龙王庙' : i % 3 === 0 ? village.name.replace('民委员会', '') : village.name,
      `${FOCUS.township / 1000}9${p.householdNo!.slice(-4)}`,
      p.headName ?? '',
      i % 11 === 3 ? `${p.name.slice(0, 1)} ${p.name.slice(1)}` : p.name,
      p.relation === '之子' ? '儿子' : (p.relation ?? ''),
      i % 17 === 6 ? (p.sex === '男' ? '女' : '男') : (p.sex ?? ''),
      i % 2 === 0 ? '汉' : '汉族',
      i % 9 === 2 ? `${number.slice(0, 17)}${number.endsWith('5') ? '6' : '5'}` : i % 19 === 7 ? '' : number,
      i % 7 === 1 ? (p.phone ?? '').slice(0, 10) : (p.phone ?? ''),
      i % 4 === 1 ? '一般户' : p.householdTypes.join('、'),
      i % 10 === 5 ? '20.6.31' : '2020-06-30',
      i % 8 === 6 ? '初中/高中' : (p.education ?? ''),
      p.inSchool ?? '',
      `G${String(100 + (i % 5))}`,
    ];
    return cells.join(',');
  });
  return `${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`;
}
