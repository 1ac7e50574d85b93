import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { FOLLOW_UPS, LogFollowUp } from './schema.ts';

/** Writes down that training or guidance has followed for somebody included (HA2020 一(二)); logged again it keeps the first. @throws NOT_FOUND, EVENT_IN_FUTURE */
export async function logFollowUp(ctx: Context, input: LogFollowUp): Promise<{ doneOn: string }> {
  const actor = authorise(ctx, 'monitor.record');
  const given = LogFollowUp.parse(input);
  if (given.doneOn > ctx.clock.today()) throw peopleErrors.EVENT_IN_FUTURE();
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('hardship_follow_up')
      .selectAll()
      .where('person_id', '=', given.personId)
      .where('report_id', '=', given.reportId)
      .where('kind', '=', given.kind)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.done_on !== null) return { doneOn: row.done_on };
    await tx
      .updateTable('hardship_follow_up')
      .set({ done_on: given.doneOn, note: given.note, done_by: actor.userId })
      .where('person_id', '=', given.personId)
      .where('report_id', '=', given.reportId)
      .where('kind', '=', given.kind)
      .execute();
    await audit(tx, ctx, {
      action: 'monitor.follow_up',
      subjectType: 'person',
      subjectId: given.personId,
      personId: given.personId,
      divisionCode: row.village_code,
      summary: `纳入后跟进：${FOLLOW_UPS[given.kind]}`,
      payload: { reportId: given.reportId, doneOn: given.doneOn },
    });
    return { doneOn: given.doneOn };
  });
}
