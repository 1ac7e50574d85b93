import { sql } from 'kysely';
import { INDEX } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { cleanIdNumber } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import { trainingErrors } from '../errors.ts';
import { PlaceOrder } from './schema.ts';

/**
 * An enterprise places an order (企业订单, SD2017 三(三)): trade, places, wage, first day. Whom it employs or names is kept as keyed index and folded
 * name only. @throws ENTERPRISE_ONLY, INPUT_INVALID for a number that does not hold
 */
export async function placeOrder(ctx: Context, input: PlaceOrder): Promise<{ orderId: string; number: string }> {
  const actor = authorise(ctx, 'training.order');
  const said = PlaceOrder.parse(input);
  const { institutionId } = actor;
  if (institutionId === null) throw trainingErrors.ENTERPRISE_ONLY();
  const people = said.people.map((p, i) => {
    const id = cleanIdNumber(p.idNumber).value;
    if (id === null)
      throw errors.INPUT_INVALID({ fields: [{ path: `people.${i}.idNumber`, message: '身份证号不对。' }] });
    return {
      number_index: ctx.vault.index(INDEX.number, id)!.toString('hex'),
      name_key: nameKey(p.name),
      relation: p.relation,
    };
  });
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, institutionId);
    const year = ctx.clock.today().slice(0, 4);
    const number = await numberOf(tx, 'DD', home, year);
    const orderId = ctx.newId();
    await tx
      .insertInto('training_order')
      .values({
        order_id: orderId,
        number,
        institution_id: institutionId,
        location_code: home,
        trade: said.trade,
        places: said.places,
        wage_fen: said.wageFen ?? null,
        starts_on: said.startsOn,
        post: said.post || null,
        only_named: said.onlyNamed,
        placed_by: actor.userId,
        placed_at: ctx.clock.now(),
      })
      .execute();
    await sql`insert into training_order_name (order_id, number_index, name_key, institution_id, location_code, relation)
      select ${orderId}::uuid, decode(r.number_index, 'hex'), r.name_key, ${institutionId}::uuid, ${home}::bigint, r.relation
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(number_index text, name_key text, relation text) on conflict do nothing`.execute(
      tx,
    );
    await audit(tx, ctx, {
      action: 'training.place_order',
      subjectType: 'training_order',
      subjectId: orderId,
      divisionCode: home,
      institutionId,
      summary: `企业订单 ${number}：${said.trade} ${said.places} 人`,
    });
    return { orderId, number };
  });
}

/** Where an institution is. @throws NOT_FOUND */
export async function homeOf(tx: Tx, institutionId: string): Promise<number> {
  const row = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row.location_code;
}

const COUNTY = 1_000_000;
const DIGITS = 4;

/** The next number of a kind of paper at a county in a year: DD371721-2020-0001. */
export async function numberOf(tx: Tx, kind: string, place: number, year: string): Promise<string> {
  const county = Math.floor(place / COUNTY);
  const sequence = await takeNumbers(tx, `training.${kind}.${county}.${year}`);
  return `${kind}${county}-${year}-${String(sequence).padStart(DIGITS, '0')}`;
}
