import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { AssignVillages } from './survey-schema.ts';

/**
 * Gives a school the villages it is to go down to in a year (SD2017 三(一)); a township stands for all of its villages. Assigning again adds
 * only what is new.
 * @throws NOT_FOUND for a school that is none, or a division outside the actor's area or without villages
 */
export async function assignVillages(ctx: Context, input: AssignVillages): Promise<{ added: number; total: number }> {
  const actor = authorise(ctx, 'survey.assign');
  const { institutionId, year, divisions } = AssignVillages.parse(input);
  const areas = divisions.flatMap((code) => scopeOf(actor, code));
  return transaction(ctx, async (tx) => {
    const school = await tx
      .selectFrom('institution')
      .select('name')
      .where('institution_id', '=', institutionId)
      .where('kind', '=', 'technical_school')
      .executeTakeFirst();
    if (!school) throw errors.NOT_FOUND();
    const added = await sql`
      insert into survey_village (institution_id, year, village_code, assigned_by, assigned_at)
      select ${institutionId}::uuid, ${year}, d.code, ${actor.userId}, ${ctx.clock.now()} from division d
      where d.level = 'village' and d.valid_to is null and ${insideRanges('d.code', areas)} order by d.code on conflict do nothing`.execute(
      tx,
    );
    const n = Number(added.numAffectedRows ?? 0n);
    const { total } = await tx
      .selectFrom('survey_village')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('institution_id', '=', institutionId)
      .where('year', '=', year)
      .executeTakeFirstOrThrow();
    if (total === 0) throw errors.NOT_FOUND();
    if (n > 0)
      await audit(tx, ctx, {
        action: 'survey.assign',
        subjectType: 'institution',
        subjectId: institutionId,
        divisionCode: actor.divisionCode,
        institutionId,
        summary: `${year}年摸底走访：${school.name}新增 ${n} 个村`,
        payload: { divisions },
      });
    return { added: n, total };
  });
}
