import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { cityOf } from '../city-of.ts';
import { designationErrors } from './errors.ts';
import { OpenCall } from './schema.ts';
import { lockCalls } from './store.ts';

export type OpenedCall = { callId: string; round: number; told: number };

/**
 * 组织申报: calls every technical school located in the city, whoever owns it, to undertake the programme of a year (SD2017-3.3-02), and tells each.
 * @throws DESIGNATION_CALL_OPEN while a round of the year is undecided, NOT_FOUND for another city
 */
export async function openCall(ctx: Context, input: OpenCall): Promise<OpenedCall> {
  const actor = authorise(ctx, 'catalogue.edit');
  const given = OpenCall.parse(input);
  const city = cityOf(actor, given.cityCode);
  return transaction(ctx, async (tx) => {
    await lockCalls(tx, city);
    const rounds = await tx
      .selectFrom('designation_call')
      .select(['round', 'decided_at'])
      .where('city_code', '=', city)
      .where('year', '=', given.year)
      .execute();
    if (rounds.some((r) => r.decided_at === null)) throw designationErrors.DESIGNATION_CALL_OPEN();
    const callId = ctx.newId();
    const round = Math.max(0, ...rounds.map((r) => r.round)) + 1;
    await tx
      .insertInto('designation_call')
      .values({
        call_id: callId,
        city_code: city,
        year: given.year,
        round,
        opens_on: given.opensOn,
        closes_on: given.closesOn,
        period_from: given.periodFrom,
        period_to: given.periodTo,
        retention_months: given.retentionMonths,
        note: given.note || null,
        opened_by: actor.userId,
        opened_at: ctx.clock.now(),
      })
      .execute();
    const schools = await schoolsOf(tx, city, ctx.clock.today());
    await sendMessages(
      tx,
      ctx,
      schools.map((toInstitutionId) => ({
        toInstitutionId,
        kind: 'designation.called',
        title: `${actor.unitName}组织申报${given.year}年承担精准技能扶贫院校`,
        body: `受理期 ${given.opensOn} 至 ${given.closesOn}（含当日），请在“承担任务申报”中填写并提交。`,
        link: '/designation/own',
      })),
    );
    await audit(tx, ctx, {
      action: 'designation.open_call',
      subjectType: 'designation_call',
      subjectId: callId,
      divisionCode: city,
      summary: `组织${given.year}年承担院校申报（第${round}轮），${given.closesOn}截止`,
      payload: { ...given, told: schools.length },
    });
    return { callId, round, told: schools.length };
  });
}

async function schoolsOf(tx: Tx, city: number, today: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('institution')
    .select('institution_id')
    .where('kind', '=', 'technical_school')
    .where('location_code', '>=', city)
    .where('location_code', '<', city + 100_000_000)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .execute();
  return rows.map((r) => r.institution_id);
}
