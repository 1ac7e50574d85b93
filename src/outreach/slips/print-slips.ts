import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { officesAt, slipCode, slipKey } from '../../enrolment/index.ts';
import { auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { renderPdf } from '../../platform/letters/index.ts';
import { outreachErrors } from '../errors.ts';
import { familySlips, type FamilySlip } from '../letters/family-slips.ts';
import { PrintSlips } from '../schema.ts';
import { HOUSEHOLD_SLIP } from './slip-store.ts';

export type Household = { household_id: string; head_name: string | null; village_code: number; members: number };

/**
 * Gives households of one's own area a new code each and prints the slips, four to a page, to be cut and handed out. Only the codes' blind indexes are
 * stored; a household's earlier code stops working. Printed together or not at all.
 * @throws NOT_FOUND when one is another area's, SLIP_HOUSEHOLD_EMPTY
 */
export async function printSlips(ctx: Context, input: PrintSlips): Promise<Download> {
  const actor = authorise(ctx, 'application.draft');
  const ids = [...new Set(PrintSlips.parse(input).ids)];
  const pdf = await transaction(ctx, async (tx) => {
    const households = await lockHouseholds(tx, ids);
    if (households.length !== ids.length) throw errors.NOT_FOUND();
    if (households.some((h) => h.members === 0)) throw outreachErrors.SLIP_HOUSEHOLD_EMPTY();
    const issued = await issueSlips(tx, ctx, actor, households);
    const entries = issued.map(({ household, slipId }) => ({
      action: 'family.print_slip',
      subjectType: 'household_slip',
      subjectId: slipId,
      divisionCode: household.village_code,
      summary: `打印领取码：${household.head_name ?? '未登记户主'}户`,
    }));
    await auditMany(tx, ctx, entries);
    const slips: FamilySlip[] = [];
    for (const { household, code } of issued) slips.push(await slipOf(tx, ctx, household, code));
    return renderPdf({ template: familySlips, data: { slips, printed: printedBy(ctx, actor) } });
  });
  return new Download(`领取码-${ctx.clock.today()}.pdf`, 'application/pdf', pdf, true);
}

const printedBy = (ctx: Context, actor: Actor) => ({
  by: `${actor.unitName} ${actor.name}`,
  at: ctx.clock.now().toISOString(),
});

async function lockHouseholds(tx: Tx, ids: readonly string[]): Promise<Household[]> {
  const { rows } = await sql<Household>`select h.household_id, h.head_name, h.village_code,
      (select count(*)::int from person_status s where s.household_id = h.household_id and s.known_to is null and s.valid_to is null) as members
    from household h where h.household_id = any (${[...ids]}::uuid[]) order by h.household_id for update`.execute(tx);
  return rows;
}

export type IssuedSlip = { household: Household; slipId: string; code: string };

/** Replaces the households' codes; `given` fixes the code of a demonstration. The caller holds the households' locks. */
export async function issueSlips(
  tx: Tx,
  ctx: Context,
  actor: Pick<Actor, 'userId' | 'name'>,
  households: readonly Household[],
  given?: string,
): Promise<IssuedSlip[]> {
  const issued = households.map((household) => ({
    household,
    slipId: ctx.newId(),
    code: given ?? slipCode(randomBytes(12)),
  }));
  await tx
    .updateTable('household_slip')
    .set({ state: 'replaced', closed_at: ctx.clock.now(), closed_by: actor.userId })
    .where(
      'household_id',
      'in',
      households.map((h) => h.household_id),
    )
    .where('state', '=', 'valid')
    .execute();
  await tx
    .insertInto('household_slip')
    .values(
      issued.map(({ household, slipId, code }) => ({
        slip_id: slipId,
        household_id: household.household_id,
        village_code: household.village_code,
        code_index: ctx.vault.index(HOUSEHOLD_SLIP, slipKey(code))!,
        state: 'valid',
        valid_until: validUntil(ctx),
        issued_by: actor.userId,
        issued_by_name: actor.name,
        issued_at: ctx.clock.now(),
      })),
    )
    .execute();
  return issued;
}

/** A code serves the year in which it was handed out. */
export const validUntil = (ctx: Context): string => `${ctx.clock.today().slice(0, 4)}-12-31`;

async function slipOf(tx: Tx, ctx: Context, household: Household, code: string): Promise<FamilySlip> {
  const onDate = ctx.clock.today();
  const [office] = await officesAt(tx, { level: 'village', divisionCode: household.village_code, onDate });
  return {
    head: household.head_name ?? '',
    members: household.members,
    office: office?.name ?? '',
    phone: office?.phone ?? '',
    code,
    url: `${ctx.baseUrl}/public/act`,
    validUntil: validUntil(ctx),
    issuedOn: onDate,
  };
}
