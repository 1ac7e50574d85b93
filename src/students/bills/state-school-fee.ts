import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { StateSchoolFee } from '../offers/schema-services.ts';
import { schoolOf } from '../store.ts';

/** The school states what the textbooks of a term cost, for one major or for all others; a later sum supersedes, the same again changes nothing. @throws SCHOOL_ONLY */
export async function stateSchoolFee(ctx: Context, input: StateSchoolFee): Promise<{ feeId: string }> {
  const actor = authorise(ctx, 'student.register');
  const { schoolYear, term, major, amountFen } = StateSchoolFee.parse(input);
  const school = schoolOf(actor);
  return transaction(ctx, async (tx) => {
    const standing = await tx
      .selectFrom('school_fee')
      .selectAll()
      .where('institution_id', '=', school)
      .where('school_year', '=', schoolYear)
      .where('term', '=', term)
      .where('item', '=', 'textbooks')
      .where('major', '=', major)
      .where('superseded_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (standing?.amount_fen === amountFen) return { feeId: standing.fee_id };
    const at = ctx.clock.now();
    if (standing)
      await tx.updateTable('school_fee').set({ superseded_at: at }).where('fee_id', '=', standing.fee_id).execute();
    const { location_code: area } = await tx
      .selectFrom('institution')
      .select('location_code')
      .where('institution_id', '=', school)
      .executeTakeFirstOrThrow();
    const feeId = ctx.newId();
    await tx
      .insertInto('school_fee')
      .values({
        fee_id: feeId,
        institution_id: school,
        area_code: area,
        school_year: schoolYear,
        term,
        item: 'textbooks',
        major,
        amount_fen: amountFen,
        stated_by: actor.userId,
        stated_at: at,
      })
      .execute();
    await audit(tx, ctx, {
      action: 'student.state_fee',
      subjectType: 'school_fee',
      subjectId: feeId,
      institutionId: school,
      summary: `教材费 ${schoolYear}学年第${term}学期${major === '' ? '' : ` ${major}`}：${(amountFen / 100).toFixed(2)} 元`,
      payload: { before: standing?.amount_fen ?? null, after: amountFen },
    });
    return { feeId };
  });
}
