import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { NeedTable, type CrossCell, type NeedRow, type NeedView } from './schema.ts';

const TOWNSHIP = 1000;

/**
 * Training needs of a year, township by township, with the classes they call for, and the register's people by ability and wish (HA2020 一(一), 一(二), 四(一)).
 * The total is the sum of the lines; every person of the register stands in exactly one cell.
 * @throws NOT_FOUND for a division outside
 */
export async function needTable(ctx: Context, input: NeedTable): Promise<NeedView> {
  const actor = authorise(ctx, 'people.read');
  const given = NeedTable.parse(input);
  const areas = scopeOf(actor, given.division);
  const year = given.year ?? Number(ctx.clock.today().slice(0, 4));
  return read(ctx, async (tx) => {
    const rows = await needRows(tx, areas, year);
    const cross = await crossTable(tx, areas, year);
    const sum = (key: keyof Omit<NeedRow, 'code' | 'name'>) => rows.reduce((n, r) => n + r[key], 0);
    return {
      year,
      rows,
      total: {
        practical: sum('practical'),
        concentrated: sum('concentrated'),
        online: sum('online'),
        evening: sum('evening'),
        nearHome: sum('nearHome'),
      },
      proposals: rows
        .filter((r) => r.evening > 0)
        .map((r) => ({ code: r.code, name: r.name, form: 'practical' as const, evening: true, upTo: r.evening })),
      cross,
      persons: cross.reduce((n, c) => n + c.persons, 0),
    };
  });
}

async function needRows(tx: Tx, areas: readonly AreaRange[], year: number): Promise<NeedRow[]> {
  const { rows } =
    await sql<NeedRow>`select q.code, coalesce((select d.full_name from division d where d.code = q.code order by d.valid_from desc limit 1), '') as name,
      q.practical, q.concentrated, q.online, q.evening, q."nearHome"
    from (select n.village_code - n.village_code % ${TOWNSHIP} as code, (count(*) filter (where form = 'practical'))::int as practical,
        (count(*) filter (where form = 'concentrated'))::int as concentrated, (count(*) filter (where form = 'online'))::int as online,
        (count(*) filter (where evening))::int as evening, (count(*) filter (where near_home))::int as "nearHome"
      from training_need n where n.year = ${year} and ${insideRanges('n.village_code', areas)} group by 1) q order by q.code`.execute(
      tx,
    );
  return rows;
}

/** Ability to work as the register states it, by what was answered about training this year. */
async function crossTable(tx: Tx, areas: readonly AreaRange[], year: number): Promise<CrossCell[]> {
  const { rows } = await sql<CrossCell>`select coalesce(nullif(s.labour_skill, ''), '未填') as ability,
      case when w.train then 'willing' when w.train is false then 'unwilling' else 'not_asked' end as wish, count(*)::int as persons
    from person_status s left join lateral (select train from wish w where w.person_id = s.person_id and w.year = ${year}
      order by asked_on desc, recorded_at desc limit 1) w on true
    where s.known_to is null and s.valid_to is null and ${insideRanges('s.village_code', areas)} group by 1, 2 order by 1, 2`.execute(
    tx,
  );
  return rows;
}
