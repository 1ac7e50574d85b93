import { checkChoice, takeSeats, type Choice } from '../../catalogue/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Application } from '../store.ts';

export type Blocked = { app: Application; code: string; reason: string };
export type Placed = { app: Application; choice: Choice };
/** `held` waits at the city itself: without a major yet, or until the city has decided about what the rules say against the person. */
export type AdmissionPlan = { placed: Placed[]; blocked: Blocked[]; held: Blocked[] };

/** An imported person the rules say no to, about whom the city has not decided yet. */
export function isHeld(app: Pick<Application, 'entered_as' | 'eligibility' | 'doubt_heard_at'>): boolean {
  return app.entered_as === 'imported_at_city' && app.eligibility === 'no' && app.doubt_heard_at === null;
}

/** Why an imported person cannot be admitted yet though nobody has to choose anew; null for all others. */
function holdOf(app: Application): Blocked | null {
  if (isHeld(app)) return { app, code: 'rules_say_no', reason: '名单导入的此人不符合报名条件，请先核定并写明理由。' };
  if (app.entered_as !== 'imported_at_city' || app.entry_key !== null) return null;
  return { app, code: 'major_not_chosen', reason: '名单导入的此人还没有确定专业。' };
}

const NO_SEAT = '所选专业的项目计划名额已满。';

/** Green channel first, then who has waited longest; the number settles what is left, so that a repeat gives the same order. */
function inTurn(a: Application, b: Application): number {
  if (a.green_channel !== b.green_channel) return a.green_channel ? -1 : 1;
  const waited = a.held_since.getTime() - b.held_since.getTime();
  return waited !== 0 ? waited : a.number < b.number ? -1 : 1;
}

/**
 * Who can be admitted now and who cannot and why: the catalogue's status of each choice today, and the seats of the programme, entry by
 * entry in one order (SD2017-3.2-12). With `take` the seats are locked and taken in the caller's transaction; without it they are only counted.
 */
export async function planAdmissions(
  tx: Tx,
  ctx: Context,
  apps: readonly Application[],
  seatsOf: (choice: Choice, count: number) => Promise<number>,
): Promise<AdmissionPlan> {
  const held = apps.flatMap((app) => holdOf(app) ?? []);
  const plan: AdmissionPlan = { placed: [], blocked: [], held };
  const waiting = new Set(held.map((h) => h.app));
  const free = apps.filter((a) => !waiting.has(a));
  const byEntry = Map.groupBy(free, (a) => `${a.entry_key ?? ''} ${a.year}`);
  for (const key of [...byEntry.keys()].sort()) {
    const wanting = byEntry.get(key)!.sort(inTurn);
    const { entry_key: entryKey, year } = wanting[0]!;
    const check =
      entryKey === null
        ? { ok: false as const, code: 'not_chosen', reason: '还没有选择学校和专业。' }
        : await checkChoice(tx, { entryKey, year, onDate: ctx.clock.today() });
    if (!check.ok) {
      plan.blocked.push(...wanting.map((app) => ({ app, code: check.code, reason: check.reason })));
      continue;
    }
    const granted = await seatsOf(check.choice, wanting.length);
    plan.placed.push(...wanting.slice(0, granted).map((app) => ({ app, choice: check.choice })));
    plan.blocked.push(...wanting.slice(granted).map((app) => ({ app, code: 'seats_taken', reason: NO_SEAT })));
  }
  return plan;
}

/** Seats really taken, under the entry's lock. */
export const takingSeats =
  (tx: Tx) =>
  async (choice: Choice, count: number): Promise<number> => {
    const { entryKey, year, programmeSeats: seats } = choice;
    return (await takeSeats(tx, { entryKey, year, count, seats })).granted;
  };
