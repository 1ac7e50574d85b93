import { sql, type RawBuilder } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { insideRanges } from '../../organizations/index.ts';
import { Paged } from '../../platform/paging.ts';
import { pageOf, type Counted } from '../page-of.ts';
import {
  CircularId,
  Everything,
  type CircularLine,
  type CircularView,
  type NomineeView,
  type PublicCircular,
} from './schema.ts';

/** Circulars of one's area, and public ones of others; newest first. */
export async function listCirculars(ctx: Context, input: Paged): Promise<Counted<CircularLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const page = Paged.parse(input);
  const seen = sql`${insideRanges('c.division_code', actor.areas)} or c.public and c.state = 'issued'`;
  return read(ctx, (tx) => pageOf(tx, page, lines(seen)));
}

/** One circular with whom it names; of others' only the approved. @throws NOT_FOUND */
export async function openCircular(ctx: Context, input: CircularId): Promise<CircularView> {
  const actor = authorise(ctx, 'supervision.read');
  const { circularId } = CircularId.parse(input);
  return read(ctx, async (tx) => {
    const { rows: found } = await lines(sql`c.circular_id = ${circularId}`).execute(tx);
    const line = found[0];
    const own = await tx
      .selectFrom('circular')
      .select(['unit_id', 'body'])
      .where('circular_id', '=', circularId)
      .executeTakeFirst();
    if (!line || !own) throw errors.NOT_FOUND();
    const mine = own.unit_id === actor.unitId;
    const { rows } =
      await sql<NomineeView>`select nominee_id as "nomineeId", name, ground, approved from circular_nominee
      where circular_id = ${circularId} and (${mine} or approved) order by name`.execute(tx);
    return { ...line, body: own.body, mine, nomineeRows: rows };
  });
}

/** What everybody may read without signing in: public circulars as issued, with number and day and the names approved; newest first. */
export async function publicCirculars(ctx: Context, input: Everything): Promise<{ rows: PublicCircular[] }> {
  Everything.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } =
      await sql<PublicCircular>`select c.title, c.kind, c.unit_name as "unitName", c.number, c.issued_on as "issuedOn", c.body,
        (select coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'ground', n.ground) order by n.name), '[]') from circular_nominee n
          where n.circular_id = c.circular_id and n.approved) as names
      from circular c where c.public and c.state = 'issued' order by c.issued_on desc, c.number limit 200`.execute(tx);
    return { rows };
  });
}

const lines = (condition: RawBuilder<unknown>) =>
  sql<CircularLine>`select c.circular_id as "circularId", c.kind, c.title, c.unit_name as "unitName", c.number, c.state,
      c.issued_on as "issuedOn", c.public, count(n.nominee_id)::int as nominees, (count(*) filter (where n.approved))::int as approved
    from circular c left join circular_nominee n on n.circular_id = c.circular_id where ${condition}
    group by c.circular_id order by c.created_at desc, c.circular_id`;
