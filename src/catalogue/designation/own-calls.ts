import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { callOf, type Call } from './list-calls.ts';
import { schoolOf } from './store.ts';

export type OwnCall = Call & {
  /** What the school has written to it; null: nothing yet. */
  application: { applicationId: string; state: string; submittedOn: string | null; reason: string | null } | null;
};

/** The calls of the school's city, newest first, with the school's own application to each. @throws NOT_FOUND for someone without a school */
export async function ownCalls(ctx: Context): Promise<{ schoolName: string; rows: OwnCall[] }> {
  const actor = authorise(ctx, 'designation.apply');
  return read(ctx, async (tx) => {
    const school = await schoolOf(tx, actor);
    const calls = await tx
      .selectFrom('designation_call')
      .selectAll()
      .where('city_code', '=', school.city)
      .where('opens_on', '<=', ctx.clock.today())
      .orderBy('year', 'desc')
      .orderBy('round', 'desc')
      .limit(20)
      .execute();
    const own = await tx
      .selectFrom('designation_application')
      .select(['application_id', 'call_id', 'state', 'submitted_on', 'decision_reason'])
      .where('institution_id', '=', school.institutionId)
      .execute();
    const byCall = new Map(
      own.map((a) => [
        a.call_id,
        {
          applicationId: a.application_id,
          state: a.state,
          submittedOn: a.submitted_on,
          reason: a.decision_reason,
        },
      ]),
    );
    const today = ctx.clock.today();
    return {
      schoolName: school.name,
      rows: calls.map((c) => ({ ...callOf(c, today), application: byCall.get(c.call_id) ?? null })),
    };
  });
}
