import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { rangeOf, scopeOf } from '../../organizations/index.ts';
import { errors } from '../../platform/errors.ts';
import { peopleErrors } from '../errors.ts';
import { HandOverWishes } from '../schema.ts';

/**
 * Passes the wishes to study or train that the HR line has not had yet from the poverty line to the HR department of the county, as one list
 * (SD2017 三(一)). Only the latest answer of a person goes; two offices at once hand over each wish once.
 * @throws NOT_FOUND outside the area, WISHES_NONE_TO_HAND_OVER, HANDOVER_RECEIVER_MISSING
 */
export async function handOverWishes(
  ctx: Context,
  input: HandOverWishes,
): Promise<{ handoverId: string; persons: number }> {
  const actor = authorise(ctx, 'wish.handover');
  const { countyCode, year } = HandOverWishes.parse(input);
  const area = scopeOf(actor, countyCode)[0] ?? rangeOf(countyCode);
  return transaction(ctx, async (tx) => {
    const wishes = await waitingWishes(tx, area, year);
    if (wishes.length === 0) throw peopleErrors.WISHES_NONE_TO_HAND_OVER();
    const receiver = await hrUnit(tx, countyCode, ctx.clock.today());
    if (!receiver) throw peopleErrors.HANDOVER_RECEIVER_MISSING();
    const handoverId = ctx.newId();
    const persons = new Set(wishes.map((w) => w.person_id)).size;
    await tx
      .insertInto('wish_handover')
      .values({
        handover_id: handoverId,
        county_code: countyCode,
        from_unit_id: actor.unitId,
        to_unit_id: receiver,
        persons,
        sent_at: ctx.clock.now(),
        sent_by: actor.userId,
      })
      .execute();
    await tx
      .updateTable('wish')
      .set({ handover_id: handoverId })
      .where(
        'wish_id',
        'in',
        wishes.map((w) => w.wish_id),
      )
      .execute();
    const title = `${year}年就读培训意愿移交：${persons} 人`;
    await sendMessages(tx, ctx, [
      {
        toUnitId: receiver,
        kind: 'wish.handover',
        title,
        body: `${actor.unitName}移交，请签收。`,
        link: '/wishes/received',
      },
    ]);
    await audit(tx, ctx, {
      action: 'wish.hand_over',
      subjectType: 'wish_handover',
      subjectId: handoverId,
      divisionCode: countyCode,
      summary: title,
      payload: { persons, to: receiver },
    });
    return { handoverId, persons };
  });
}

/** Wishes that say yes, are the person's latest of the year, and were not handed over; locked, skipping none. */
async function waitingWishes(
  tx: Tx,
  area: { lo: number; hi: number },
  year: number,
): Promise<{ wish_id: string; person_id: string }[]> {
  const found = await sql<{ wish_id: string; person_id: string }>`
    select w.wish_id, w.person_id from wish w
    where w.village_code >= ${area.lo} and w.village_code < ${area.hi} and w.year = ${year} and w.handover_id is null and (w.study or w.train)
      and not exists (select 1 from wish l where l.person_id = w.person_id and l.year = w.year and (l.asked_on, l.recorded_at, l.wish_id) > (w.asked_on, w.recorded_at, w.wish_id))
    for update of w`.execute(tx);
  return found.rows;
}

async function hrUnit(tx: Tx, divisionCode: number, on: string): Promise<string | null> {
  const unit = await tx
    .selectFrom('unit')
    .select('unit_id')
    .where('division_code', '=', divisionCode)
    .where('line', '=', 'hr')
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .orderBy('name')
    .executeTakeFirst();
  return unit?.unit_id ?? null;
}

/** A handover the actor's unit sent or is to receive. @throws NOT_FOUND */
export async function ownHandover(tx: Tx, unitId: string, handoverId: string) {
  const row = await tx
    .selectFrom('wish_handover')
    .selectAll()
    .where('handover_id', '=', handoverId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || (row.to_unit_id !== unitId && row.from_unit_id !== unitId)) throw errors.NOT_FOUND();
  return row;
}
