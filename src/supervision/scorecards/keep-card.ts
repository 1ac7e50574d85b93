import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { ownPlace } from '../matters/insert-matter.ts';
import { cardErrors } from './errors.ts';
import { isComputed, requiredDimensions } from './required.ts';
import { CardId, DraftCard, ScoreSubject } from './schema.ts';
import { rankingOf, sheetFaults, type Dimension } from './score.ts';
import { registeredOf, scoredOf } from './store.ts';

/** A sheet of one's own office, locked. @throws NOT_FOUND */
export async function ownCard(tx: Tx, actor: Actor, cardId: string) {
  const row = await tx
    .selectFrom('scorecard')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('unit_id', '=', actor.unitId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return { ...row, dimensions: row.dimensions as unknown as Dimension[] };
}

/**
 * Keeps an evaluation sheet: dimensions with weights that sum to 100. A dimension that the documents want of its kind may not be there with weight 0
 * (FYP14 四). @throws SCORECARD_SHEET, SCORECARD_REPEATED
 */
export async function draftCard(ctx: Context, input: DraftCard): Promise<{ cardId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = DraftCard.parse(input);
  const named = new Set(given.dimensions.map((d) => d.key));
  const faults = sheetFaults(
    given.kind,
    given.dimensions,
    requiredDimensions()
      .filter((r) => named.has(r.dimension))
      .map((r) => ({ kind: r.kind, dimension: r.dimension })),
  );
  if (faults.length > 0) throw cardErrors.SCORECARD_SHEET({ details: { faults } });
  return transaction(ctx, async (tx) => {
    const cardId = ctx.newId();
    const added = await tx
      .insertInto('scorecard')
      .values({
        card_id: cardId,
        division_code: ownPlace(actor),
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        kind: given.kind,
        title: given.title,
        year: given.year,
        dimensions: JSON.stringify(given.dimensions),
        threshold: given.threshold === undefined ? null : String(given.threshold),
        valid_months: given.validMonths ?? null,
        register: given.of?.register ?? null,
        register_field: given.of?.value === undefined ? null : (given.of.field ?? null),
        register_value: given.of?.field === undefined ? null : (given.of.value ?? null),
        state: 'draft',
        created_by: actor.userId,
        created_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['unit_id', 'kind', 'year', 'title']).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) throw cardErrors.SCORECARD_REPEATED();
    await audit(tx, ctx, {
      action: 'scorecard.draft',
      subjectType: 'scorecard',
      subjectId: cardId,
      divisionCode: actor.divisionCode,
      summary: `起草评价表：${given.title}（${given.year}年）`,
      payload: { dimensions: given.dimensions },
    });
    return { cardId };
  });
}

/** Puts a sheet in use: only with every dimension that the documents want of its kind (FYP14 三, 四, 专栏3). @throws NOT_FOUND, SCORECARD_SHEET, SCORECARD_STATE */
export async function activateCard(ctx: Context, input: CardId): Promise<{ state: 'active' }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { cardId } = CardId.parse(input);
  return transaction(ctx, async (tx) => {
    const card = await ownCard(tx, actor, cardId);
    if (card.state !== 'draft') throw cardErrors.SCORECARD_STATE();
    const required = requiredDimensions();
    const faults = sheetFaults(card.kind, card.dimensions, required);
    if (faults.length > 0) {
      const names = required
        .filter((r) => faults.includes(`required:${r.dimension}`))
        .map((r) => `${r.label.zh}（${r.document} ${r.clause}）`);
      throw cardErrors.SCORECARD_SHEET({ hint: `缺少：${names.join('、')}`, details: { faults } });
    }
    await tx
      .updateTable('scorecard')
      .set({ state: 'active', activated_on: ctx.clock.today() })
      .where('card_id', '=', cardId)
      .execute();
    await audit(tx, ctx, {
      action: 'scorecard.activate',
      subjectType: 'scorecard',
      subjectId: cardId,
      divisionCode: card.division_code,
      summary: `启用评价表：${card.title}`,
    });
    return { state: 'active' };
  });
}

/** How far a subject achieved one dimension, with its basis; scored again, the newer stands until the results are published. @throws NOT_FOUND, SCORECARD_STATE, SCORECARD_COMPUTED, SCORECARD_SUBJECT */
export async function scoreSubject(ctx: Context, input: ScoreSubject): Promise<{ subject: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = ScoreSubject.parse(input);
  return transaction(ctx, async (tx) => {
    const card = await ownCard(tx, actor, given.cardId);
    if (card.state !== 'active') throw cardErrors.SCORECARD_STATE();
    if (!card.dimensions.some((d) => d.key === given.dimension)) throw errors.NOT_FOUND();
    if (isComputed(card, given.dimension)) throw cardErrors.SCORECARD_COMPUTED();
    const subjects = await registeredOf(tx, card);
    if (subjects && !subjects.some((s) => s.subject === given.subject)) throw cardErrors.SCORECARD_SUBJECT();
    const score = {
      achieved: String(given.achieved),
      basis: given.basis,
      scored_by: actor.userId,
      scored_at: ctx.clock.now(),
    };
    await tx
      .insertInto('scorecard_score')
      .values({
        card_id: given.cardId,
        subject: given.subject,
        dimension: given.dimension,
        division_code: card.division_code,
        subject_name: given.subjectName,
        ...score,
      })
      .onConflict((c) => c.columns(['card_id', 'subject', 'dimension']).doUpdateSet(score))
      .execute();
    await audit(tx, ctx, {
      action: 'scorecard.score',
      subjectType: 'scorecard',
      subjectId: given.cardId,
      divisionCode: card.division_code,
      summary: `评分：${given.subjectName} ${given.dimension}`,
      payload: { subject: given.subject, achieved: given.achieved, basis: given.basis },
    });
    return { subject: given.subject };
  });
}

/** Publishes the results; a missing partial score blocks it (FYP14 二十三). @throws NOT_FOUND, SCORECARD_STATE, SCORECARD_MISSING */
export async function publishCard(ctx: Context, input: CardId): Promise<{ ranked: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { cardId } = CardId.parse(input);
  return transaction(ctx, async (tx) => {
    const card = await ownCard(tx, actor, cardId);
    if (card.state !== 'active') throw cardErrors.SCORECARD_STATE();
    const { ranked, missing } = rankingOf(card.dimensions, await scoredOf(tx, cardId, card.dimensions));
    if (missing.length > 0 || ranked.length === 0)
      throw cardErrors.SCORECARD_MISSING({ hint: missing.join('、') || undefined });
    await tx
      .updateTable('scorecard')
      .set({ state: 'published', published_on: ctx.clock.today() })
      .where('card_id', '=', cardId)
      .execute();
    await audit(tx, ctx, {
      action: 'scorecard.publish',
      subjectType: 'scorecard',
      subjectId: cardId,
      divisionCode: card.division_code,
      summary: `公布评价结果：${card.title}，${ranked.length} 个对象`,
    });
    return { ranked: ranked.length };
  });
}
