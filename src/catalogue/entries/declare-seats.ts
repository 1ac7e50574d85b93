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
import { DeclareSeats } from '../schema.ts';
import { lockSeats } from './seats.ts';

/**
 * Sets how many seats of an entry the school keeps for the programme (null: not declared), as a new version that holds from today.
 * Never below what is already taken. A repeat changes nothing.
 * house-rule: audited by changePublished, audit(tx, ctx)
 * @throws CATALOGUE_SEATS_BELOW_TAKEN, CATALOGUE_NOT_PUBLISHED, CATALOGUE_DRAFT_OPEN, NOT_FOUND
 */
export async function declareSeats(ctx: Context, input: DeclareSeats): Promise<Changed> {
  const actor = authorise(ctx, 'catalogue.publish');
  const { year, cityCode, reason, entryKey, programmeSeats } = DeclareSeats.parse(input);
  const city = cityOf(actor, cityCode);
  return transaction(ctx, (tx) =>
    changePublished(tx, ctx, actor, {
      cityCode: city,
      year,
      reason,
      effectiveFrom: effectiveDay(ctx, undefined),
      action: 'catalogue.declare_seats',
      summary: `项目计划名额改为${programmeSeats ?? '未申报'}（${reason}）`,
      apply: async (entries) => {
        const entry = entryIn(entries, entryKey);
        if (entry.programmeSeats === programmeSeats) return null;
        const taken = await lockSeats(tx, entryKey, year);
        if (programmeSeats !== null && programmeSeats < taken) {
          throw catalogueErrors.CATALOGUE_SEATS_BELOW_TAKEN({ details: { entry: titleOf(entry), taken } });
        }
        return withEntry(entries, { ...entry, programmeSeats });
      },
    }),
  );
}
