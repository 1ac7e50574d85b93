import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction } from '../platform/db.ts';
import { organizationErrors } from './errors.ts';
import type { CreateInstitution } from './schema.ts';
import { scopeOf } from './scope.ts';

/**
 * Enters a school, training institution or enterprise that lies in one's area; whose it is does not matter (SD2017 三(三)).
 * @throws NOT_PERMITTED, NOT_FOUND for a place outside, INSTITUTION_NAME_TAKEN
 */
export async function createInstitution(ctx: Context, input: CreateInstitution): Promise<{ institutionId: string }> {
  const actor = authorise(ctx, 'units.manage');
  scopeOf(actor, input.locationCode);
  return transaction(ctx, async (tx) => {
    await sql`select pg_advisory_xact_lock(7307, hashtext(${input.name}))`.execute(tx);
    const same = await tx
      .selectFrom('institution')
      .select('institution_id')
      .where('name', '=', input.name)
      .where('valid_to', 'is', null)
      .executeTakeFirst();
    if (same) throw organizationErrors.INSTITUTION_NAME_TAKEN();
    const institutionId = ctx.newId();
    await tx
      .insertInto('institution')
      .values({
        institution_id: institutionId,
        kind: input.kind,
        name: input.name,
        short_names: input.shortNames,
        grade: input.grade ?? null,
        affiliation: input.affiliation ?? null,
        location_code: input.locationCode,
        credit_code: input.creditCode ?? null,
        address: input.address ?? null,
        phone: input.phone ?? null,
        valid_from: input.validFrom,
      })
      .execute();
    await audit(tx, ctx, {
      action: 'institution.create',
      subjectType: 'institution',
      subjectId: institutionId,
      divisionCode: input.locationCode,
      institutionId,
      summary: `登记机构：${input.name}`,
      payload: { ...input },
    });
    return { institutionId };
  });
}
