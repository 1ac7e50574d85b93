import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import {
  changePublished,
  effectiveDay,
  entryIn,
  titleOf,
  withEntry,
  type Changed,
} from '../versions/change-version.ts';
import { cityOf } from '../city-of.ts';
import { catalogueErrors } from '../errors.ts';
import { ChangeEntryState, type Entry, type EntryState } from '../schema.ts';

export type StateChange = { to: EntryState; from: readonly EntryState[]; action: string; words: string };

/**
 * Moves one entry of the published catalogue to another state from a day on (default today), as a new version with reason and date.
 * A repeat with the same date changes nothing.
 * house-rule: audited by changePublished, audit(tx, ctx)
 * @throws CATALOGUE_BACKDATED, CATALOGUE_ENTRY_STATE, CATALOGUE_ENTRY_PENDING, CATALOGUE_NOT_PUBLISHED, CATALOGUE_DRAFT_OPEN, NOT_FOUND
 */
export async function changeEntryState(ctx: Context, input: ChangeEntryState, change: StateChange): Promise<Changed> {
  const actor = authorise(ctx, 'catalogue.publish');
  const { year, cityCode, reason, entryKey, effectiveFrom } = ChangeEntryState.parse(input);
  const city = cityOf(actor, cityCode);
  const day = effectiveDay(ctx, effectiveFrom);
  const today = ctx.clock.today();
  return transaction(ctx, (tx) =>
    changePublished(tx, ctx, actor, {
      cityCode: city,
      year,
      reason,
      effectiveFrom: day,
      action: change.action,
      summary: `${change.words}（${reason}）`,
      apply: (entries) => {
        const entry = entryIn(entries, entryKey);
        const next = changed(entry, change, { day, today, reason });
        return next === null ? null : withEntry(entries, next);
      },
    }),
  );
}

function changed(
  entry: Entry,
  change: StateChange,
  when: { day: string; today: string; reason: string },
): Entry | null {
  if (entry.state === change.to && (entry.stateFrom === when.day || entry.stateFrom === null)) return null;
  if (!change.from.includes(entry.state)) {
    throw catalogueErrors.CATALOGUE_ENTRY_STATE({ details: { entry: titleOf(entry), state: entry.state } });
  }
  const pending = entry.stateFrom !== null && entry.stateFrom > when.today;
  if (!pending) return { ...entry, state: change.to, stateFrom: when.day, stateReason: when.reason };
  if (change.to !== 'open' || when.day !== when.today) throw catalogueErrors.CATALOGUE_ENTRY_PENDING();
  // A suspension taken back before its day never was: the entry was open all along.
  return { ...entry, state: 'open', stateFrom: null, stateReason: when.reason };
}
