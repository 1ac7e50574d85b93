import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { formatYuan, yuan as fenOf } from '../../platform/money.ts';
import { ledgerSchool } from './ledger-lines.ts';
import { costTitles, partTitles, RecordCost } from './schema.ts';

/** Records what the school spent on recruitment, publicity, service or transport. @throws INPUT_INVALID for a day to come, NOT_FOUND without a school */
export async function recordCost(ctx: Context, input: RecordCost): Promise<{ costId: string }> {
  const actor = authorise(ctx, 'ledger.keep');
  const { part, kind, onDate, yuan, what } = RecordCost.parse(input);
  if (onDate > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'onDate', message: '日期不能晚于今天' }] });
  const amount = fenOf(yuan);
  return transaction(ctx, async (tx) => {
    const school = await ledgerSchool(tx, actor, undefined);
    const costId = ctx.newId();
    await tx
      .insertInto('school_cost')
      .values({
        cost_id: costId,
        institution_id: school.institutionId,
        city_code: Math.floor(school.locationCode / 100_000_000) * 100_000_000,
        part,
        kind,
        on_date: onDate,
        amount_fen: amount,
        what,
        recorded_by: actor.userId,
        recorded_name: actor.name,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'ledger.record_cost',
      subjectType: 'school_cost',
      subjectId: costId,
      institutionId: school.institutionId,
      divisionCode: school.locationCode,
      summary: `登记${partTitles[part]}${costTitles[kind]}费用 ${formatYuan(amount)} 元：${what}`,
      payload: { part, kind, onDate, amountFen: amount },
    });
    return { costId };
  });
}
