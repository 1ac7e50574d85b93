import { addMonths, plainDate } from '../../platform/plain-date.ts';
import { audit, auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { insideRanges } from '../../organizations/index.ts';
import { sql } from 'kysely';
import { Paged } from '../../platform/paging.ts';
import { pageOf, type Counted } from '../page-of.ts';
import { RecordSelfCheck, type SelfCheckLine } from './schema.ts';
import { monthsSet, SELF_CHECK_MONTHS } from './settings.ts';

/** 自查自纠: a round of the own office, how many problems it found and has put right (HA2020 四(二)). Told again for a day it is kept once. */
export async function recordSelfCheck(ctx: Context, input: RecordSelfCheck): Promise<{ checkId: string }> {
  const actor = authorise(ctx, 'supervision.answer');
  const given = RecordSelfCheck.parse(input);
  const { divisionCode } = actor;
  if (divisionCode === null) throw errors.NOT_PERMITTED();
  if (given.heldOn > ctx.clock.today())
    throw errors.INPUT_INVALID({ fields: [{ path: 'heldOn', message: '自查日期不能晚于今天' }] });
  return transaction(ctx, async (tx) => {
    const checkId = ctx.newId();
    const added = await tx
      .insertInto('self_check')
      .values({
        check_id: checkId,
        unit_id: actor.unitId,
        division_code: divisionCode,
        held_on: given.heldOn,
        found: given.found,
        corrected: given.corrected,
        note: given.note || null,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .onConflict((c) => c.columns(['unit_id', 'held_on']).doNothing())
      .returning('check_id')
      .executeTakeFirst();
    if (!added) {
      const known = await tx
        .selectFrom('self_check')
        .select('check_id')
        .where('unit_id', '=', actor.unitId)
        .where('held_on', '=', given.heldOn)
        .executeTakeFirstOrThrow();
      return { checkId: known.check_id };
    }
    await audit(tx, ctx, {
      action: 'supervision.self_check',
      subjectType: 'self_check',
      subjectId: checkId,
      divisionCode,
      summary: `自查自纠：发现 ${given.found} 个，改正 ${given.corrected} 个`,
    });
    return { checkId };
  });
}

/** Rounds of one's area, newest first. */
export async function listSelfChecks(ctx: Context, input: Paged): Promise<Counted<SelfCheckLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const page = Paged.parse(input);
  const query = sql<SelfCheckLine>`select c.check_id as "checkId", u.name as "unitName", c.held_on as "heldOn", c.found, c.corrected, c.note,
        c.reminded_on as "remindedOn" from self_check c join unit u using (unit_id)
      where ${insideRanges('c.division_code', actor.areas)} order by c.held_on desc, u.name, c.check_id`;
  return read(ctx, (tx) => pageOf(tx, page, query));
}

/** Daily, by the system: asks each unit once for its next round when the months set locally have passed since its last; nothing is set, nothing is asked. */
export async function remindSelfChecks(ctx: Context): Promise<number> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const last = await tx
      .selectFrom('self_check')
      .selectAll()
      .distinctOn('unit_id')
      .orderBy('unit_id')
      .orderBy('held_on', 'desc')
      .execute();
    const due: { check: (typeof last)[number]; months: number }[] = [];
    for (const check of last.filter((c) => c.reminded_on === null)) {
      const months = await monthsSet(tx, check.division_code, SELF_CHECK_MONTHS, today);
      if (months !== null && addMonths(plainDate(check.held_on), months) <= today) due.push({ check, months });
    }
    const ids = due.map(({ check }) => check.check_id);
    await sql`update self_check set reminded_on = ${today} where check_id = any (${ids}::uuid[])`.execute(tx);
    await sendMessages(
      tx,
      ctx,
      due.map(({ check, months }) => ({
        toUnitId: check.unit_id,
        kind: 'supervision.self_check',
        title: '到期开展自查自纠',
        body: `上次自查 ${check.held_on}，已满 ${months} 个月。`,
        link: '/supervision/self-checks',
      })),
    );
    await auditMany(
      tx,
      ctx,
      due.map(({ check }) => ({
        action: 'supervision.self_check_due',
        subjectType: 'self_check',
        subjectId: check.check_id,
        divisionCode: check.division_code,
        summary: '提醒开展自查自纠',
      })),
    );
    return due.length;
  });
}
