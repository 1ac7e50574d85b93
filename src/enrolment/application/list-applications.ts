import { z } from 'zod';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { COUNT_CAP, inOwnScope, listRows } from '../township/queue-store.ts';
import { ListQueue, type Queue } from '../township/list-queue.ts';
import type { ApplicationState } from '../states.ts';

export const ListApplications = ListQueue.extend({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** A division inside the actor's area. */
  division: z.coerce.number().int().optional(),
  green: z.enum(['yes', 'no']).optional(),
  /** Only what the village entered itself, or its township for it (代录). */
  enteredAs: z.enum(['village', 'township_for_village']).optional(),
  /** Only what has come as far as the city, whatever became of it there. */
  reached: z.enum(['city']).optional(),
});
export type ListApplications = z.input<typeof ListApplications>;

const AT_CITY: ApplicationState[] = [
  'city_accepted',
  'reselect',
  'admitted',
  'school_notified',
  'letter_issued',
  'reported',
  'status_registered',
  'benefits_active',
  'no_show',
];

/** Applications of the actor's area (a school: its own) in any state, newest change first. @throws NOT_FOUND for a division outside the area */
export async function listApplications(ctx: Context, input: ListApplications): Promise<Queue> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, state, division, green, reached, sort: _one, ...rest } = ListApplications.parse(input);
  const filters = { ...rest, greenChannel: green && green === 'yes' };
  return read(ctx, async (tx) => {
    const states = state ? [state] : reached ? AT_CITY : undefined;
    const where = inOwnScope(actor, division);
    const above = ['province', 'nation'].includes(actor.level) && division === undefined;
    const cities = above ? scopeOf(actor) : undefined;
    const { rows, total } = await listRows(tx, where, { ...filters, states }, { page, size, order: 'newest', cities });
    return { rows, total: Math.min(total, COUNT_CAP), more: total > COUNT_CAP, page, size };
  });
}
