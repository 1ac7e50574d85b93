import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import {
  KEY_THEMES,
  MEDIA,
  MEDIA_KINDS,
  Overview,
  THEMES,
  type ItemLine,
  type Medium,
  type OverviewView,
} from './schema.ts';

/**
 * Publicity of an area in a year: the five themes and five kinds of media covered, form by form with enquiries and applications, schools without any, and what came
 * of guiding people; an institution sees its own.
 * @throws NOT_FOUND for a division outside
 */
export async function showOverview(ctx: Context, input: Overview): Promise<OverviewView> {
  const actor = authorise(ctx, 'publicity.read');
  const given = Overview.parse(input);
  const areas = actor.institutionId === null ? scopeOf(actor, given.division) : [];
  const year = given.year ?? Number(ctx.clock.today().slice(0, 4));
  return read(ctx, async (tx) => {
    const items = await itemsOf(tx, actor, areas, year);
    const sum = (key: 'views' | 'enquiries' | 'applications', own = items) => own.reduce((n, i) => n + i[key], 0);
    const media = (Object.keys(MEDIA) as Medium[]).map((m) => {
      const own = items.filter((i) => i.media === m);
      return { media: m, items: own.length, enquiries: sum('enquiries', own), applications: sum('applications', own) };
    });
    return {
      year,
      items,
      themes: coveredOf(KEY_THEMES.map((t) => [THEMES[t], items.some((i) => i.theme === t)])),
      mediaKinds: coveredOf(
        Object.entries(MEDIA_KINDS).map(([name, ways]) => [name, items.some((i) => ways.includes(i.media))]),
      ),
      media,
      conversion: rateOf(sum('applications'), sum('enquiries')),
      signUpRate: rateOf(sum('applications'), sum('views')),
      schools: await schoolsOf(tx, areas, year),
      guidance: await guidanceOf(tx, areas, year),
      events: await eventsOf(tx, actor),
    };
  });
}

function coveredOf(all: readonly (readonly [string, boolean])[]) {
  const missing = all.filter(([, has]) => !has).map(([name]) => name);
  return { covered: all.length - missing.length, of: all.length, missing };
}

async function itemsOf(tx: Tx, actor: Actor, areas: readonly AreaRange[], year: number): Promise<ItemLine[]> {
  const own =
    actor.institutionId === null
      ? insideRanges('p.division_code', areas)
      : sql`p.institution_id = ${actor.institutionId}`;
  const { rows } =
    await sql<ItemLine>`select p.item_id as "itemId", p.title, p.held_on as "heldOn", p.media, p.theme, p.campaign, p.unit_name as unit,
      p.views, p.enquiries, p.applications
    from publicity_item p where extract(year from p.held_on) = ${year} and ${own} order by p.held_on desc, p.item_id limit 5000`.execute(
      tx,
    );
  return rows;
}

async function schoolsOf(tx: Tx, areas: readonly AreaRange[], year: number): Promise<OverviewView['schools']> {
  const { rows } = await sql<{ name: string; active: boolean }>`select i.name, exists (select 1 from publicity_item p
      where p.institution_id = i.institution_id and extract(year from p.held_on) = ${year}) as active
    from institution i where i.kind = 'technical_school' and i.valid_to is null and ${insideRanges('i.location_code', areas)} order by i.name`.execute(
    tx,
  );
  const active = rows.filter((r) => r.active).length;
  return {
    all: rows.length,
    active,
    rate: rateOf(active, rows.length),
    without: rows.filter((r) => !r.active).map((r) => r.name),
  };
}

type Guided = {
  contacted: number;
  study: number;
  training: number;
  employment: number;
  needing: number;
  uncontacted: number;
  signed: number;
};

/** What came of the last contact of each person in the year; and of those who need training, how many were not contacted. */
async function guidanceOf(tx: Tx, areas: readonly AreaRange[], year: number): Promise<OverviewView['guidance']> {
  const { rows } = await sql<Guided>`
    with last as (select distinct on (person_id) person_id, result from guidance_contact
        where extract(year from contacted_on) = ${year} and ${insideRanges('village_code', areas)} order by person_id, contacted_on desc),
      need as (select person_id from training_need n where n.year = ${year} and ${insideRanges('village_code', areas)})
    select (select count(*)::int from last) as contacted, (select count(*)::int from last where result = 'study') as study,
      (select count(*)::int from last where result = 'training') as training, (select count(*)::int from last where result = 'employment') as employment,
      (select count(*)::int from need) as needing, (select count(*)::int from need where person_id not in (select person_id from last)) as uncontacted,
      (select count(*)::int from last where result in ('training', 'study')) as signed`.execute(tx);
  const g = rows[0]!;
  return {
    contacted: g.contacted,
    study: rateOf(g.study, g.contacted),
    training: rateOf(g.training, g.contacted),
    employment: rateOf(g.employment, g.contacted),
    needing: g.needing,
    uncontacted: g.uncontacted,
    signUp: rateOf(g.signed, g.contacted),
  };
}

async function eventsOf(tx: Tx, actor: Actor): Promise<OverviewView['events']> {
  const { rows } = await sql<
    OverviewView['events'][number]
  >`select event_id as "eventId", name, on_date as "onDate", lead_days as "leadDays",
      reminded_on as "remindedOn" from theme_event where unit_id = ${actor.unitId} order by on_date desc limit 100`.execute(
    tx,
  );
  return rows;
}
