import type { Tx } from '../platform/db.ts';
import { findSetting } from './find-setting.ts';
import { loadPosts } from './load-actor.ts';

export type BothOffices = {
  /** The person can act for the HR and for the poverty office of a common area, by their own posts or standing in. */
  holds: boolean;
  hrUnits: string[];
  povertyUnits: string[];
  /** The logged local setting that lets one person decide for both here, or null: then nobody may. */
  allowedBy: string | null;
};

/**
 * Whether someone could decide for both offices of a division (12-digit code) on a day, and whether a local setting allows it. Before a
 * decision of the second office the room compares who gave the first: by user, and by whom they stood in for.
 */
export async function holdsBothOffices(
  tx: Tx,
  userId: string,
  divisionCode: number,
  onDate: string,
): Promise<BothOffices> {
  const posts = await loadPosts(tx, userId, onDate);
  const unitIds = posts.map((p) => p.unitId);
  const units =
    unitIds.length === 0
      ? []
      : await tx
          .selectFrom('unit as u')
          .innerJoin('unit_area as a', 'a.unit_id', 'u.unit_id')
          .select(['u.unit_id', 'u.line'])
          .distinct()
          .where('u.unit_id', 'in', unitIds)
          .where('u.line', 'in', ['hr', 'poverty'])
          .where('a.lo', '<=', divisionCode)
          .where('a.hi', '>', divisionCode)
          .where('a.valid_from', '<=', onDate)
          .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>', onDate)]))
          .execute();
  const of = (line: string) => units.filter((u) => u.line === line).map((u) => u.unit_id);
  const setting = await findSetting(tx, divisionCode, 'review.one_person_both_offices', onDate);
  return {
    holds: of('hr').length > 0 && of('poverty').length > 0,
    hrUnits: of('hr'),
    povertyUnits: of('poverty'),
    allowedBy: setting?.value === true ? setting.from.settingId : null,
  };
}
