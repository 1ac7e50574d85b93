import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Page } from '../../platform/http.ts';
import { trainingErrors } from '../errors.ts';
import { homeOf, numberOf } from '../lists/place-order.ts';
import { AwardBid, BidForCall, ListCalls, OpenCall, type CallView } from './schema.ts';

/** The office calls for carriers of a training project (定点培训机构招投标, SD2017 三(三); HA2020 一(二)). */
export async function openCall(ctx: Context, input: OpenCall): Promise<{ callId: string; number: string }> {
  const actor = authorise(ctx, 'training.approve');
  const said = OpenCall.parse(input);
  const place = actor.divisionCode;
  if (place === null) throw errors.NOT_PERMITTED();
  return transaction(ctx, async (tx) => {
    const callId = ctx.newId();
    const number = await numberOf(tx, 'ZB', place, ctx.clock.today().slice(0, 4));
    await tx
      .insertInto('training_call')
      .values({
        call_id: callId,
        number,
        location_code: place,
        title: said.title,
        scheme: said.scheme || null,
        places: said.places,
        opens_on: said.opensOn,
        closes_on: said.closesOn,
        made_by: actor.userId,
        made_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'training.open_call',
      subjectType: 'training_call',
      subjectId: callId,
      divisionCode: place,
      summary: `发布承训项目 ${number}：${said.title} ${said.places} 人`,
    });
    return { callId, number };
  });
}

/** A carrier bids with the places it can train; bidding again before the end replaces the bid. @throws INSTITUTION_ONLY, NOT_FOUND, CALL_CLOSED */
export async function bidForCall(ctx: Context, input: BidForCall): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const said = BidForCall.parse(input);
  const { institutionId } = actor;
  if (institutionId === null) throw trainingErrors.INSTITUTION_ONLY();
  return transaction(ctx, async (tx) => {
    const call = await tx.selectFrom('training_call').selectAll().where('call_id', '=', said.callId).executeTakeFirst();
    if (!call) throw errors.NOT_FOUND();
    const today = ctx.clock.today();
    if (call.state !== 'open' || today < call.opens_on || today > call.closes_on) throw trainingErrors.CALL_CLOSED();
    const values = {
      capacity: said.capacity,
      price_fen: said.priceFen ?? null,
      proposal: said.proposal || null,
      bid_by: actor.userId,
      bid_at: ctx.clock.now(),
    };
    await tx
      .insertInto('training_bid')
      .values({ call_id: said.callId, institution_id: institutionId, location_code: call.location_code, ...values })
      .onConflict((c) => c.columns(['call_id', 'institution_id']).doUpdateSet(values))
      .execute();
    await audit(tx, ctx, {
      action: 'training.bid',
      subjectType: 'training_call',
      subjectId: said.callId,
      divisionCode: await homeOf(tx, institutionId),
      institutionId,
      summary: `申报承训项目 ${call.number}：能力 ${said.capacity} 人`,
    });
  });
}

/**
 * The office awards places to a bid, never more than the carrier says it can train (HA2020 一(二)); the award is the carrier's task of the year.
 * @throws NOT_FOUND, OVER_CAPACITY naming the capacity, CALL_CLOSED when the bid was awarded before
 */
export async function awardBid(ctx: Context, input: AwardBid): Promise<{ taskId: string }> {
  const actor = authorise(ctx, 'training.approve');
  const said = AwardBid.parse(input);
  return transaction(ctx, async (tx) => {
    const bid = await tx
      .selectFrom('training_bid')
      .selectAll()
      .where('call_id', '=', said.callId)
      .where('institution_id', '=', said.institutionId)
      .forUpdate()
      .executeTakeFirst();
    const call = await tx.selectFrom('training_call').selectAll().where('call_id', '=', said.callId).executeTakeFirst();
    if (!bid || !call) throw errors.NOT_FOUND();
    if (bid.awarded_places !== null) throw trainingErrors.CALL_CLOSED({ message: '该申报已经授予。' });
    if (said.places > bid.capacity)
      throw trainingErrors.OVER_CAPACITY({
        message: `该单位申报承训能力 ${bid.capacity} 人，不能授予 ${said.places} 人。`,
        details: { capacity: bid.capacity },
      });
    await tx
      .updateTable('training_bid')
      .set({ awarded_places: said.places, awarded_by: actor.userId, awarded_at: ctx.clock.now() })
      .where('call_id', '=', said.callId)
      .where('institution_id', '=', said.institutionId)
      .execute();
    await tx.updateTable('training_call').set({ state: 'awarded' }).where('call_id', '=', said.callId).execute();
    const year = ctx.clock.today().slice(0, 4);
    const taskId = ctx.newId();
    await tx
      .insertInto('training_task')
      .values({
        task_id: taskId,
        number: await numberOf(tx, 'RW', call.location_code, year),
        location_code: call.location_code,
        institution_id: said.institutionId,
        title: call.title,
        scheme: call.scheme,
        basis: 'awarded',
        year: Number(year),
        places: said.places,
        due_on: said.dueOn ?? null,
        call_id: said.callId,
        made_by: actor.userId,
        made_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'training.award',
      subjectType: 'training_call',
      subjectId: said.callId,
      divisionCode: call.location_code,
      institutionId: said.institutionId,
      summary: `授予承训项目 ${call.number}：${said.places} 人`,
      payload: { taskId },
    });
    return { taskId };
  });
}

/** Calls for carriers with their bids: an institution sees its own bid, the office all. */
export async function listCalls(ctx: Context, input: ListCalls): Promise<Page<CallView>> {
  authorise(ctx, 'training.read');
  const { page, size } = ListCalls.parse(input);
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<CallView>`select c.call_id as "callId", c.number, c.title, c.scheme, c.places, c.opens_on as "opensOn", c.closes_on as "closesOn", c.state,
        coalesce((select jsonb_agg(jsonb_build_object('institutionId', b.institution_id, 'institution', i.name, 'kind', i.kind, 'capacity', b.capacity, 'priceFen', b.price_fen,
          'awarded', b.awarded_places) order by i.name) from training_bid b join institution i on i.institution_id = b.institution_id where b.call_id = c.call_id), '[]') as bids
      from training_call c order by c.opens_on desc, c.call_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const { n } = await tx
      .selectFrom('training_call')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { rows, total: n, page, size };
  });
}
