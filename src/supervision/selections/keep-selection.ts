import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { ownPlace } from '../matters/insert-matter.ts';
import { selectionErrors } from './errors.ts';
import { EnterCandidate, RemoveCandidate, SelectionId, StartSelection } from './schema.ts';
import { cutsTie } from './standing.ts';
import { ownOpen, standingOn } from './store.ts';

/** Opens a selection of projects. @throws SELECTION_REPEATED */
export async function startSelection(ctx: Context, input: StartSelection): Promise<{ selectionId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = StartSelection.parse(input);
  return transaction(ctx, async (tx) => {
    const selectionId = ctx.newId();
    const added = await tx
      .insertInto('project_selection')
      .values({
        selection_id: selectionId,
        division_code: ownPlace(actor),
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        kind: given.kind,
        title: given.title,
        places: given.places ?? null,
        state: 'open',
        opened_on: ctx.clock.today(),
        created_by: actor.userId,
        created_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['unit_id', 'title']).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) throw selectionErrors.SELECTION_REPEATED();
    await audit(tx, ctx, {
      action: 'selection.open',
      subjectType: 'project_selection',
      subjectId: selectionId,
      divisionCode: actor.divisionCode,
      summary: `组织评选：${given.title}`,
      payload: { kind: given.kind, places: given.places ?? null },
    });
    return { selectionId };
  });
}

/** Enters a candidate with its score, in the order of receipt. @throws NOT_FOUND, SELECTION_DECIDED, CANDIDATE_REPEATED */
export async function enterCandidate(ctx: Context, input: EnterCandidate): Promise<{ candidateId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = EnterCandidate.parse(input);
  return transaction(ctx, async (tx) => {
    const selection = await ownOpen(tx, actor, given.selectionId);
    const candidateId = ctx.newId();
    const added = await tx
      .insertInto('project_candidate')
      .values({
        selection_id: given.selectionId,
        candidate_id: candidateId,
        division_code: selection.division_code,
        name: given.name,
        score: given.score,
        complete: given.complete,
        received_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['selection_id', 'name']).where('removed_reason', 'is', null).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) throw selectionErrors.CANDIDATE_REPEATED();
    await audit(tx, ctx, {
      action: 'selection.enter',
      subjectType: 'project_selection',
      subjectId: given.selectionId,
      divisionCode: selection.division_code,
      summary: `登记申报：${given.name}，${given.score} 分（${selection.title}）`,
    });
    return { candidateId };
  });
}

/** Takes a candidate out with a reason; it stays in the record. @throws NOT_FOUND, SELECTION_DECIDED */
export async function removeCandidate(ctx: Context, input: RemoveCandidate): Promise<{ candidateId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { selectionId, candidateId, reason } = RemoveCandidate.parse(input);
  return transaction(ctx, async (tx) => {
    const selection = await ownOpen(tx, actor, selectionId);
    const removed = await tx
      .updateTable('project_candidate')
      .set({ removed_reason: reason })
      .where('selection_id', '=', selectionId)
      .where('candidate_id', '=', candidateId)
      .where('removed_reason', 'is', null)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'selection.remove',
      subjectType: 'project_selection',
      subjectId: selectionId,
      divisionCode: selection.division_code,
      summary: `撤下申报：${removed.name}（${selection.title}）`,
      payload: { reason },
    });
    return { candidateId };
  });
}

/**
 * Decides a selection: the order by the law of the day and who takes a place are written as its protocol and stand (SD2017 三(四)).
 * @throws NOT_FOUND, SELECTION_DECIDED, SELECTION_EMPTY, SELECTION_TIED
 */
export async function decideSelection(ctx: Context, input: SelectionId): Promise<{ selected: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { selectionId } = SelectionId.parse(input);
  return transaction(ctx, async (tx) => {
    const selection = await ownOpen(tx, actor, selectionId);
    const day = ctx.clock.today();
    const { rows, ranking } = await standingOn(tx, selection, day);
    if (!rows.some((r) => r.place !== null)) throw selectionErrors.SELECTION_EMPTY();
    if (cutsTie(rows, selection.places)) throw selectionErrors.SELECTION_TIED();
    for (const { candidateId, place, bonus, marked, note, selected } of rows)
      await tx
        .updateTable('project_candidate')
        .set({ place, bonus, marked, note, selected })
        .where('selection_id', '=', selectionId)
        .where('candidate_id', '=', candidateId)
        .execute();
    await tx
      .updateTable('project_selection')
      .set({ state: 'decided', decided_on: day, ranking })
      .where('selection_id', '=', selectionId)
      .execute();
    const chosen = rows.filter((r) => r.selected);
    await audit(tx, ctx, {
      action: 'selection.decide',
      subjectType: 'project_selection',
      subjectId: selectionId,
      divisionCode: selection.division_code,
      summary: `确定评选结果：${selection.title}，入选 ${chosen.length} 个`,
      payload: {
        order: rows.map(({ name, place, score, bonus, marked, note, selected }) => ({
          name,
          place,
          score,
          bonus,
          marked,
          note,
          selected,
        })),
      },
    });
    return { selected: chosen.length };
  });
}
