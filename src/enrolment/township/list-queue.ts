import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { Paging, type Page } from '../../platform/http.ts';
import { COUNT_CAP, listRows, returnedTo, waitingAt } from './queue-store.ts';
import { reviewSettings } from './review-settings.ts';
import { Category, type ApplicationLine } from '../schema.ts';
import { STATES, type ApplicationState } from '../states.ts';

const State = z.enum(Object.keys(STATES) as [ApplicationState, ...ApplicationState[]]);

export const ListQueue = z.object({
  ...Paging,
  /** Accepted for the lists' sake; a queue has one order. */
  sort: z.string().optional(),
  state: State.optional(),
  category: Category.optional(),
  eligibility: z.enum(['yes', 'no', 'unknown']).optional(),
  number: z.string().trim().max(40).optional(),
  name: z.string().trim().max(60).optional(),
  villageCode: z.coerce.number().int().optional(),
});
export type ListQueue = z.input<typeof ListQueue>;

export type Queue = Page<ApplicationLine> & { more: boolean };
/** `afterOther`: review is sequential here and the other office answers first. */
export type OfficeQueue = Queue & { afterOther: boolean };

/**
 * What waits at the actor's office: the green channel first, then who has waited longest (SD2017-3.3-01). In sequential review the second
 * office sees a case when the first has answered. `total` counts to 1,000; `more` says that there are more.
 */
export async function listQueue(ctx: Context, input: ListQueue): Promise<OfficeQueue> {
  const actor = authorise(ctx, 'application.read');
  const { page, size, state, sort: _one, ...filters } = ListQueue.parse(input);
  return read(ctx, async (tx) => {
    const sequential =
      actor.level === 'township' && actor.divisionCode !== null
        ? await reviewSettings(tx, actor.divisionCode, ctx.clock.today())
        : null;
    const first = sequential?.mode === 'sequential' ? sequential.first : null;
    const where =
      actor.level === 'township' && state === 'returned_to_township' ? returnedTo(actor) : waitingAt(actor, first);
    const states = state ? [state] : undefined;
    const { rows, total } = await listRows(tx, where, { ...filters, states }, { page, size, order: 'waiting' });
    const afterOther = first !== null && first !== actor.line;
    return { rows, total: Math.min(total, COUNT_CAP), more: total > COUNT_CAP, afterOther, page, size };
  });
}
