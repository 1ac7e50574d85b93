import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { matterErrors } from '../matters/errors.ts';
import { ownPlace } from '../matters/insert-matter.ts';
import { DecideNominee, DraftCircular, Nominate } from './schema.ts';

/** A draft of one's own office, locked. @throws NOT_FOUND, CIRCULAR_ISSUED */
export async function ownDraft(tx: Tx, actor: Actor, circularId: string) {
  const row = await tx
    .selectFrom('circular')
    .selectAll()
    .where('circular_id', '=', circularId)
    .where('unit_id', '=', actor.unitId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  if (row.state === 'issued') throw matterErrors.CIRCULAR_ISSUED();
  return row;
}

/** Begins a circular of commendation or correction (通报, N2019 五). */
export async function draftCircular(ctx: Context, input: DraftCircular): Promise<{ circularId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = DraftCircular.parse(input);
  return transaction(ctx, async (tx) => {
    const circularId = ctx.newId();
    await tx
      .insertInto('circular')
      .values({
        circular_id: circularId,
        division_code: ownPlace(actor),
        unit_id: actor.unitId,
        unit_name: actor.unitName,
        kind: given.kind,
        title: given.title,
        body: given.body,
        public: given.public,
        state: 'draft',
        created_by: actor.userId,
        created_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'circular.draft',
      subjectType: 'circular',
      subjectId: circularId,
      divisionCode: actor.divisionCode,
      summary: `起草通报：${given.title}`,
    });
    return { circularId };
  });
}

/** Proposes somebody for a draft, with the ground. @throws NOT_FOUND, CIRCULAR_ISSUED */
export async function nominate(ctx: Context, input: Nominate): Promise<{ nomineeId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = Nominate.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await ownDraft(tx, actor, given.circularId);
    const nomineeId = ctx.newId();
    await tx
      .insertInto('circular_nominee')
      .values({
        circular_id: given.circularId,
        nominee_id: nomineeId,
        division_code: draft.division_code,
        name: given.name,
        unit_id: given.unitId ?? null,
        ground: given.ground,
      })
      .execute();
    await audit(tx, ctx, {
      action: 'circular.nominate',
      subjectType: 'circular',
      subjectId: given.circularId,
      divisionCode: draft.division_code,
      summary: `通报“${draft.title}”提名 ${given.name}`,
    });
    return { nomineeId };
  });
}

/** Approves a nominee or not; may be changed until the circular is issued. @throws NOT_FOUND, CIRCULAR_ISSUED */
export async function decideNominee(ctx: Context, input: DecideNominee): Promise<{ approved: boolean }> {
  const actor = authorise(ctx, 'supervision.verify');
  const { circularId, nomineeId, approved } = DecideNominee.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await ownDraft(tx, actor, circularId);
    const decided = await tx
      .updateTable('circular_nominee')
      .set({ approved, decided_by: actor.userId, decided_on: ctx.clock.today() })
      .where('circular_id', '=', circularId)
      .where('nominee_id', '=', nomineeId)
      .returning('name')
      .executeTakeFirst();
    if (!decided) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'circular.decide',
      subjectType: 'circular',
      subjectId: circularId,
      divisionCode: draft.division_code,
      summary: `通报“${draft.title}”${approved ? '审定' : '不列入'} ${decided.name}`,
    });
    return { approved };
  });
}
