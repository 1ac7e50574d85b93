import { sql } from 'kysely';
import { applicationOfSlip, slipKey } from '../../enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

/** Whom a code on paper stands for: a household (领取码, from its village) or one application (回执码, on its receipt). */
export type SlipHolder = {
  householdId: string | null;
  applicationId: string | null;
  personId: string | null;
  villageCode: number;
  /** The telephone on record, encrypted; null where none is. */
  phone: Buffer | null;
};

/** The kind of blind index of a household's code. */
export const HOUSEHOLD_SLIP = 'household_slip';

/** Who holds a code, if it is in force on the day. The caller's transaction must see all places. */
export async function holderOf(tx: Tx, ctx: Context, typed: string): Promise<SlipHolder | null> {
  const index = ctx.vault.index(HOUSEHOLD_SLIP, slipKey(typed));
  const slip = await tx
    .selectFrom('household_slip')
    .select(['household_id', 'village_code'])
    .where('code_index', '=', index)
    .where('state', '=', 'valid')
    .where('valid_until', '>=', ctx.clock.today())
    .executeTakeFirst();
  if (slip)
    return {
      householdId: slip.household_id,
      applicationId: null,
      personId: null,
      villageCode: slip.village_code,
      phone: await phoneOfHousehold(tx, slip.household_id),
    };
  const app = await applicationOfSlip(tx, ctx, typed);
  if (!app) return null;
  return {
    householdId: null,
    applicationId: app.application_id,
    personId: app.person_id,
    villageCode: app.village_code,
    phone: app.contact_phone,
  };
}

/** The head's telephone, else another member's. */
async function phoneOfHousehold(tx: Tx, householdId: string): Promise<Buffer | null> {
  const { rows } = await sql<{
    phone: Buffer;
  }>`select p.phone from person_status s join person p on p.person_id = s.person_id
    where s.household_id = ${householdId} and s.known_to is null and s.valid_to is null and p.phone is not null
    order by (s.relation = '户主') desc, p.person_id limit 1`.execute(tx);
  return rows[0]?.phone ?? null;
}

export type Member = { personId: string; name: string; villageCode: number };

/** The persons a holder may act for: the household's members on the register today, or the applicant alone. */
export async function membersOf(tx: Tx, holder: Pick<SlipHolder, 'householdId' | 'personId'>): Promise<Member[]> {
  const { rows } =
    await sql<Member>`select p.person_id as "personId", p.name, p.village_code as "villageCode" from person p
    where p.person_id in (select ${holder.personId}::uuid union select s.person_id from person_status s
      where s.household_id = ${holder.householdId}::uuid and s.known_to is null and s.valid_to is null)
    order by p.birth desc nulls last, p.person_id`.execute(tx);
  return rows;
}

/** Whether whoever has this number (its blind index) is the applicant, or of the household on the register today. */
export async function isOfHousehold(
  tx: Tx,
  holder: Pick<SlipHolder, 'householdId' | 'personId'>,
  numberIndex: Buffer,
): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`with today as (select person_id, household_id from person_status
      where known_to is null and valid_to is null),
      place as (select ${holder.householdId}::uuid as household_id union select household_id from today where person_id = ${holder.personId}::uuid)
    select exists (select 1 from person p where p.id_index = ${numberIndex} and (p.person_id = ${holder.personId}::uuid
      or exists (select 1 from today t join place using (household_id) where t.person_id = p.person_id))) as known`.execute(
    tx,
  );
  return rows[0]!.known;
}
