import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { areasHold, rangeOf } from '../../organizations/index.ts';
import { cityOfCode } from '../city-of.ts';
import { RecordSchool } from '../schema.ts';

/**
 * Records what families need to know of a school of the city (telephone, address), whose it is, and in which county of the city it lies. A
 * repeat changes nothing.
 * @throws NOT_FOUND for a school of another city, INPUT_INVALID for a place outside its city
 */
export async function recordSchool(ctx: Context, input: RecordSchool): Promise<{ changed: boolean }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { institutionId, locationCode, ...given } = RecordSchool.parse(input);
  return transaction(ctx, async (tx) => {
    const school = await tx
      .selectFrom('institution')
      .select(['name', 'location_code', 'phone', 'address', 'affiliation', 'grade'])
      .where('institution_id', '=', institutionId)
      .where('kind', '=', 'technical_school')
      .forUpdate()
      .executeTakeFirst();
    if (!school || !areasHold(actor.areas, school.location_code)) throw errors.NOT_FOUND();
    const { lo, hi } = rangeOf(cityOfCode(school.location_code));
    const place = locationCode ?? school.location_code;
    if (place < lo || place >= hi)
      throw errors.INPUT_INVALID({ fields: [{ path: 'locationCode', message: '所在地应在本市范围内' }] });
    const { name: _name, ...before } = school;
    const after = { ...before, ...given, location_code: place };
    if (JSON.stringify(after) === JSON.stringify(before)) return { changed: false };
    await tx.updateTable('institution').set(after).where('institution_id', '=', institutionId).execute();
    await audit(tx, ctx, {
      action: 'catalogue.record_school',
      subjectType: 'institution',
      subjectId: institutionId,
      institutionId,
      divisionCode: place,
      summary: `登记学校联系方式：${school.name}`,
      payload: { before, after },
    });
    return { changed: true };
  });
}
