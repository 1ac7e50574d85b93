import { sql } from 'kysely';
import { areasHold } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { partnershipErrors } from '../errors.ts';
import { AddStaff } from '../schema.ts';

/**
 * Enters a school's experts, teachers and managers for assistance; somebody already there under that name and duty keeps their record.
 * @returns their ids in the order given
 * @throws STAFF_SCHOOL_NEEDED, NOT_FOUND for another's school
 */
export async function addStaff(ctx: Context, input: AddStaff): Promise<{ staffIds: string[]; added: number }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { people, institutionId: asked } = AddStaff.parse(input);
  const institutionId = asked ?? actor.institutionId;
  if (!institutionId) throw partnershipErrors.STAFF_SCHOOL_NEEDED();
  return transaction(ctx, async (tx) => {
    const school = await tx
      .selectFrom('institution')
      .select(['name', 'location_code'])
      .where('institution_id', '=', institutionId)
      .executeTakeFirst();
    if (!school || (actor.institutionId !== institutionId && !areasHold(actor.areas, school.location_code)))
      throw errors.NOT_FOUND();
    const at = ctx.clock.now().toISOString();
    const rows = people.map((p, i) => ({
      ...p,
      seq: i,
      staff_id: ctx.newId(),
      institution_id: institutionId,
      division_code: school.location_code,
      added_by: actor.userId,
      added_at: at,
    }));
    const { rows: stored } = await sql<{
      id: string;
      fresh: boolean;
    }>`insert into support_staff (staff_id, institution_id, division_code, name, duty, title, specialty, volunteers, added_by, added_at)
      select staff_id, institution_id, division_code, name, duty, title, specialty, volunteers, added_by, added_at
      from jsonb_populate_recordset(null::support_staff, ${JSON.stringify(rows)}::jsonb)
      on conflict (institution_id, name, duty) do update set title = coalesce(excluded.title, support_staff.title),
        specialty = coalesce(excluded.specialty, support_staff.specialty), volunteers = excluded.volunteers
      returning staff_id as id, (xmax = 0) as fresh`.execute(tx);
    const added = stored.filter((s) => s.fresh).length;
    await audit(tx, ctx, {
      action: 'staff.add',
      subjectType: 'institution',
      subjectId: institutionId,
      divisionCode: school.location_code,
      institutionId,
      summary: `登记支援人员：${school.name} ${added} 人`,
    });
    return { staffIds: stored.map((s) => s.id), added };
  });
}
