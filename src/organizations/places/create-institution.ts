import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { readCreditCode } from '../../standards/index.ts';
import { organizationErrors } from '../errors.ts';
import type { CreateInstitution } from '../schema.ts';
import { scopeOf } from '../scope/scope.ts';

/**
 * Enters a school, training institution or enterprise that lies in one's area; whose it is does not matter (SD2017 三(三)).
 * @throws NOT_PERMITTED, NOT_FOUND for a place outside, INPUT_INVALID for a credit code that does not hold (GB 32100-2015), INSTITUTION_NAME_TAKEN
 */
export async function createInstitution(ctx: Context, input: CreateInstitution): Promise<{ institutionId: string }> {
  const actor = authorise(ctx, 'units.manage');
  scopeOf(actor, input.locationCode);
  const creditCode = creditCodeOf(input.creditCode);
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `institution name ${input.name}`);
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
        credit_code: creditCode,
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

/** As clerks write it, in its 18 characters. */
function creditCodeOf(written: string | null | undefined): string | null {
  if (!written) return null;
  const read = readCreditCode(written);
  if (read.ok) return read.code;
  const message = '应为 18 位，且末位校验码相符，请对照证照核对';
  throw errors.INPUT_INVALID({ fields: [{ path: 'creditCode', message }] });
}
