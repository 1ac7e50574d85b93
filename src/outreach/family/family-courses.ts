import { listCourses } from '../../training/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { familyActor, sessionOf } from './family-session.ts';
import { FindCourses, type FamilyCourse } from '../schema.ts';

const MOST = 20;

/** Courses that a family may choose now, found by title, trade or institution, the newest first. @throws FAMILY_SESSION_ENDED */
export async function findCourses(ctx: Context, input: FindCourses): Promise<{ rows: FamilyCourse[]; more: boolean }> {
  const { token, find } = FindCourses.parse(input);
  const actor = await transactionAs(ctx.db, 'system', async (tx) =>
    familyActor(tx, ctx, await sessionOf(tx, ctx, token)),
  );
  const { rows, total } = await listCourses({ ...ctx, actor, ip: null }, { open: 'yes', find, size: MOST });
  const shown = rows.map(({ courseId, title, trade, institution, hours, feeFen, places, chosen, startsOn }) => ({
    courseId,
    title,
    trade,
    institution,
    hours,
    feeFen,
    places,
    left: Math.max(0, places - chosen),
    startsOn,
  }));
  return { rows: shown, more: (total ?? 0) > rows.length };
}
