import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { countsOf } from '../entries/entry.ts';
import { filingOf, type Filing } from '../filing/filing-store.ts';
import { openReviews } from '../file/problem-store.ts';
import { VersionId, type Version } from '../schema.ts';
import { entriesOf, findVersion } from '../store.ts';

export type VersionView = Version & {
  cityName: string;
  counts: { schools: number; majors: number; entries: number };
  openReviews: number;
  filing: Filing | null;
};

/** A version the reader may see, with what it counts and what still waits. @throws NOT_FOUND */
export async function getVersion(ctx: Context, input: VersionId): Promise<VersionView> {
  authoriseAny(ctx, ['catalogue.edit', 'catalogue.receive_filing']);
  const { versionId } = VersionId.parse(input);
  return read(ctx, async (tx) => {
    const version = await findVersion(tx, versionId);
    const named = await tx
      .selectFrom('division')
      .select('name')
      .where('code', '=', version.cityCode)
      .orderBy('valid_from', 'desc')
      .executeTakeFirst();
    const waiting = version.state === 'draft' ? (await openReviews(tx, version.listId)).length : 0;
    return {
      ...version,
      cityName: named?.name ?? String(version.cityCode),
      counts: countsOf(await entriesOf(tx, versionId)),
      openReviews: waiting,
      filing: await filingOf(tx, versionId),
    };
  });
}
