import { type RawBuilder, sql } from 'kysely';
import { normalizeAreas, rangeOf } from '../../../organizations/index.ts';
import type { AreaRange, Context } from '../../../platform/context.ts';
import { transactionAs, type Tx, lockUntilEnd } from '../../../platform/db.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { indicators } from '../files.ts';
import { lawSet, withAreas } from '../targets/goals.ts';
import { window } from '../period.ts';
import {
  addsUp,
  dueBetween,
  fillCells,
  fillOverlaps,
  humansIn,
  keepsHumans,
  sidesOf,
  standingsAnew,
  standingsFromCells,
  type RolledSide,
} from './rollup-sql.ts';
import { beginChanges, moveStandings, notedCells, overlapChanges } from './standing-changes.ts';
import { versionMark } from '../store.ts';

/** How an indicator was brought up to the day: not at all, in the places that changed, or whole. */
export type RolledUp = { key: string; how: 'unchanged' | 'places' | 'whole'; places: number };

/** `places` are counted again besides those found changed. */
export type RollUpOptions = {
  whole?: boolean;
  places?: readonly number[];
  definitions?: readonly IndicatorDefinition[];
};

const COUNTY = 1_000_000;

/**
 * Brings the roll-up to today: counts again the counties that sealed audit entries name since the last time, and those in which a record became due; everything
 * where the definition changed, or `whole` is asked. System work: derived figures only, so that nothing is audited.
 */
export async function rollUp(ctx: Context, options: RollUpOptions = {}): Promise<RolledUp[]> {
  const on = ctx.clock.today();
  const done: RolledUp[] = [];
  for (const defined of options.definitions ?? indicators())
    done.push(await transactionAs(ctx.db, 'system', (tx) => rollUpOne(tx, ctx, defined, on, options)));
  return done;
}

