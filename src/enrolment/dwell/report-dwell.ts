import { z } from 'zod';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { averageStays, waitingGroups } from './dwell-store.ts';
import { divisionNames } from '../offices.ts';
import { dwellOf, limitAt, type Dwell } from './step-limit.ts';
import type { HolderLevel } from '../states.ts';

export const ReportDwell = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  division: z.coerce.number().int().optional(),
});
export type ReportDwell = z.input<typeof ReportDwell>;

export type DwellReport = {
  averages: { level: HolderLevel; cases: number; averageDays: number }[];
  waiting: { level: HolderLevel; code: number; name: string; cases: number; names: string[]; dwell: Dwell }[];
};

const SHOWN = 200;

/**
 * How long cases stay with each level on average, and which lie longest now, with the local limit or "not set" (SD2017-3.2-19); a school asks
 * for its own cases, wherever the students come from.
 * @throws NOT_FOUND for a division outside the actor's area
 */
export async function reportDwell(ctx: Context, input: ReportDwell): Promise<DwellReport> {
  const actor = authorise(ctx, 'application.read');
  const given = ReportDwell.parse(input);
  const today = ctx.clock.today();
  const year = given.year ?? Number(today.slice(0, 4));
  return read(ctx, async (tx) => {
    const areas = scopeOf(actor, given.division);
    const scope = areas.length > 0 ? areas : actor.institutionId ? { institutionId: actor.institutionId } : null;
    if (scope === null) return { averages: [], waiting: [] };
    const averages = await averageStays(tx, scope, year, ctx.clock.now());
    const groups = (await waitingGroups(tx, scope))
      .sort((a, b) => a.since.getTime() - b.since.getTime())
      .slice(0, SHOWN);
    const names = await divisionNames(
      tx,
      groups.map((g) => g.code),
      today,
    );
    const waiting = [];
    for (const g of groups) {
      const dwell = dwellOf(g.since, today, await limitAt(tx, g.level, g.code, today));
      waiting.push({
        level: g.level,
        code: g.code,
        name: g.school ?? names.get(g.code) ?? String(g.code),
        cases: g.cases,
        names: g.names,
        dwell,
      });
    }
    return { averages, waiting };
  });
}
