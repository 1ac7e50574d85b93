import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListEntries, type Entry } from '../schema.ts';
import { seatsTaken } from './seats.ts';
import { entryOf, findVersion } from '../store.ts';

export type ListedEntry = Entry & { taken: number; newSchool: boolean; affiliation: string | null };

/** Entries of a version the reader may see, filtered and paged, in the order of the list. @throws NOT_FOUND */
export async function listEntries(ctx: Context, input: ListEntries): Promise<Page<ListedEntry>> {
  authoriseAny(ctx, ['catalogue.edit', 'catalogue.receive_filing']);
  const { page, size, versionId, school, major, level, base, designated, state, doubtful } = ListEntries.parse(input);
  return read(ctx, async (tx) => {
    const version = await findVersion(tx, versionId);
    let query = tx
      .selectFrom('catalogue_entry as e')
      .leftJoin('institution as i', 'i.institution_id', 'e.institution_id')
      .where('e.version_id', '=', versionId);
    if (school) query = query.where('e.school_name', 'like', likely(school));
    if (major) query = query.where('e.major', 'like', likely(major));
    if (level) query = query.where('e.level', '=', level);
    if (base) query = query.where('e.base', '=', base);
    if (designated) query = query.where('e.designated', '=', designated === 'yes');
    if (state) query = query.where('e.state', '=', state);
    if (doubtful) query = query.where('e.doubts', doubtful === 'yes' ? '<>' : '=', []);
    const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll('e')
      .select(['i.institution_id as known', 'i.affiliation'])
      .orderBy('e.position')
      .orderBy('e.entry_key')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const taken = await seatsTaken(
      tx,
      version.year,
      rows.map((r) => r.entry_key),
    );
    return {
      page,
      size,
      total: n,
      rows: rows.map((r) => ({
        ...entryOf(r),
        taken: taken.get(r.entry_key) ?? 0,
        newSchool: r.known === null,
        affiliation: r.affiliation,
      })),
    };
  });
}

/** A pattern for `like` that holds the words as they are. */
export function likely(words: string): string {
  return `%${words.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}
