import { sql } from 'kysely';
import { enterAtCity } from '../../../enrolment/annex2/enter-at-city.ts';
import { newestCatalogue } from '../../../enrolment/annex2/read-annex2.ts';
import { rangeOf } from '../../../organizations/index.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

const FIRST_ROW = 5;
const PERSONS = 9;

type Found = { person_id: string; name: string; household_no: string | null };

/**
 * A county of the city still sent its persons on the hand-kept form (附件2): they wait at the city step without a major, two of them against the rules, by the
 * product's own entry.
 */
export async function importedForm(services: Services): Promise<void> {
  const ctx = makeContext(services, await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer'));
  const year = Number(services.clock.today().slice(0, 4));
  await transactionAs(services.db, 'system', async (tx) => {
    const sha256 = `demo annex2 ${FOCUS.city} ${year}`;
    const known = await tx.selectFrom('source_list').select('list_id').where('sha256', '=', sha256).executeTakeFirst();
    if (known) return;
    const { schools } = await newestCatalogue(tx, FOCUS.city, year);
    const named = schools.filter((s) => s.designated).slice(0, 2);
    const people = [...(await peopleOf(tx, 16, 22, PERSONS - 2)), ...(await peopleOf(tx, 40, 45, 2))];
    if (named.length === 0 || people.length === 0) return;
    const listId = ctx.newId();
    const { lo, hi } = rangeOf(FOCUS.city);
    await tx
      .insertInto('source_list')
      .values({
        list_id: listId,
        kind: 'annex2',
        sender_unit_id: ctx.actor!.unitId,
        sender_name: ctx.actor!.unitName,
        area_lo: lo,
        area_hi: hi,
        coverage: 'supplement',
        list_date: ctx.clock.today(),
        file_name: '附件2汇总表（手工）.xlsx',
        sha256,
        state: 'published',
        rows: people.length,
        accepted: people.length,
        received_at: ctx.clock.now(),
        published_at: ctx.clock.now(),
      })
      .execute();
    const entering = people.map((p, i) => ({
      personId: p.person_id,
      sheet: '汇总表',
      listRow: FIRST_ROW + i,
      school: named[i % named.length]!.name,
      row: { row: FIRST_ROW + i, cardNo: p.household_no, phone: null, address: null },
    }));
    await enterAtCity(tx, ctx, { entering, schools: named, cityCode: FOCUS.city, year, listId, dryRun: false });
  });
}

/** Persons of the city's register of an age, out of school and without an application this year. */
async function peopleOf(
  tx: Parameters<typeof newestCatalogue>[0],
  from: number,
  to: number,
  count: number,
): Promise<Found[]> {
  const { rows } = await sql<Found>`select p.person_id, p.name, h.household_no from person p
      join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
      left join household h on h.household_id = p.household_id
    where p.village_code >= ${FOCUS.city} and p.village_code < ${FOCUS.city + 100_000_000} and p.id_state = 'valid' and p.source = 'assisted_register'
      and s.in_school = '非在校生' and s.education in ('初中', '高中') and extract(year from age(date '2020-09-01', p.birth)) between ${from} and ${to}
      and not exists (select 1 from application a where a.person_id = p.person_id)
    order by p.village_code desc, p.person_id limit ${count}`.execute(tx);
  return rows;
}
