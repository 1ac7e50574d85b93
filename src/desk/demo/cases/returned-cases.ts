import { confirmReceiving } from '../../../enrolment/city/confirm-receiving.ts';
import { requestReselection } from '../../../enrolment/city/request-reselection.ts';
import { returnToCounty } from '../../../enrolment/county/return-to-county.ts';
import { returnToTownship } from '../../../enrolment/township/return-to-township.ts';
import type { ApplicationState } from '../../../enrolment/index.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import type { DayOf } from '../life/office-life.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

/** Cases that did not go straight: asked to choose anew, sent back by city and county, admitted from another city and half of them confirmed. */
export async function returnedCases(services: Services, day: DayOf): Promise<void> {
  const city = await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer');
  const county = await officeActor(services, FOCUS.county, 'hr', 'county_hr_officer');
  const anew = await waiting(services, 'city_accepted', day(6).clock.now(), 3);
  if (anew.length > 0)
    await requestReselection(makeContext(day(2), city), { ids: anew, reason: '所选专业本年度停止招生，请另选专业' });
  const back = await waiting(services, 'city_accepted', day(6).clock.now(), 2);
  if (back.length > 0)
    await returnToCounty(makeContext(day(3), city), {
      ids: back,
      reasonCode: 'paper_missing',
      reason: '户口簿照片不清，请补拍本人页',
    });
  const down = await waiting(services, 'township_passed', day(6).clock.now(), 2);
  if (down.length > 0)
    await returnToTownship(makeContext(day(4), county), {
      ids: down,
      reasonCode: 'data_wrong',
      reason: '毕业学校与学籍信息不一致，请核实',
    });
  const coming = await transactionAs(services.db, city, (tx) =>
    tx
      .selectFrom('admission')
      .select('application_id')
      .where('receiving_city_code', '=', FOCUS.city)
      .where('admitted_at', '<', day(2).clock.now())
      .orderBy('number')
      .execute(),
  );
  const ids = coming.slice(0, Math.floor(coming.length / 2)).map((r) => r.application_id);
  if (ids.length > 0) await confirmReceiving(makeContext(day(1), city), { ids });
}

/** Cases of the county that have lain at a step since before a moment. */
async function waiting(services: Services, state: ApplicationState, before: Date, most: number): Promise<string[]> {
  const rows = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('application')
      .select('application_id')
      .where('county_code', '=', FOCUS.county)
      .where('state', '=', state)
      .where('held_since', '<', before)
      .orderBy('village_code')
      .orderBy('application_id')
      .limit(most)
      .execute(),
  );
  return rows.map((r) => r.application_id);
}
