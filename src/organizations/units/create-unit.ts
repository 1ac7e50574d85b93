import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, lockUntilEnd } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import { standsAbove } from './governance.ts';
import type { CreateUnit } from '../schema.ts';
import { rangeOf } from '../scope/scope.ts';

/**
 * Sets up an office below one's own; its area is its division. Schools and institutions answer for persons, not for areas.
 * @throws NOT_PERMITTED, NOT_FOUND when it would not lie below, UNIT_NAME_TAKEN
 */
export async function createUnit(ctx: Context, input: CreateUnit): Promise<{ unitId: string }> {
  const actor = authorise(ctx, 'units.manage');
  const unitId = ctx.newId();
  if (!standsAbove(actor, { unitId, level: input.level, line: input.line, divisionCode: input.divisionCode }))
    throw errors.NOT_FOUND();
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, `unit ${input.name}`);
    const same = await tx
      .selectFrom('unit')
      .select('unit_id')
      .where('name', '=', input.name)
      .where('valid_to', 'is', null)
      .executeTakeFirst();
    if (same) throw organizationErrors.UNIT_NAME_TAKEN();
    await tx
      .insertInto('unit')
      .values({
        unit_id: unitId,
        level: input.level,
        line: input.line,
        name: input.name,
        division_code: input.divisionCode,
        institution_id: input.institutionId ?? null,
        reporting_parent: input.reportingParent ?? actor.unitId,
        phone: input.phone ?? null,
        valid_from: input.validFrom,
      })
      .execute();
    await tx
      .insertInto('unit_name')
      .values({ unit_id: unitId, name: input.name, valid_from: input.validFrom })
      .execute();
    if (input.level !== 'institution') {
      await tx
        .insertInto('unit_area')
        .values({ unit_id: unitId, ...rangeOf(input.divisionCode), valid_from: input.validFrom })
        .execute();
    }
    await audit(tx, ctx, {
      action: 'unit.create',
      subjectType: 'unit',
      subjectId: unitId,
      divisionCode: input.divisionCode,
      summary: `新建单位：${input.name}`,
      payload: { ...input },
    });
    return { unitId };
  });
}
