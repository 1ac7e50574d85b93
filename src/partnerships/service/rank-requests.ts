import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { factsOf } from '../../policy/index.ts';
import { RankRequests } from '../schema.ts';
import { rankByLaw, rankingsOfLaw, type LawRanking } from './rank-law.ts';

/** Rankings that ask only what a request for support tells. */
const RANKINGS = ['n2021.support-tilt', 'fyp14.region-assistance'];

export type RankedRequest = {
  entryId: string;
  place: number;
  name: string;
  tilted: boolean;
  score: number | null;
  tied: boolean;
  granted: boolean;
};

/** The requests in order, and the rankings in force that may be chosen. */
export type RankedRequests = { rankings: LawRanking[]; rows: RankedRequest[] };

/**
 * Requests for support in the order the document says: those of Tibet Technician College and southern Xinjiang first (N2021 三(一)), or among equals
 * (FYP14 六(十四)). With a number of packages the first so many are marked as granted.
 * @throws RANKING_UNKNOWN
 */
export async function rankRequests(ctx: Context, input: RankRequests): Promise<RankedRequests> {
  const actor = authorise(ctx, 'agreement.read');
  const { ranking, kind, packages } = RankRequests.parse(input);
  return read(ctx, async (tx) => {
    const rankings = await rankingsOfLaw(tx, actor, RANKINGS, ctx.clock.today());
    if (ranking === undefined) return { rankings, rows: [] };
    const { rows } = await sql<{
      id: string;
      name: string;
      place: number;
      score: number | null;
      college: boolean | null;
    }>`select e.entry_id as id,
        coalesce(e.about_name, b.name) as name, coalesce(b.location_code, e.about_division, e.division_code) as place, e.quantity::float8 as score,
        (e.data ->> 'tibet_college')::boolean as college
      from agreement_entry e left join institution b on b.institution_id = e.about_institution
      where e.kind = ${kind} and e.state in ('recorded', 'confirmed') and ${insideRanges('e.division_code', actor.areas)}
      order by e.on_date, e.recorded_at, e.ordinal`.execute(tx);
    const candidates = rows.map((r) => {
      const code = String(r.place).padStart(12, '0');
      return {
        id: r.id,
        facts: factsOf({
          application_complete: true,
          tibet_technician_college: r.college === true,
          province: code.slice(0, 2),
          city: code.slice(0, 4),
          ...(r.score === null ? {} : { project_score: r.score }),
        }),
      };
    });
    const order = await rankByLaw(tx, actor, ranking, candidates, ctx.clock.today());
    const names = new Map(rows.map((r) => [r.id, r.name]));
    return {
      rankings,
      rows: order.map((r) => ({
        entryId: r.id,
        place: r.place,
        name: names.get(r.id)!,
        tilted: r.flagged,
        score: r.score,
        tied: r.tied,
        granted: packages !== undefined && r.place <= packages,
      })),
    };
  });
}
