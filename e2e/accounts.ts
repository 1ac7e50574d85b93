import { hashPassword, insertUser, type RoleName } from '../src/organizations/index.ts';
import { openDatabase, transactionAs, type Tx } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { PASSWORD } from './installation.ts';
import type { World } from './world.ts';

export type Account = {
  username: string;
  name: string;
  role: RoleName;
  /** The office or village by division code and line, or the school by its name. */
  at: { code: number; line: string } | { school: string };
};

/** Gives someone a sign-in with the journeys' password, as an administrator would; a school without a unit gets one. */
export async function openAccount(world: World, account: Account): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const db = openDatabase(world.databaseUrl, { today: () => '2020-09-01', max: 1 });
  try {
    await transactionAs(db, 'system', async (tx) => {
      const unitId =
        'school' in account.at ? await schoolUnit(tx, account.at.school) : await officeUnit(tx, account.at);
      const userId = newId();
      const now = new Date('2020-01-02T01:00:00Z');
      const { username, name, role } = account;
      await insertUser(tx, { userId, username, name, passwordHash, mustChange: false, now });
      await tx
        .insertInto('role_assignment')
        .values({ user_id: userId, unit_id: unitId, role, valid_from: '2016-01-01', assigned_by: 'journey' })
        .execute();
    });
  } finally {
    await db.pool.end();
  }
}

async function officeUnit(tx: Tx, at: { code: number; line: string }): Promise<string> {
  const unit = tx.selectFrom('unit').select('unit_id').where('division_code', '=', at.code).where('line', '=', at.line);
  return (await unit.executeTakeFirstOrThrow()).unit_id;
}

async function schoolUnit(tx: Tx, name: string): Promise<string> {
  const school = await tx.selectFrom('institution').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const known = tx.selectFrom('unit').select('unit_id').where('institution_id', '=', school.institution_id);
  const found = await known.executeTakeFirst();
  if (found) return found.unit_id;
  const unitId = newId();
  await tx
    .insertInto('unit')
    .values({
      unit_id: unitId,
      level: 'institution',
      line: 'school',
      name,
      division_code: school.location_code,
      institution_id: school.institution_id,
      valid_from: '2016-01-01',
    })
    .execute();
  return unitId;
}
