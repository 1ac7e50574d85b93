import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { actForFamily } from '../../../outreach/family/act-for-family.ts';
import { aHouseholdSlip, aProof } from '../../../outreach/builders.ts';
import { tokenHash } from '../../../outreach/family/family-session.ts';
import { openSlip } from '../../../outreach/family/open-slip.ts';
import { channelOf } from '../../../platform/gateways/channel.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { FOCUS } from '../places.ts';

/** The code on the demonstration's one slip that everybody may know. */
export const DEMO_SLIP = 'DEMA-2345-CAXN';
const KEY = 'demo_family';

export type DemoFamily = { slip: string; number: string; lastFour: string };
type Household = { household_id: string; village_code: number; person_id: string; number: string; id_number: Buffer };

/**
 * One household whose slip is known, so that a newcomer can try the family pages: it has an application that needs another choice, or one being put
 * right. Two more households have already acted on their phones.
 */
export async function demoFamilies(services: Services): Promise<void> {
  const ctx = makeContext(services, null);
  await transactionAs(services.db, 'system', telephones);
  const [known, ...others] = await transactionAs(services.db, 'system', households);
  if (!known) return;
  const taken = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('installation').select('key').where('key', '=', KEY).executeTakeFirst(),
  );
  if (taken) return;
  await aHouseholdSlip(ctx, known.household_id, known.village_code, DEMO_SLIP);
  for (const other of others) await wishOf(services, other);
  if (others[0]) await codeFor(ctx, others[0]);
  const lastFour = services.vault.decrypt(known.id_number)!.slice(-4);
  const value = JSON.stringify({ slip: DEMO_SLIP, number: known.number, lastFour } satisfies DemoFamily);
  await transactionAs(services.db, 'system', (tx) =>
    tx.insertInto('installation').values({ key: KEY, value }).execute(),
  );
}

/** What the start message tells of it; null where there is no demonstration. */
export async function demoFamily(services: Services): Promise<DemoFamily | null> {
  const row = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('installation').select('value').where('key', '=', KEY).executeTakeFirst(),
  );
  return row ? (row.value as unknown as DemoFamily) : null;
}

/** Three households of the demonstration clerk's own village with a live application, those that may choose again first. */
async function households(tx: Tx): Promise<Household[]> {
  const { rows } = await sql<Household>`
    select distinct on (rank, s.household_id) s.household_id, a.village_code, a.person_id, a.number, p.id_number,
      case a.state when 'reselect' then 0 when 'returned_to_village' then 1 when 'draft' then 2 else 3 end as rank
    from application a join person p on p.person_id = a.person_id join person_status s on s.person_id = a.person_id
    where a.village_code = (select u.division_code from auth_user c join role_assignment r on r.user_id = c.id join unit u on u.unit_id = r.unit_id
        where c.username = 'cun' order by r.valid_from limit 1) and s.known_to is null and s.valid_to is null
      and p.id_number is not null and p.id_state = 'valid' and a.state in ('reselect', 'returned_to_village', 'draft', 'township_review')
      and exists (select 1 from person_status m join person q on q.person_id = m.person_id where m.household_id = s.household_id and m.known_to is null
        and m.valid_to is null and q.phone is not null)
    order by rank, s.household_id limit 3`.execute(tx);
  return rows;
}

/** Offices of the demonstration's county have a telephone that nobody has, as a published one would be. */
async function telephones(tx: Tx): Promise<void> {
  await sql`update unit set phone = '154' || lpad((abs(hashtext(unit_id::text)) % 100000000)::text, 8, '0')
    where phone is null and division_code >= ${FOCUS.county} and division_code < ${FOCUS.county + 1_000_000}`.execute(
    tx,
  );
}

/** One of them has asked for a code that it has not entered yet: what a telephone would get stands in the outbox. */
async function codeFor(ctx: Context, home: Household): Promise<void> {
  if ((await transactionAs(ctx.db, null, (tx) => channelOf(tx, ctx))) !== 'demonstration') return;
  const slip = await aHouseholdSlip(ctx, home.household_id, home.village_code);
  await openSlip(ctx, { slip, proof: await aProof(ctx) });
}

/** A wish stated on the phone yesterday, through the verb every family uses. */
async function wishOf(services: Services, home: Household): Promise<void> {
  const ctx = makeContext(services, null);
  const token = randomBytes(32).toString('base64url');
  const now = services.clock.now();
  await transactionAs(services.db, 'system', (tx) =>
    tx
      .insertInto('family_code')
      .values({
        code_id: newId(),
        slip_key: randomBytes(16),
        household_id: home.household_id,
        village_code: home.village_code,
        code_hash: randomBytes(32),
        sent_at: now,
        expires_at: now,
        used_at: now,
        session_hash: tokenHash(token),
        session_until: new Date(now.getTime() + 60_000),
      })
      .execute(),
  );
  await actForFamily(ctx, {
    kind: 'wish',
    token,
    requestKey: newId(),
    personId: home.person_id,
    study: true,
    train: false,
  });
}
