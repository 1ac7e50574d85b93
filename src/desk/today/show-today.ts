import type { Actor, Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { reviewSettings } from '../../enrolment/index.ts';
import { listUnanswered } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import { blocksOf } from './blocks.ts';
import { cityProgress } from './city-progress.ts';
import { countLate } from './count-late.ts';
import { capped, countQueues } from './count-queues.ts';
import { deadlinesOf } from './deadlines.ts';
import { listFreshness, recentJobs, unreadMessages } from './news.ts';
import type { ShowToday, TodayAnswer, Waiting } from '../schema.ts';
import { whatCameBack } from './what-came-back.ts';

/**
 * The first screen of everyone: what waits for one's office, what is late, what came back and why, news, deadlines and running work; one
 * statement a part, every number with the list it opens. @throws NOT_SIGNED_IN
 */
export async function showToday(ctx: Context, _input: ShowToday): Promise<TodayAnswer> {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  const actor = ctx.actor;
  const today = ctx.clock.today();
  const year = Number(today.slice(0, 4));
  const now = ctx.clock.now();
  const blocks = blocksOf(actor);
  const parts = await read(ctx, async (tx) => {
    const sequentialFirst = await firstOffice(tx, actor, today);
    const counted = await countQueues(tx, blocks, { actor, year, now, sequentialFirst });
    const cities = await cityProgress(tx, actor, year, today);
    return {
      counted,
      cities,
      late: await countLate(tx, actor, today),
      returned: await whatCameBack(tx, actor, today),
      messages: await unreadMessages(tx, actor),
      lists: await listFreshness(tx, actor, today),
      deadlines: await deadlinesOf(tx, actor, cities, today),
      jobs: actor.permissions.has('jobs.read') ? await recentJobs(tx, actor, now) : [],
    };
  });
  const { counted, ...rest } = parts;
  const unanswered = await unansweredOf(ctx, blocks, year);
  const waiting = blocks.flatMap(
    (b) => counted.find((c) => c.key === b.key) ?? unanswered.filter((c) => c.key === b.key),
  );
  return { today, waiting, ...rest };
}

async function firstOffice(tx: Tx, actor: Actor, today: string): Promise<'poverty' | 'hr' | null> {
  if (actor.level !== 'township' || actor.divisionCode === null) return null;
  const settings = await reviewSettings(tx, actor.divisionCode, today);
  return settings.mode === 'sequential' ? settings.first : null;
}

/** People who could study and have not been asked: the list itself is asked, so that number and list cannot differ. */
async function unansweredOf(ctx: Context, blocks: ReturnType<typeof blocksOf>, year: number): Promise<Waiting[]> {
  const block = blocks.find((b) => b.counts === 'unanswered');
  if (!block) return [];
  const { total } = await listUnanswered(ctx, { year, size: 1 });
  return [capped(block, total)];
}
