import { sql } from 'kysely';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { receiveFiling } from '../../catalogue/filing/receive-filing.ts';
import { fileWithProvince } from '../../catalogue/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { transactionAs } from '../../platform/db.ts';
import { makeContext, type Services } from '../../platform/services.ts';
import { createAccounts } from './accounts.ts';
import { demoCities, FOCUS } from './places.ts';
import { cityCatalogue } from './schools.ts';
import { idFrom, officeActor } from './units.ts';

/** Some hundred invented schools with the year's published catalogue of each city, filed with the province, and an account for each school. */
export async function demoCatalogues(services: Services): Promise<void> {
  const house = { as: () => makeContext(services, null) };
  const year = Number(services.clock.today().slice(0, 4));
  for (const city of await transactionAs(services.db, 'system', demoCities)) {
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
