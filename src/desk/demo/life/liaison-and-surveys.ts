import { sql } from 'kysely';
import { nameLiaison } from '../../../organizations/units/name-liaison.ts';
import { assignVillages } from '../../../people/surveys/assign-villages.ts';
import { recordVisit } from '../../../people/surveys/record-visit.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { chanceOf } from '../chance.ts';
import type { DayOf } from './office-life.ts';
import { FOCUS } from '../places.ts';
import { officeActor, schoolActor } from '../units.ts';

const CONTACTS = ['许静', '董立军', '魏红', '孟庆安', '傅文静', '崔建国', '乔立新', '吕晓梅', '高成林', '于慧敏'];

/** Contacts of both departments of the city and its counties, two of which still lack one; a school's visits to its villages, some still to come. */
export async function liaisonAndSurveys(services: Services, day: DayOf): Promise<void> {
  const codes = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{ code: number }>`select code from division
      where (code = ${FOCUS.city} or parent_code = ${FOCUS.city}) and level in ('city', 'county') and valid_to is null
        and exists (select 1 from unit u where u.division_code = division.code and u.line = 'poverty') order by code`.execute(
      tx,
    );
    return rows.map((r) => r.code);
  });
  for (const [i, code] of codes.entries())
    for (const line of ['hr', 'poverty'] as const) {
      if ((i === 3 && line === 'poverty') || (i === 6 && line === 'hr')) continue;
      const office = await officeActor(
        services,
        code,
        line,
        code === FOCUS.city ? `city_${line}_officer` : `county_${line}_officer`,
      );
      await nameLiaison(makeContext(day(150 - i), office), {
        name: CONTACTS[(i * 2 + (line === 'hr' ? 0 : 1)) % CONTACTS.length]!,
        duty: line === 'hr' ? '职业能力建设科' : '社会扶贫科',
        phone: `0530-32${String(10_000 + i * 37).slice(1)}${line === 'hr' ? 1 : 2}`,
        validFrom: day(150 - i).clock.today(),
      });
    }
  await visits(services, day);
}

async function visits(services: Services, day: DayOf): Promise<void> {
  const busiest = await transactionAs(services.db, 'system', async (tx) => {
    const { rows } = await sql<{
      id: string;
    }>`select u.institution_id as id from unit u join role_assignment r on r.unit_id = u.unit_id
      where r.role = 'school_officer' and r.assigned_by = 'demo' and u.institution_id is not null limit 1`.execute(tx);
    return rows[0]?.id;
  });
  if (busiest === undefined) return;
  const city = await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer');
  const year = Number(day(0).clock.today().slice(0, 4));
  await assignVillages(makeContext(day(140), city), { institutionId: busiest, year, divisions: [FOCUS.township] });
  const villages = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('survey_village')
      .select('village_code')
      .where('institution_id', '=', busiest)
      .orderBy('village_code')
      .execute(),
  );
  const school = await schoolActor(services, busiest);
  for (const [i, { village_code: villageCode }] of villages.slice(0, -3).entries()) {
    const chance = chanceOf(villageCode % 100_003);
    const people = chance.int(18, 60);
    await recordVisit(makeContext(day(130 - i), school), {
      villageCode,
      visitedOn: day(130 - i).clock.today(),
      visitors: '招生就业处走访组',
      households: Math.ceil(people / 3),
      people,
      wouldStudy: chance.int(2, 8),
      wouldTrain: chance.int(1, 6),
      ...(i % 6 === 4
        ? { publicity: null }
        : {
            publicity: '入户讲解五免一享和雨露计划，张贴招生公告',
            materials: `招生简章 ${people} 份`,
            attendees: people,
          }),
    });
  }
}
