import { inAreas } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingRulesAt } from './rule-of-place.ts';
import { ListTrainingRules } from './schema.ts';

export type TrainingRule = { key: string; title: string; clause: string };

/** The benefits that the law of its place gives for a class on the day it ends: what a class may be decided by. @throws NOT_FOUND */
export async function listTrainingRules(ctx: Context, input: ListTrainingRules): Promise<{ rows: TrainingRule[] }> {
  const actor = authorise(ctx, 'funds.prepare');
  const { classId } = ListTrainingRules.parse(input);
  return read(ctx, async (tx) => {
    const row = await tx
      .selectFrom('training_class')
      .select(['location_code', 'ends_on'])
      .where('class_id', '=', classId)
      .where((eb) => inAreas(eb, 'location_code', actor))
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    const rules = await trainingRulesAt(tx, row.location_code, row.ends_on ?? ctx.clock.today());
    return { rows: rules.map((r) => ({ key: r.key, title: r.title.zh, clause: `${r.document} ${r.clause}` })) };
  });
}