async function rollUpOne(
  tx: Tx,
  ctx: Context,
  defined: IndicatorDefinition,
  on: string,
  options: RollUpOptions,
): Promise<RolledUp> {
  await lockUntilEnd(tx, `indicator roll-up ${defined.key}`);
  const d = withAreas(await lawSet(tx), defined, on);
  const known = await tx.selectFrom('indicator_rolled').selectAll().where('indicator', '=', d.key).executeTakeFirst();
  const seal = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_seal`.execute(tx);
  const seq = seal.rows[0]!.seq;
  const mark = versionMark(d);
  const anew = options.whole === true || !known || known.version !== mark || known.as_of > on;
  const places = anew ? [] : [...(options.places ?? []), ...(await changedPlaces(tx, d, known, seq, on))];
  if (!anew && places.length === 0 && known.as_of === on) return { key: d.key, how: 'unchanged', places: 0 };
  const areas = anew ? [] : normalizeAreas(places.map(rangeOf));
  const moves = !anew && addsUp(d) && known.as_of === on;
  if (moves) await beginChanges(tx);
  if (addsUp(d)) await countCells(tx, d, on, areas, { anew, moves });
  await (moves ? moveStandings(tx, d, on) : writeStandings(tx, d, on));
  const row = { version: mark, as_of: on, sealed_seq: seq, rolled_at: ctx.clock.now() };
  await tx
    .insertInto('indicator_rolled')
    .values({ indicator: d.key, ...row })
    .onConflict((c) => c.column('indicator').doUpdateSet(row))
    .execute();
  return { key: d.key, how: anew ? 'whole' : 'places', places: places.length };
}

/**
 * Counties (or wider places) whose figures may have changed: those that audit entries sealed since then name by division, by the institution's place, or by where a
 * person named lives, and those with a record that became due.
 */
async function changedPlaces(
  tx: Tx,
  d: IndicatorDefinition,
  known: { as_of: string; sealed_seq: number },
  seq: number,
  on: string,
): Promise<number[]> {
  const { rows } = await sql<{ place: number }>`
    with e as (select a.division_code, a.institution_id, a.person_id from audit_seal s join audit_entry a on a.entry_id = s.entry_id
      where s.seq > ${known.sealed_seq} and s.seq <= ${seq})
    select distinct place from (
      select division_code as place from e where division_code is not null
      union select i.location_code from e join institution i on i.institution_id = e.institution_id
      union select p.village_code from e join person p on p.person_id = e.person_id) x`.execute(tx);
  const due =
    addsUp(d) && known.as_of < on
      ? (await sql<{ place: number }>`${dueBetween(d, known.as_of, on)}`.execute(tx)).rows
      : [];
  return [
    ...new Set(
      [...rows, ...due].map((r) => (r.place % COUNTY === 0 ? r.place : Math.floor(r.place / COUNTY) * COUNTY)),
    ),
  ];
}

/** With `moves` what changes is noted on the way, so that only the standings it touches are written. */
async function countCells(
  tx: Tx,
  d: IndicatorDefinition,
  on: string,
  areas: readonly AreaRange[],
  { anew, moves }: { anew: boolean; moves: boolean },
): Promise<void> {
  if (!anew && areas.length === 0) return;
  const here = (column: string) =>
    anew
      ? sql`true`
      : sql`(${sql.join(
          areas.map((a) => sql`(${sql.ref(column)} >= ${a.lo} and ${sql.ref(column)} < ${a.hi})`),
          sql` or `,
        )})`;
  for (const s of sidesOf(d)) {
    const gone = sql`delete from indicator_cell where indicator = ${d.key} and side = ${s.side} and ${here('division_code')}`;
    const fresh = fillCells(d, s, on, areas);
    await (moves ? notedCells(d, on, gone, -1) : gone).execute(tx);
    await (moves ? notedCells(d, on, fresh, 1) : fresh).execute(tx);
    if (keepsHumans(s)) await countOverlaps(tx, d, s, on, { areas, here: here('division_code'), anew, moves });
  }
}

async function countOverlaps(
  tx: Tx,
  d: IndicatorDefinition,
  s: RolledSide,
  on: string,
  {
    areas,
    here,
    anew,
    moves,
  }: { areas: readonly AreaRange[]; here: RawBuilder<unknown>; anew: boolean; moves: boolean },
): Promise<void> {
  const mine = sql`indicator = ${d.key} and side = ${s.side}`;
  if (anew) {
    await sql`delete from indicator_overlap where ${mine}`.execute(tx);
    await fillOverlaps(d, s, on, 'all').execute(tx);
    return;
  }
  await sql`create temporary table rolled_human on commit drop as ${humansIn(d, s, on, areas)}
    union select person_id from indicator_overlap where ${mine} and ${here}`.execute(tx);
  await sql`analyze rolled_human`.execute(tx);
  if (moves) await overlapChanges(d, s, on, -1).execute(tx);
  await sql`delete from indicator_overlap where ${mine} and person_id in (select person_id from rolled_human)`.execute(
    tx,
  );
  await fillOverlaps(d, s, on, 'rolled').execute(tx);
  if (moves) await overlapChanges(d, s, on, 1).execute(tx);
  await sql`drop table rolled_human`.execute(tx);
}

/** Writes where every place stands; only rows that differ are touched. */
async function writeStandings(tx: Tx, d: IndicatorDefinition, on: string): Promise<void> {
  const { from, to } = window(d.period, on);
  const found = addsUp(d) ? standingsFromCells(d.key, from ?? to, to) : standingsAnew(d, on);
  const rate = d.count === undefined;
  const now = sql`select code, coalesce(sum(n) filter (where side = 'part'), 0) as part,
    ${rate ? sql`coalesce(sum(n) filter (where side = 'whole'), 0)` : sql`null::numeric`} as whole from (${found}) f group by code`;
  await sql`with now as materialized (${now}),
      gone as (delete from indicator_standing t where t.indicator = ${d.key} and t.division_code not in (select code from now))
    insert into indicator_standing (indicator, division_code, as_of, part, whole) select ${d.key}, code, ${on}, part, whole from now
    on conflict (indicator, division_code) do update set as_of = excluded.as_of, part = excluded.part, whole = excluded.whole
    where (indicator_standing.part, indicator_standing.whole, indicator_standing.as_of) is distinct from (excluded.part, excluded.whole, excluded.as_of)`.execute(
    tx,
  );
}
