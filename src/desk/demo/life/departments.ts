import { admitClient, verifyByKey } from '../../../exchange/index.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

/** The education bureau of the city, admitted to verify certificates, has asked for one that some certificate bears and for one that none does. */
export async function departmentsThatVerify(services: Services): Promise<void> {
  const officer = makeContext(services, await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer'));
  const { key } = await admitClient(officer, {
    department: '菏泽市教育局',
    purpose: '中职升学资格核验（演示协议）',
    validTo: '2021-08-31',
  });
  const held = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('certificate').select(['number', 'holder_name as name']).orderBy('number').limit(1).execute(),
  );
  await verifyByKey(makeContext(services, null), {
    key,
    checks: [...held, { number: 'S000000202099999', name: '查无此人' }],
  });
}
