import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { cooperationRates } from '../../partnerships/index.ts';
import { cardErrors } from './errors.ts';
import { ownCard } from './keep-card.ts';
import { isComputed } from './required.ts';
import { CardId } from './schema.ts';

/**
 * Scores the dimensions of a school's sheet that the documents want computed: results of cooperation from how far its agreements in force in the year
 * are carried out (FYP14 专栏3). A school without an agreement stands at 0.
 * @throws NOT_FOUND, SCORECARD_STATE
 */
export async function computeScores(ctx: Context, input: CardId): Promise<{ scored: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { cardId } = CardId.parse(input);
  return transaction(ctx, async (tx) => {
    const card = await ownCard(tx, actor, cardId);
    if (card.state !== 'active') throw cardErrors.SCORECARD_STATE();
    const computed = card.dimensions.filter((d) => isComputed(card, d.key));
    const subjects = await tx
      .selectFrom('scorecard_score as s')
      .innerJoin('institution as i', 'i.name', 's.subject_name')
      .select(['s.subject', 's.subject_name', 'i.institution_id'])
      .distinct()
      .where('s.card_id', '=', cardId)
      .execute();
    const ids = subjects.map((s) => s.institution_id);
    const rates = await cooperationRates(tx, ids, card.year, ctx.clock.today());
    for (const { key } of computed)
      for (const s of subjects) {
        const found = rates.get(s.institution_id) ?? { agreements: 0, rate: 0 };
        const score = {
          achieved: String(found.rate),
          basis: `协议 ${found.agreements} 份，平均执行率 ${found.rate}%`,
          scored_by: actor.userId,
          scored_at: ctx.clock.now(),
        };
        await tx
          .insertInto('scorecard_score')
          .values({
            card_id: cardId,
            subject: s.subject,
            dimension: key,
            division_code: card.division_code,
            subject_name: s.subject_name,
            ...score,
          })
          .onConflict((c) => c.columns(['card_id', 'subject', 'dimension']).doUpdateSet(score))
          .execute();
      }
    const scored = computed.length * subjects.length;
    await audit(tx, ctx, {
      action: 'scorecard.compute',
      subjectType: 'scorecard',
      subjectId: cardId,
      divisionCode: card.division_code,
      summary: `按协议履行情况计算评分：${scored} 项`,
      payload: { rates: subjects.map((s) => ({ school: s.subject_name, ...rates.get(s.institution_id) })) },
    });
    return { scored };
  });
}
