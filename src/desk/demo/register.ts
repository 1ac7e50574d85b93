import { sql } from 'kysely';
import { publishedRegister } from '../../people/builders.ts';
import type { RegisterRow } from '../../people/index.ts';
import { transactionAs } from '../../platform/db.ts';
import { makeContext, type Services } from '../../platform/services.ts';
import { demoVillages, FOCUS } from './places.ts';
import { villagePeople } from './population.ts';
import { refreshStatistics } from './statistics.ts';

const REGISTER_DAY = '2020-06-20';
const PER_VILLAGE = 60;

/** People are published city by city through the product's own staging and publication. */
export async function demoRegister(services: Services, people: number): Promise<void> {
  const house = { as: () => makeContext(services, null) };
  let published = 0;
  const villages = await transactionAs(services.db, 'system', (tx) => demoVillages(tx, people, PER_VILLAGE));
  const each = Math.ceil(people / villages.length);
  const focus = villages.find((v) => v.code > FOCUS.township && v.code < FOCUS.township + 1000)?.code ?? 0;
  const byCounty = new Map<number, RegisterRow[]>();
  let made = 0;
  for (const [i, village] of villages.entries()) {
    const rows = byCounty.get(village.county) ?? [];
    const count = Math.min(villageSize(village.code, each, focus), people - made);
    rows.push(...villagePeople(village, count, REGISTER_DAY, rows.length + 4));
    byCounty.set(village.county, rows);
    made += count;
    const next = villages[i + 1];
    if (next && next.county === village.county) continue;
    if (isLastOfFocusCity(village.county, next?.county)) linesThatConflict(rows);
    if (rows.length > 0) await publishCounty(services, house, village.county, rows);
    published += 1;
    if (published === 1 || published % 50 === 0) await refreshStatistics(services);
    byCounty.delete(village.county);
  }
}

const isLastOfFocusCity = (county: number, next: number | undefined): boolean =>
  cityOf(county) === FOCUS.city && (next === undefined || cityOf(next) !== FOCUS.city);
const cityOf = (code: number): number => code - (code % 100_000_000);

/** Two lines that a list cannot be right about: somebody who stands in two households, and somebody whose death is only noted. Comparing a roll finds both. */
function linesThatConflict(rows: RegisterRow[]): void {
  const young = rows.filter((r) => isYoung(r) && r !== rows.at(-1));
  const [twice, died] = young.slice(-2);
  if (!twice || !died) return;
  const last = rows.at(-1)!;
  const { name, sex, idNumber, inSchool } = twice;
  rows[rows.length - 1] = { ...last, name, sex, idNumber, inSchool, relation: '其他' };
  rows[rows.indexOf(died)] = { ...died, note: '2020年3月12日因病去世，待核减' };
}

/** At school and of an age for a technical one: no case of the demonstration takes such a person. */
const isYoung = ({ idNumber, relation, inSchool }: RegisterRow): boolean =>
  relation !== '户主' &&
  inSchool !== '非在校生' &&
  idNumber !== null &&
  idNumber.slice(6, 10) >= '1998' &&
  idNumber.slice(6, 10) <= '2004';

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
