import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { likeText } from '../../platform/postgres/like-text.ts';
import { listPage } from '../../platform/list-page.ts';
import type { Page } from '../../platform/http.ts';
import { ListOffers, ListScopes, type ChainView, type CourseView, type OrderView } from './schema.ts';

/** Orders of enterprises: one's own where one is an enterprise, else everybody's; `open` only those that still want people. */
export async function listOrders(ctx: Context, input: ListOffers): Promise<Page<OrderView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size, trade, own, open } = ListOffers.parse(input);
  const mine = actor.permissions.has('training.order') ? actor.institutionId : null;
  const where = sql`(${own === 'yes' || mine !== null ? mine : null}::uuid is null or o.institution_id = ${mine}) and (${trade ?? null}::text is null or o.trade = ${trade ?? null})
    and (${open !== 'yes'} or o.state = 'open')`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<OrderView>(
      tx,
      { page, size },
      {
        counted: sql`training_order o where ${where}`,
        rows: sql`select o.order_id as "orderId", o.number, i.name as enterprise, o.trade, o.places, o.wage_fen as "wageFen", o.starts_on as "startsOn",
        o.post, o.only_named as "onlyNamed", o.state, o.enrolled, o.completed, round(o.completed * 100.0 / o.places, 1)::float8 as percent
      from training_order o join institution i on i.institution_id = o.institution_id where ${where} order by o.placed_at desc, o.order_id`,
      },
    );
    return { rows, total, page, size };
  });
}

/** 0 same county, 1 same city, 2 same province, 3 elsewhere; one for all without a place (SD2017 四(二) 就地就近). */
function farness(place: number | null): RawBuilder<number> {
  if (place === null) return sql`0`;
  const same = (unit: number) => sql`i.location_code / ${sql.lit(unit)} = ${Math.floor(place / unit)}`;
  return sql`case when ${same(1_000_000)} then 0 when ${same(100_000_000)} then 1 when ${same(10_000_000_000)} then 2 else 3 end`;
}

/** Courses on offer, those nearest the reader's place first, the free ones told apart; `own` only one's institution's, `open` only those that may be chosen, `find` by title, trade or institution. */
export async function listCourses(ctx: Context, input: ListOffers): Promise<Page<CourseView>> {
  const actor = authorise(ctx, 'policy.read');
  const { page, size, trade, own, open, find } = ListOffers.parse(input);
  const mine = own === 'yes' ? actor.institutionId : null;
  const like = likeText(find);
  const where = sql`(${mine}::uuid is null or c.institution_id = ${mine}) and (${trade ?? null}::text is null or c.trade = ${trade ?? null})
    and (${open !== 'yes'} or c.state = 'open') and (${like}::text is null or c.title ilike ${like} or c.trade ilike ${like} or i.name ilike ${like})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<CourseView>(
      tx,
      { page, size },
      {
        counted: sql`training_course c join institution i on i.institution_id = c.institution_id where ${where}`,
        rows: sql`select c.course_id as "courseId", c.number, i.name as institution, c.institution_id as "institutionId", c.title, c.trade, c.kind,
        c.hours::float8 as hours, c.fee_fen as "feeFen", c.places, c.starts_on as "startsOn", c.order_id as "orderId", o.number as "orderNumber", c.state, (c.institution_id = ${actor.institutionId}) is true as own,
        course_places_taken(c.course_id) as chosen
      from training_course c join institution i on i.institution_id = c.institution_id left join training_order o on o.order_id = c.order_id
      where ${where} order by ${farness(actor.divisionCode)}, c.listed_at desc, c.course_id`,
      },
    );
    return { rows, total, page, size };
  });
}

/** The four lists as one chain, from the order to the job, of one's institution or area, in numbers: what is missing stands out. */
export async function listChain(ctx: Context, input: ListOffers): Promise<Page<ChainView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size } = ListOffers.parse(input);
  const own = actor.institutionId;
  const scope =
    own === null
      ? insideRanges('c.location_code', actor.areas)
      : sql<SqlBool>`(c.institution_id = ${own} or o.institution_id = ${own})`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<Omit<ChainView, 'linked'>>(
      tx,
      { page, size },
      {
        counted: sql`training_course c left join training_order o on o.order_id = c.order_id where ${scope}`,
        rows: sql`
      select c.course_id as "courseId", c.title, i.name as institution, o.number as "orderNumber", e.name as enterprise, o.places as "orderPlaces", c.number as "courseNumber",
        k.choices, k.classes, k.completed, k.jobs, k.purchase_id as "purchaseId", k.purchase_number as "purchaseNumber",
        k.purchase_state as "purchaseState", k.held_for as "heldFor"
      from training_course c join institution i on i.institution_id = c.institution_id left join training_order o on o.order_id = c.order_id
        left join institution e on e.institution_id = o.institution_id cross join lateral course_chain(c.course_id) k
      where ${scope} order by c.listed_at desc, c.course_id`,
      },
    );
    const linked = (r: Omit<ChainView, 'linked'>) =>
      [r.orderNumber !== null, r.choices > 0, true, r.purchaseId !== null].filter(Boolean).length;
    return { rows: rows.map((r) => ({ ...r, linked: linked(r) })), total, page, size };
  });
}

export type ScopeView = {
  institution: string;
  institutionId: string;
  trade: string;
  validFrom: string;
  validTo: string | null;
  batch: number | null;
  offlineFrom: string | null;
};

/** What institutions may train, by trade: one's own, or of one's area. */
export async function listScopes(ctx: Context, input: ListScopes): Promise<Page<ScopeView>> {
  const actor = authorise(ctx, 'training.read');
  const { page, size } = ListScopes.parse(input);
  const own = actor.institutionId;
  const scope = own === null ? insideRanges('s.location_code', actor.areas) : sql<SqlBool>`s.institution_id = ${own}`;
  return read(ctx, async (tx) => {
    const { rows, total } = await listPage<ScopeView>(
      tx,
      { page, size },
      {
        counted: sql`training_scope s where ${scope}`,
        rows: sql`select i.name as institution, s.institution_id as "institutionId", s.trade, s.valid_from as "validFrom", s.valid_to as "validTo", s.batch,
        s.offline_from as "offlineFrom"
      from training_scope s join institution i on i.institution_id = s.institution_id where ${scope} order by i.name, s.trade, s.valid_from`,
      },
    );
    return { rows, total, page, size };
  });
}
