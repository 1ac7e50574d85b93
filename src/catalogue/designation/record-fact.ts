import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { factKindTitles } from './criteria.ts';
import { RecordFact } from './schema.ts';
import { schoolOf } from './store.ts';

/** Notes what the school has for a major: a teacher, workstations, an employer's answer, an order of posts (SD2017-3.3-11 to -14). */
export async function recordFact(ctx: Context, input: RecordFact): Promise<{ factId: string }> {
  const actor = authorise(ctx, 'designation.apply');
  const { onDate, untilDate, dualQualified, score, note, ...given } = RecordFact.parse(input);
  return transaction(ctx, async (tx) => {
    const school = await schoolOf(tx, actor);
    const factId = ctx.newId();
    await tx
      .insertInto('major_fact')
      .values({
        ...given,
        fact_id: factId,
        institution_id: school.institutionId,
        city_code: school.city,
        dual_qualified: dualQualified ?? null,
        score: score ?? null,
        on_date: onDate,
        until_date: untilDate || null,
        note: note || null,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'designation.record_fact',
      subjectType: 'major_fact',
      subjectId: factId,
      institutionId: school.institutionId,
      divisionCode: school.city,
      summary: `登记${given.major}${factKindTitles[given.kind]}：${given.name}`,
      payload: { ...given, onDate, untilDate: untilDate || null },
    });
    return { factId };
  });
}
