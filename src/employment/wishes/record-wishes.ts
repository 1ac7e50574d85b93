import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { employmentErrors } from '../errors.ts';
import { RecordEmploymentWishes } from './schema.ts';

/**
 * Writes what work students and trainees wish (SD2017 二). Append-only: what somebody says later counts, what was said stays; the same wish of the same day
 * is kept once. @throws NOT_FOUND for a person one may not see, WISH_IN_FUTURE
 */
export async function recordEmploymentWishes(
  ctx: Context,
  input: RecordEmploymentWishes,
): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'employment.record');
  const { rows } = RecordEmploymentWishes.parse(input);
  if (rows.some((r) => r.statedOn > ctx.clock.today())) throw employmentErrors.WISH_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const said = JSON.stringify(rows.map((r) => ({ ...r, wishId: ctx.newId() })));
    const given = sql`jsonb_to_recordset(${said}::jsonb) as r("personId" uuid, "wishId" uuid, sector text, place text, "wageFen" bigint, "selfEmployed" boolean, "statedOn" date)`;
    const seen = await sql<{ n: number }>`select count(distinct p.person_id)::int as n
      from ${given} join person p on p.person_id = r."personId"`.execute(tx);
    if (seen.rows[0]!.n !== new Set(rows.map((r) => r.personId)).size) throw errors.NOT_FOUND();
    const stored =
      await sql`insert into employment_wish (person_id, wish_id, institution_id, village_code, sector, place, wage_fen, self_employed, stated_on, recorded_by, recorded_at)
      select p.person_id, r."wishId", ${actor.institutionId}::uuid, p.village_code, nullif(r.sector, ''), nullif(r.place, ''), r."wageFen", r."selfEmployed", r."statedOn",
        ${actor.userId}, ${ctx.clock.now()}
      from ${given} join person p on p.person_id = r."personId"
      where not exists (select 1 from employment_wish w where w.person_id = p.person_id and w.stated_on = r."statedOn" and w.self_employed = r."selfEmployed"
        and w.sector is not distinct from nullif(r.sector, '') and w.place is not distinct from nullif(r.place, '') and w.wage_fen is not distinct from r."wageFen")`.execute(
        tx,
      );
    const [only] = rows;
    await audit(tx, ctx, {
      action: 'employment.record_wish',
      subjectType: rows.length === 1 ? 'person' : 'employment_wishes',
      subjectId: rows.length === 1 ? only!.personId : `${rows.length}`,
      personId: rows.length === 1 ? only!.personId : null,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `登记就业愿望 ${rows.length} 人`,
    });
    return { recorded: Number(stored.numAffectedRows ?? 0n) };
  });
}
