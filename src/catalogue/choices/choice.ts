import type { Tx } from '../../platform/db.ts';
import { openOn } from '../entries/entry.ts';
import type { Entry } from '../schema.ts';
import { entryOf } from '../store.ts';

/** An entry as it stands in the published catalogue of its city and year. */
export type Choice = Entry & { versionId: string; version: number; cityCode: number; year: number };

export type ChoiceRefusal = 'unknown' | 'not_yet_open' | 'suspended' | 'removed' | 'not_designated';

export type ChoiceCheck = { ok: true; choice: Choice } | { ok: false; code: ChoiceRefusal; reason: string };

const REASONS: Record<ChoiceRefusal, string> = {
  unknown: '所选专业不在当年公布的目录中。',
  not_yet_open: '所选专业尚未开始招生。',
  suspended: '所选专业已暂停招生。',
  removed: '所选专业已从目录中撤销。',
  not_designated: '所选专业不承担精准技能扶贫任务。',
};

/**
 * Whether an application may choose an entry on a day (yyyy-mm-dd): published for that year, open on that day, designated. An entry chosen
 * from an earlier version counts as it stands in the version published now; persons already admitted are not asked again (SD2017-3.3-18).
 */
export async function checkChoice(
  tx: Tx,
  asked: { entryKey: string; year: number; onDate: string },
): Promise<ChoiceCheck> {
  const choice = await publishedEntry(tx, asked.entryKey, asked.year);
  if (!choice) return refusal('unknown');
  if (!openOn(choice, asked.onDate)) {
    if (choice.state === 'open') return refusal('not_yet_open');
    return refusal(choice.state, choice.stateReason);
  }
  return choice.designated ? { ok: true, choice } : refusal('not_designated');
}

function refusal(code: ChoiceRefusal, why: string | null = null): ChoiceCheck {
  return { ok: false, code, reason: why ? `${REASONS[code].replace('。', '')}：${why}。` : REASONS[code] };
}

/** The entry in the version published now for that year, or null. */
export async function publishedEntry(tx: Tx, entryKey: string, year: number): Promise<Choice | null> {
  const row = await tx
    .selectFrom('catalogue_entry as e')
    .innerJoin('catalogue_version as v', 'v.version_id', 'e.version_id')
    .selectAll('e')
    .select(['v.version', 'v.city_code', 'v.year'])
    .where('v.state', '=', 'published')
    .where('v.year', '=', year)
    .where('e.entry_key', '=', entryKey)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...entryOf(row),
    versionId: row.version_id,
    version: row.version,
    cityCode: row.city_code,
    year: row.year,
  };
}
